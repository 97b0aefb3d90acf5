"""Classifies and renders the changes between two states of the data.

`classify` turns the directions of fields, which each kind gives, into change types; `compare`
computes the changes; `renderers` formats them as text, Markdown, JSON and HTML.
"""
