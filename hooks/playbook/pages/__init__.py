"""Pages: a checked playbook as HTML, a page for each topic in each language."""
