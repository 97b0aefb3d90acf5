"""Answers questions from the data in force, for ``playbook ask`` and ``playbook mcp``.

Everything here reads and nothing writes.
"""
