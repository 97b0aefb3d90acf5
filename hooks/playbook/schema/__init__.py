"""JSON Schemas of the data files for text editors, generated from the models.

The schemas describe the structure of one file; `playbook check` checks everything else. They avoid
``oneOf``, because its error messages are misleading.
"""
