"""What an editor is told in place of pydantic's own words."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from .types import SLUG

SHAPES = {dict: "a mapping", list: "a list", str: "a text", type(None): "empty"}
WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "decimal_type": "a number, as 12.5",
    "decimal_parsing": "a number, as 12.5",
    "bool_type": "yes or no",
    "bool_parsing": "yes or no",
    "list_type": "a list, as [one, two]",
    "dict_type": "a mapping of keys with values",
    "mapping_type": "a mapping of keys with values",
    "model_type": "a mapping of keys with values",
    "tuple_type": "a list, as [one, two]",
}
DATES = (
    "date_shape",
    "date_type",
    "date_parsing",
    "date_from_datetime_parsing",
    "date_from_datetime_inexact",
)
NAMED = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (
        "name",
        "small letters a-z, digits and single hyphens, as reply-time",
    ),
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": (
        "name of a value",
        "the name that one has under values in playbook.yml, as reply_within",
    ),
    r"^\{url\}([!-z|~]|\{id\})*$": (
        "pattern of a link",
        "one like {url}/issues/new?template=wrong-page.yml&entry={id}",
    ),
    r"^(https://|mailto:)([!-z|~]|\{(version|hash|role)\})+$": (
        "pattern of a link",
        "one like https://forms.example.com/read?v={version}&proof={hash}&role={role}",
    ),
    r"^@?[A-Za-z0-9][A-Za-z0-9._/@-]*$": ("team", "it as the code host does, as @company/policy"),
    r"^PB[0-9]{3}$": ("code", "PB and three digits, as PB717"),
    r"^[A-Z]{2}$": ("country", "two capitals, as SE"),
    r"^[0-9]{4}-(0[1-9]|1[0-2])$": ("month", "YYYY-MM"),
    r"^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$": (
        "e-mail address",
        "an address in small letters, as press@example.com",
    ),
    r"^\+?[0-9][0-9 -]{4,24}$": (
        "telephone number",
        "digits, spaces and hyphens, as +46 8 465 004 00",
    ),
    r"^([01]\d|2[0-3]):[0-5]\d$": ("time of day", "HH:MM between 00:00 and 23:59"),
    r"^[a-z]{2,3}$": ("language", "its code in small letters, as sv"),
    r"^[A-Za-z0-9_+/-]+$": ("time zone", "an IANA name, as Europe/Stockholm"),
    r"^#[0-9a-fA-F]{6}$": ("colour", 'a # and six digits 0-9 or a-f, in quotes, as "#0f5c5c"'),
    r"^[A-Za-z0-9._/-]+$": ("branch", "letters, digits and . _ / -, as main"),
    r"^[0-9A-Za-z.+-]+$": ("version", "letters, digits and . + -, as 2.1.0"),
    r"^\{url\}([!-z|~]|\{(branch|line)\})*\{path\}([!-z|~]|\{(branch|line)\})*$": (
        "pattern of a link",
        "one like {url}/blob/{branch}/{path}#L{line}",
    ),
    r"^\{url\}[!-z|~]*\{title\}[!-z|~]*$": (
        "pattern of a link",
        "one like {url}/issues/new?title={title}",
    ),
}
"""What a value of a pattern is, and what to write; a test holds it against all models."""


def guess(word: str, known: Iterable[str]) -> str | None:
    """Advice that names the nearest known word, or None where nothing is near."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is written most alike, or None where nothing is near."""
    words = list(known)
    if len(words) > 500:  # comparing takes long: look only at those that begin alike
        words = [other for other in words if other[:2] == word[:2]]
    near = difflib.get_close_matches(word[:60], sorted(words), n=1, cutoff=0.65)
    return near[0] if near else None


def slug(text: str) -> str | None:
    """The id that somebody meant who wrote it with other letters or spaces."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return found if re.fullmatch(SLUG, found) else None
