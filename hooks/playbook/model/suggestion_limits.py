"""The limits of a suggestion, for the page that writes it and for the command that reads it."""

from __future__ import annotations

from .types import MAX_NAME_LENGTH

SUGGESTION_FORMAT = "1"
"""The format of suggestions, in the line that begins one: ``suggestion: 1``."""
MAX_BYTES = 20_000
"""The longest suggestion, from its first to its last line, in bytes of UTF-8."""
MAX_AROUND = 65_536
"""The longest file or issue that a suggestion may be in, in bytes: what code hosts allow."""
MAX_VALUES = 40
"""How many values may change; a text counts once for each language."""
MAX_TEXT = 4_000
"""The longest text, in characters."""
MAX_ITEMS = 30
"""The longest list of texts."""
MAX_DEPTH = 6
"""The longest path of a field, with the language of a text."""
MAX_REASON = 2_000
MAX_SENDER = 80
MAX_VERSION = 40
MAX_ID = MAX_NAME_LENGTH
"""The longest reason, name of a sender, version, and id, in characters."""
MAX_WORD = 400
"""The longest word of a text, in characters."""
