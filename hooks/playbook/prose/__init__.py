"""Prose: CommonMark with links to entries and names of values in braces."""
