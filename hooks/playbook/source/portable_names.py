"""Finds names of files that some systems cannot have, so that a clone there would lack the files.

Linux tells any two names apart. Windows reserves some names, Windows and macOS take names that
differ only in case for the same, and a letter such as å can be written in two ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..problems import Location, Problem
from . import codes

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""The names of devices in Windows, with any ending."""
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ]$')


def is_reserved(name: str) -> bool:
    """Whether Windows has no file or folder with a name."""
    return bool(_DEVICE.fullmatch(name) or _FORBIDDEN.search(name))


def check_names(paths: Iterable[str]) -> Iterator[Problem]:
    """The problems with the names in some paths, each reported once at the first path with it."""
    seen = set[str]()
    by_folded: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        for end, name in enumerate(parts, 1):
            part = "/".join(parts[:end])
            if part not in seen:
                seen.add(part)
                folded = unicodedata.normalize("NFC", part).casefold()
                yield from _problems(part, name, by_folded.setdefault(folded, part))


def _problems(path: str, name: str, other: str) -> Iterator[Problem]:
    """The problems with a file or folder; ``other`` is the first one with the same folded path."""
    composed = unicodedata.normalize("NFC", name)
    if other != path:
        yield codes.SAME_BUT_FOR_CASE.at(Location(path), other=other)
    elif composed != name:
        yield codes.DECOMPOSED_NAME.at(Location(path), name=composed)
