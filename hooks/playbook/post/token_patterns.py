"""Regular expressions of words, emoji, links and other tokens, for Python and JavaScript.

The page gets the same strings as data. Therefore they only use syntax with the same meaning in
Python's ``re`` and JavaScript's ``u`` mode: classes of literal characters, groups, alternation,
bounded or linear repetition, and look-around of a single class. Letters are defined here,
independent of the engines' Unicode versions.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from ..languages.pack import Languages
from ..visible import EMOJI_SEQUENCE, INVISIBLE
from .language_patterns import LanguagePatterns

_LETTER_BLOCKS = (
    "AZ az ªª µµ ºº ÀÖ Øö øˁ \u0300\u0373 \u0376\u0377 \u037b\u037d ΆΆ Έҁ \u0483ԯ Աֆ \u0591\u05bd "
    "את \u0610\u061a ؠ٩ ٮۓ \u06d5\u06dc \u06df\u06e8 \u06ea\u06fc \u0900\u0963 \u0966\u0df3 "
    "\u0e01\u0e3a \u0e40\u0e4e \u0e50\u0e59 \u0e81\u0fff \u1000\u1049 \u1050\u10fa \u10fc\u135a "
    "\u1780\u17d3 \u1ab0\u1aff \u1d00\u1fbc \u1fc2\u1fcc \u1fd0\u1fdb \u1fe0\u1fec \u1ff2\u1ffc "
    "\u20d0\u20ff \u2c00\u2ce4 \u3041\u3096 \u3099\u309a \u309d\u309f \u30a1\u30fa \u30fc\u30ff "
    "\u3105\u312f \u3400\u4dbf \u4e00\u9fff \uac00\ud7a3 \uf900\ufaff \ufb00\ufb06 \ufb1d\ufb4f "
    "\ufb50\ufdfb \ufe70\ufefc \uff21\uff3a \uff41\uff5a \uff66\uffdc \U0001d400\U0001d7ff "
    "\U00020000\U0002fa1f"
)
"""First and last character of each range of letters and marks, styled letters included."""


def _run(pair: str) -> str:
    return pair[0] if pair[0] == pair[1] else f"{pair[0]}-{pair[1]}"


LETTER = "".join(_run(pair) for pair in _LETTER_BLOCKS.split(" "))
"""The content of a character class: every letter, and combining marks."""
WORD = f"0-9{LETTER}"
"""The content of a character class: every character of a word."""
SPACE = " \\t\\n\\r\u00a0\u2009\u202f\u3000"
"""The content of a character class: every space."""

_TLD = "se|com|nu|org|net|eu|example|io|dev|uk|no|dk|fi|de|info|app|gov|edu|ly|tv"
_HOST = "[A-Za-z0-9][A-Za-z0-9-]{0,62}"
_TOKENS: dict[str, str] = {
    "email": rf"[A-Za-z0-9._%+-]{{1,64}}@{_HOST}(?:\.{_HOST}){{1,6}}",
    "link": (
        r'(?:[Hh][Tt][Tt][Pp][Ss]?:\/\/|www\.)[^ \t\n\r<>"]{0,1999}[^ \t\n\r<>".,;:!?)\]’”*_]'
        rf"|{_HOST}(?:\.{_HOST}){{0,4}}\.(?:{_TLD})(?![{WORD}-])"
        r"(?:\/[A-Za-z0-9\/_?=&%#~+.-]{0,500}[A-Za-z0-9\/_=&%#~+-])?\/?"
    ),
    "mention": r"@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,60}[A-Za-z0-9_])?",
    "hashtag": rf"#[{WORD}_]{{1,200}}",
    "emoji": EMOJI_SEQUENCE,
    "word": rf"[{WORD}]+(?:['’:‑-][{WORD}]+|[.,][0-9][{WORD}]*)*",
}
"""The tokens other than images, in matching order."""

_DAY = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_NOT_DIGIT = "(?![0-9])"
_START = f"(?<![{WORD}])"

_DETECTED: dict[str, str] = {
    "personal_number": (
        rf"{_START}(?:(?:18|19|20)?[0-9]{{2}}(?:0[1-9]|1[0-2]){_DAY})[-+ ‑–]?[0-9]{{4}}{_NOT_DIGIT}"
    ),
    "mobile": (
        rf"{_START}(?:(?:\+|00)46[ -]?(?:\(0\)[ -]?)?7|07)[02369](?:[ ‑–-]?[0-9]){{7}}{_NOT_DIGIT}"
        rf"|{_START}(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?7|07)[0-9](?:[ ‑–-]?[0-9]){{8}}{_NOT_DIGIT}"
    ),
    "phone": (
        rf"{_START}(?:\+|00)[1-9](?:[ ‑–()-]{{0,2}}[0-9]){{7,13}}{_NOT_DIGIT}"
        rf"|{_START}0[1-9][0-9]{{0,3}}(?: ?[‑–-] ?| )[0-9]{{2,4}}"
        rf"(?:[ ‑-]?[0-9]{{2,4}}){{1,3}}{_NOT_DIGIT}"
        rf"|{_START}07[02369][0-9]{{7}}{_NOT_DIGIT}"
    ),
    "email": _TOKENS["email"],
    "card": rf"{_START}[2-6](?:[ -]?[0-9]){{12,18}}{_NOT_DIGIT}",
    "secret": (
        rf"{_START}(?:AKIA|ASIA)[A-Z0-9]{{16}}(?![A-Z0-9])"
        rf"|{_START}(?:ghp|gho|ghs|ghu)_[A-Za-z0-9]{{20,80}}|{_START}github_pat_[A-Za-z0-9_]{{20,100}}"
        rf"|{_START}(?:sk|pk|rk)[-_](?:live|test|proj|ant)[-_][A-Za-z0-9_-]{{10,200}}"
        rf"|{_START}xox[abprs]-[A-Za-z0-9-]{{10,200}}|{_START}AIza[A-Za-z0-9_-]{{30,45}}"
        rf"|{_START}eyJ[A-Za-z0-9_-]{{10,500}}\.[A-Za-z0-9_-]{{10,500}}"
        r"|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----"
        rf"|{_START}[Bb]earer [A-Za-z0-9._~+\/-]{{12,500}}"
        r"|[a-z]{2,12}:\/\/[A-Za-z0-9._-]{1,60}:[^ \t\n\r@\/]{3,80}@[A-Za-z0-9.-]{1,100}"
        rf"|{_START}[A-Za-z0-9_]{{0,40}}(?:[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Pp]assword|PASSWORD|"
        r"""[Aa]pi_?[Kk]ey|API_?KEY|ACCESS_KEY)[A-Za-z0-9_]{0,20}[=:] ?["']?[^ \t\n\r"',;]{6,200}"""
    ),
}
"""Data with the same form in every language; check digits are verified in code."""
_SECRET_VALUE = (
    r"""(?:["'”“‘’][^"'”“‘’\n]{4,60}["'”“‘’]|["'”“‘’]?"""
    rf"""[{LETTER}]{{0,20}}[0-9!@#$%&*_+=-][^ \t\n\r"'”“’,]{{0,40}}[{WORD}!@#$%&*+=])"""
)

