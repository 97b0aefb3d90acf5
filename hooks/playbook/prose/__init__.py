"""Prose: CommonMark with links to entries and the organisation's values in it."""
