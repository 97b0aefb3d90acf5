"""Kinds of entry from a package of its own."""
