"""Handbook health: reviews by owner, translations, unlinked entries."""
