"""Reads YAML files into plain values with locations, without knowing the data model."""
