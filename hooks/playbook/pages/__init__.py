"""Renders a checked playbook to HTML: one page per topic and language."""
