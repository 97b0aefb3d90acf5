"""Reads YAML files into plain values with locations; knows nothing of the data model."""
