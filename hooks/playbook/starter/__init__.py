"""The repository that ``playbook init`` writes for an organisation."""
