"""Languages as data: one folder of YAML files per language. The modules work for any language."""
