"""Search: what a reader's browser needs to find an answer, worked out at build time."""
