"""Describes expected values, to replace pydantic's messages, and suggests close matches."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from ..problems import Phrase
from .contribute import REPORT_LINK, SUGGEST_LINK
from .feedback import FEEDBACK_ADDRESS
from .repository import BRANCH, CHANGE_LINK, ISSUE_LINK, PROPOSAL_LINK, SOURCE_LINK
from .types import SLUG

TYPE_NAMES = {
    dict: Phrase("type.mapping"),
    list: Phrase("type.list"),
    str: Phrase("type.text"),
    type(None): Phrase("type.empty"),
}
EXPECTED_BY_ERROR = {
    "string_type": Phrase("expected.text"),
    "int_type": Phrase("expected.whole-number"),
    "int_parsing": Phrase("expected.whole-number"),
    "decimal_type": Phrase("expected.number"),
    "decimal_parsing": Phrase("expected.number"),
    "bool_type": Phrase("expected.yes-or-no"),
    "bool_parsing": Phrase("expected.yes-or-no"),
    "list_type": Phrase("expected.list"),
    "dict_type": Phrase("expected.named-parts"),
    "mapping_type": Phrase("expected.named-parts"),
    "model_type": Phrase("expected.mapping"),
    "tuple_type": Phrase("expected.list"),
}
DATE_ERRORS = (
    "date_shape",
    "date_type",
    "date_parsing",
    "date_from_datetime_parsing",
    "date_from_datetime_inexact",
)
EXPECTED_BY_PATTERN = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (Phrase("valid.name"), Phrase("write.name")),
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": (Phrase("valid.value-name"), Phrase("write.value-name")),
    ISSUE_LINK: (Phrase("valid.feedback-link"), Phrase("write.feedback-link")),
    r"^(https://|mailto:)([!-z|~]|\{(version|hash|role)\})+$": (
        Phrase("valid.acknowledge-link"),
        Phrase("write.acknowledge-link"),
    ),
    FEEDBACK_ADDRESS: (Phrase("valid.feedback-address"), Phrase("write.feedback-address")),
    CHANGE_LINK: (
        Phrase("valid.change-link"),
        Phrase("write.change-link"),
    ),
    REPORT_LINK: (Phrase("valid.report-link"), Phrase("write.report-link")),
    SUGGEST_LINK: (Phrase("valid.suggest-link"), Phrase("write.suggest-link")),
    r"^@?[A-Za-z0-9][A-Za-z0-9._/@-]*$": (Phrase("valid.team"), Phrase("write.team")),
    r"^PB[0-9]{3}$": (Phrase("valid.code"), Phrase("write.code")),
    r"^[A-Z]{2}$": (Phrase("valid.country"), Phrase("write.country")),
    r"^[0-9]{4}-(0[1-9]|1[0-2])$": (Phrase("valid.month"), Phrase("write.month")),
    r"^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$": (Phrase("valid.email"), Phrase("write.email")),
    r"^\+?[0-9][0-9 -]{4,24}$": (Phrase("valid.telephone"), Phrase("write.telephone")),
    r"^([01]\d|2[0-3]):[0-5]\d$": (Phrase("valid.time"), Phrase("write.time")),
    r"^[a-z]{2,3}$": (Phrase("valid.language"), Phrase("write.language")),
    r"^[A-Za-z0-9_+/-]+$": (Phrase("valid.time-zone"), Phrase("write.time-zone")),
    r"^#[0-9a-fA-F]{6}$": (Phrase("valid.colour"), Phrase("write.colour")),
    r"^(serif|system|sans|[A-Za-z0-9_][A-Za-z0-9_./-]*\.woff2)$": (
        Phrase("valid.font"),
        Phrase("write.font"),
    ),
    BRANCH: (Phrase("valid.branch"), Phrase("write.branch")),
    r"^[0-9A-Za-z.+-]+$": (Phrase("valid.version"), Phrase("write.version")),
    SOURCE_LINK: (
        Phrase("valid.edit-link"),
        Phrase("write.edit-link"),
    ),
    PROPOSAL_LINK: (Phrase("valid.issue-link"), Phrase("write.issue-link")),
}
"""By pattern, what a value that matches it is called, and what to write.

A test checks that each pattern in the models is listed.
"""


def did_you_mean(word: str, known: Iterable[str]) -> Phrase | None:
    """The question "did you mean …?" with the closest known word, or None."""
    match = closest_match(word, known)
    return Phrase("cure.did-you-mean", suggestion=match) if match else None


def closest_match(word: str, known: Iterable[str]) -> str | None:
    """The closest known word, or None."""
    words = list(known)
    if len(words) > 500:  # comparing is slow, so only compare words with the same first letters
        words = [candidate for candidate in words if candidate[:2] == word[:2]]
    matches = difflib.get_close_matches(word[:60], sorted(words), n=1, cutoff=0.65)
    return matches[0] if matches else None


def suggested_slug(text: str) -> str | None:
    """The text as a valid id, or None."""
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    return slug if re.fullmatch(SLUG, slug) else None
