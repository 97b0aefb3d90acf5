"""Writes the message of the commit: plain sentences without effect on git or a code host."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Mapping

from .read import Suggestion

WIDTH = 72
_HARMLESS: Mapping[int, str] = str.maketrans({"[": "(", "]": ")", "#": "no. ", "<": "‹", ">": "›"})
"""Marks with which code hosts close issues, skip checks, and find addresses."""
_ISSUE = re.compile(r"\b(GH)-(?=\d)", re.IGNORECASE)
"""The name of an issue on GitHub without a mark: ``GH-12``."""


def commit_message(suggestion: Suggestion, id: str) -> str:
    """The message: what was suggested, the reason, and the sender's name if it was given.

    The reason is one indented paragraph, so that no line of it is a trailer or an instruction.
    Addresses and links are left out.
    """
    subject = f"Change '{id}' as a reader suggested"
    given = f"The reason that the reader gave: {harmless(suggestion.reason)}"
    reason = textwrap.fill(given, WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    sent = f"It was written for version {harmless(suggestion.version)}"
    name = harmless(suggestion.sender)
    by = f" by {name}" if name else ""
    end = textwrap.fill(f"{sent}{by}.", WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    return f"{subject}\n\n{reason}\n\n{end}\n"


def harmless(text: str) -> str:
    """A text on one line, without addresses, links, and marks that a code host acts upon."""
    words = unicodedata.normalize("NFKC", text).translate(_HARMLESS).split()
    return " ".join(map(_harmless_word, words))


def _harmless_word(word: str) -> str:
    if "@" in word:
        return "(an address)"
    if "://" in word or "www." in word.lower():
        return "(a link)"
    return _ISSUE.sub(r"\1 ", word)
