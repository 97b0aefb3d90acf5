"""How the handbook is doing: reviews by owner, translations, what nobody links to."""
