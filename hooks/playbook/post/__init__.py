"""Checks drafts of posts against the rules. The web page has the same engine in JavaScript."""
