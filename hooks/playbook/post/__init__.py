"""Posts: whether a draft keeps to the rules. The page has the same engine in JavaScript."""
