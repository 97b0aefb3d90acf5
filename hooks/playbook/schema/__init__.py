"""JSON Schemas of the data files, for editors: made from the models, never written by hand.

They say what the form of a file is. What only a look at the whole handbook can tell (references,
flows, links, words) is `check`'s. There is no ``oneOf`` in them: its messages mislead.
"""
