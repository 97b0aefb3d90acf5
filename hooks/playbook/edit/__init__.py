"""Edits data files as text, so that comments, order and quoting are preserved.

Locations come from the source tree. A round-trip YAML library would re-wrap, re-indent and
re-quote the files, which hides the actual change from reviewers.
"""
