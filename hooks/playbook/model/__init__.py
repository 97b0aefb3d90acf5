"""The typed model of a playbook: entries, chapters and the settings of the organisation."""
