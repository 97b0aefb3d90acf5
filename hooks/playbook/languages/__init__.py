"""Languages as data: one folder each, with nothing but YAML. The modules read any language."""
