"""Releases: versions of the handbook that are published once and never change."""
