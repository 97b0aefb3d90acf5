"""The site: the only layer that uses MkDocs."""
