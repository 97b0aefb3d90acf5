"""Formats problems for people, programs and code hosts. Does not print."""
