"""A company's social media playbook: YAML in, a checked handbook out.

Data flows one way, and a module imports only from rooms to its left:

    problems → source → model → kinds → words → prose → checks → project →
    report → schema → git → changes → edit → health → pages → site → cli
"""

__version__ = "0.1.1"
FORMAT = 1
"""The shape of the data that this version reads, as ``format`` in ``playbook.yml`` names it."""
