"""Documents for signature and archive: a PDF of the handbook, of a role, or of a chapter.

WeasyPrint and pikepdf are an optional dependency. Only modules of this layer import them, inside
functions, so that the other commands start as fast as without them.
"""
