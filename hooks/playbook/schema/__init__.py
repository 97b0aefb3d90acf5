"""JSON Schemas of the data files, for editors: made from the models, never written by hand.

They describe the form of a file. Cross-file rules (references, flows, links, words) are left to
`check`. They avoid ``oneOf``, whose error messages are misleading.
"""
