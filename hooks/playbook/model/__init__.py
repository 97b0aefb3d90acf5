"""The typed model of a playbook: what every entry has, and what an organisation sets."""
