"""Reads who has confirmed which version, for ``playbook acknowledgements``.

Everything here reads files of the machine: exports of forms and mailboxes, a list of people, and a
published tree. Nothing is sent, and nothing about a person is written into the handbook.
"""
