"""Classifies and renders the changes between two states of the data.

`classes` lists the binding fields and their classifiers; `compare` computes the changes; `voices`
renders them as text, Markdown, JSON and HTML.
"""
