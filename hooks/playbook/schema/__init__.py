"""JSON Schemas of the data files for text editors, generated from the models.

They describe the structure of one file; `playbook check` checks everything else. They avoid
``oneOf``, whose error messages are misleading.
"""
