"""Finds the value that was probably meant by a wrong one, for cures and certain fixes."""
