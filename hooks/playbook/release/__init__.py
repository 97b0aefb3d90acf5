"""Releases: immutable published versions of the handbook."""
