"""Reading files: bytes to plain values with places. Knows YAML, and nothing of policy."""
