"""Reads a reader's suggestion, and writes it to the data on a branch.

Whoever sends a suggestion is not trusted: it has values of named fields and nothing else.
"""
