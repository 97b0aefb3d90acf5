"""Helpers with which the check types make Vale rules.

In Vale's expressions ``\\w``, ``\\d`` and ``\\s`` only match ASCII, and its words have other
boundaries than ours, so every character class is written out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .phrases import Phrase
from .token_patterns import TOKENS, WORD
from .vale_words import regex

Rules = dict[str, dict[str, Any]]
"""Vale's rules for one check, by the suffix that the file name adds to the name of the check."""
ValeResult = tuple[Rules, list[str]]
"""The rules, and a reason for each part that Vale does not support."""

A_WORD = rf"[{WORD}]+(?:['’:‑-][{WORD}]+|[.,][0-9][{WORD}]*)*"
NO_ADDRESS = "(?<![A-Za-z0-9._%+@-])"
ELEMENTS = {
    **TOKENS,
    "link": f"{NO_ADDRESS}(?:{TOKENS['link']})",
    "mention": f"{NO_ADDRESS}{TOKENS['mention']}",
    "hashtag": rf"(?<![{WORD}_]){TOKENS['hashtag']}",
    "question": r"\?",
    "number": rf"(?<![{WORD}])[0-9]",
}


def head(check: Mapping[str, Any]) -> dict[str, str]:
    """The keys of every rule. Vale formats the message, so each per cent sign is doubled."""
    message = check["message"].replace("%", "%%").replace("%%s", "%s")
    return {"message": message, "level": check.get("alone", check["level"])}


def without_count(check: Mapping[str, Any]) -> dict[str, str]:
    """The keys with a message without the count, which Vale's occurrence rules do not support."""
    return {
        "message": check["message"].replace("%s", "…"),
        "level": check.get("alone", check["level"]),
    }


def existence(
    check: Mapping[str, Any], tokens: list[str], *, ignorecase: bool = False, scope: str = "raw"
) -> dict[str, Any]:
    """A rule that reports each match of the tokens, except for the exceptions."""
    return {
        "extends": "existence", **head(check), "scope": scope, "ignorecase": ignorecase,
        "nonword": True, "tokens": tokens, **vale_exceptions(check),
    }  # fmt: skip


def vale_exceptions(check: Mapping[str, Any]) -> dict[str, list[str]]:
    """The exceptions as listed, and with a capital as at the beginning of a sentence."""
    texts = [exception["text"] for exception in check["exceptions"]]
    forms = dict.fromkeys(form for text in texts for form in (text, text[:1].upper() + text[1:]))
    return {"exceptions": [regex(text) for text in forms]} if forms else {}


def longest_first(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Vale takes the first match and our engines the longest, so the longest come first."""
    return sorted(phrases, key=lambda phrase: -len(phrase["words"]))


def occurrence(check: Mapping[str, Any], token: str, scope: str) -> Rules:
    """An upper limit. Vale treats a maximum of 0 as no limit, so 0 becomes an existence rule."""
    if not check["max"]:
        return {"": existence(check, [token], scope=scope)}
    shape = {"scope": scope, "max": check["max"], "token": token}
    return {"": {"extends": "occurrence", **without_count(check), **shape}}
