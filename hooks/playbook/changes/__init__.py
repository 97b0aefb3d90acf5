"""What a change of the data means: typed values, worked out from two states, told in many voices.

A reviewer sees what changed in the policy's own words. `classes` holds which fields bind and how;
`compare` makes the changes; `voices` tells them as text, Markdown, JSON and HTML.
"""
