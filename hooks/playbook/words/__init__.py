"""The words of the handbook's own furniture: headings, buttons, labels, units, by language."""
