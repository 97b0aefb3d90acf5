"""Finds the id that a reference can only mean, from its spelling or a title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..model.playbook import Playbook
from ..model.value_descriptions import suggested_slug

_DASHES = re.compile("[\u2010-\u2015\u2212_]")
_LINK = re.compile(r"(?:\[[^\[\]]*\]\()?(?:id:)?(?P<id>[^()]+?)\)?")


def meant_id(text: str, candidates: Sequence[str]) -> str | None:
    """The id that a text means: in another case, with other dashes, or as a link."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip())
    match = _LINK.fullmatch(plain)
    slug = suggested_slug(match["id"]) if match else None
    return slug if slug in candidates else None


def id_with_title(playbook: Playbook, text: str, candidates: Sequence[str]) -> str | None:
    """The only id whose title in one of the languages is the text, or None."""
    word = text.strip().casefold()
    titled = [
        id
        for id in candidates
        if word in (title.casefold() for title in playbook.entries[id].title.values())
    ]
    return titled[0] if len(titled) == 1 else None
