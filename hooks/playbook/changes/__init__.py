"""Classifies and renders the changes between two states of the data.

`binding_fields` lists the fields that bind, with their classifiers; `compare` computes the changes;
`renderers` formats them as text, Markdown, JSON and HTML.
"""
