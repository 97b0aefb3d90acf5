"""Checks drafts of posts against the rules. The web page runs the same engine in JavaScript."""
