"""Classifies and renders the changes between two states of the data.

`classify` derives change types from the directions that each kind defines for its fields; `compare`
computes the changes; `renderers` formats them as text, Markdown, JSON or HTML.
"""