GAP = " \t\n\r\u00a0\u2009\u202f\u3000,'’\"“”‘‑–-"
"""Characters allowed between the words of a phrase."""


def _tokens(words: LanguagePatterns) -> dict[str, str]:
    """The token types in matching order, with their patterns."""
    image = (
        r"!\[[^\]\n]{0,1000}\]\([^) \t\n\r]{0,1000}\)"
        rf"|\[(?:{words.image()})(?:[: ][^\]\n]{{0,1000}})?\]"
    )
    return {"image": image, **_TOKENS}


def _detected(words: LanguagePatterns) -> dict[str, str]:
    """The types of detected data, with their patterns."""
    secret = f"{_DETECTED['secret']}|{_START}{words.secret()} {_SECRET_VALUE}"
    address = "|".join(f"{_START}{form}" for form in words.address())
    return {**_DETECTED, "address": address, "secret": secret}


@functools.lru_cache(maxsize=8)
def shapes(languages: Languages) -> Mapping[str, Any]:
    """All patterns, with the words of all known languages, in the structure that the page gets."""
    words = LanguagePatterns((languages[code] for code in languages.known()), LETTER, WORD)
    return {
        "letter": LETTER,
        "word": WORD,
        "space": SPACE,
        "gap": GAP,
        "invisible": INVISIBLE,
        "tokens": _tokens(words),
        "detected": _detected(words),
    }


def token_expression(tokens: Mapping[str, str]) -> re.Pattern[str]:
    """One expression for all types of token, with a group for each."""
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in tokens.items()))


_OF_PACKAGE = shapes(Languages())
TOKENS: Mapping[str, str] = _OF_PACKAGE["tokens"]
"""The tokens, with the words of the package's languages."""
DETECTED: Mapping[str, str] = _OF_PACKAGE["detected"]
"""The detected data, with the words of the package's languages."""


@functools.cache
def package_tokens() -> re.Pattern[str]:
    """The expression for tokens with the words of the package's languages."""
    return token_expression(TOKENS)
