"""The hand-written pages in ``docs/``: their components, sections and problems."""
