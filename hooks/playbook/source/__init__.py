"""Reads files: bytes to plain values with locations. Knows YAML, not the data model."""
