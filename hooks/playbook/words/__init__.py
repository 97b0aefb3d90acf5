"""UI strings: headings, buttons, labels and units, by language."""
