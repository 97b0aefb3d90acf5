"""Changing data files as text, so that comments, order and quoting stay as people wrote them.

The places come from the source stage's tree. A library that writes YAML back would keep most
comments, and re-wrap, re-indent and re-quote the rest: a reviewer could not see what changed.
"""
