"""Edits data files as text, so that comments, order and quoting are preserved.

The source tree gives the location of each edit. A round-trip YAML library would rewrap, reindent
and requote the files, which would hide the actual change from reviewers.
"""
