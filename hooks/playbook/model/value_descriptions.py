"""Descriptions of expected values, in place of pydantic's messages."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from .types import SLUG

TYPE_NAMES = {dict: "a mapping", list: "a list", str: "a text", type(None): "empty"}
EXPECTED_BY_ERROR = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "decimal_type": "a number, for example 12.5",
    "decimal_parsing": "a number, for example 12.5",
    "bool_type": "yes or no",
    "bool_parsing": "yes or no",
    "list_type": "a list, for example [one, two]",
    "dict_type": "a mapping of keys with values",
    "mapping_type": "a mapping of keys with values",
    "model_type": "a mapping of keys with values",
    "tuple_type": "a list, for example [one, two]",
}
DATE_ERRORS = (
    "date_shape",
    "date_type",
    "date_parsing",
    "date_from_datetime_parsing",
    "date_from_datetime_inexact",
)
EXPECTED_BY_PATTERN = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (
        "name",
        "lower-case letters a-z, digits and single hyphens, for example reply-time",
    ),
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": (
        "name of a value",
        "a name from values in playbook.yml, for example reply_within",
    ),
    r"^\{url\}([!-z|~]|\{id\})*$": (
        "link pattern",
        "one like {url}/issues/new?template=wrong-page.yml&entry={id}",
    ),
    r"^(https://|mailto:)([!-z|~]|\{(version|hash|role)\})+$": (
        "link pattern",
        "one like https://forms.example.com/read?v={version}&proof={hash}&role={role}",
    ),
    r"^@?[A-Za-z0-9][A-Za-z0-9._/@-]*$": (
        "team",
        "the name used by the code host, for example @company/policy",
    ),
    r"^PB[0-9]{3}$": ("code", "PB and three digits, for example PB717"),
    r"^[A-Z]{2}$": ("country", "two capital letters, for example SE"),
    r"^[0-9]{4}-(0[1-9]|1[0-2])$": ("month", "YYYY-MM"),
    r"^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$": (
        "e-mail address",
        "an address in lower case, for example press@example.com",
    ),
    r"^\+?[0-9][0-9 -]{4,24}$": (
        "telephone number",
        "digits, spaces and hyphens, for example +46 8 465 004 00",
    ),
    r"^([01]\d|2[0-3]):[0-5]\d$": ("time of day", "HH:MM between 00:00 and 23:59"),
    r"^[a-z]{2,3}$": ("language", "its lower-case code, for example sv"),
    r"^[A-Za-z0-9_+/-]+$": ("time zone", "an IANA name, for example Europe/Stockholm"),
    r"^#[0-9a-fA-F]{6}$": (
        "colour",
        '# and six hexadecimal digits in quotes, for example "#0f5c5c"',
    ),
    r"^[A-Za-z0-9._/-]+$": ("branch", "letters, digits and . _ / -, for example main"),
    r"^[0-9A-Za-z.+-]+$": ("version", "letters, digits and . + -, for example 2.1.0"),
    r"^\{url\}([!-z|~]|\{(branch|line)\})*\{path\}([!-z|~]|\{(branch|line)\})*$": (
        "link pattern",
        "one like {url}/blob/{branch}/{path}#L{line}",
    ),
    r"^\{url\}[!-z|~]*\{title\}[!-z|~]*$": (
        "link pattern",
        "one like {url}/issues/new?title={title}",
    ),
}
"""The name of a value with this pattern, and what to write. A test compares it with all models."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The question "did you mean …?" with the closest known word, or None."""
    match = closest_match(word, known)
    return f"did you mean '{match}'?" if match else None


def closest_match(word: str, known: Iterable[str]) -> str | None:
    """The closest known word, or None."""
    words = list(known)
    if len(words) > 500:  # comparing is slow: only consider words with the same first letters
        words = [candidate for candidate in words if candidate[:2] == word[:2]]
    matches = difflib.get_close_matches(word[:60], sorted(words), n=1, cutoff=0.65)
    return matches[0] if matches else None


def suggested_slug(text: str) -> str | None:
    """The text as a valid id, or None."""
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    return slug if re.fullmatch(SLUG, slug) else None
