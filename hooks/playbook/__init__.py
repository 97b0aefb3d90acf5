"""Generates the handbook of a social media playbook from checked YAML files.

Data flows one way, and a module imports only from layers to its left:

    problems → source → model → kinds → words → prose → checks → project →
    report → schema → git → changes → edit → health → pages → site → cli
"""

__version__ = "0.2.0"
FORMAT = 2
"""The data format of this version, ``format`` in ``playbook.yml``. Older data is migrated."""
