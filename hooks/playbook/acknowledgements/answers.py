"""An answer: somebody says that they have read a version; and how it is found in a text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from email.utils import parseaddr

from ..problems import Location

_ADDRESS = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,255}")
_MAX_ADDRESS = 1_000
"""How many characters of a cell or header are read."""
_DIGEST = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{64}(?![0-9A-Za-z])")
_NUMBER = re.compile(r"(?<![\w.])\d{1,6}(?:\.\d{1,6}){1,3}(?![\w]|\.\d)")


@dataclass(frozen=True)
class Answer:
    """What one answer says, as far as it says it; a field that is missing is empty.

    ``address`` is normalized. ``time`` is in ISO 8601, or as written if its order is not certain.
    """

    location: Location
    address: str
    name: str
    version: str
    digest: str
    role: str
    time: str
    is_message: bool = False

    @property
    def person(self) -> str:
        """Who answered, for messages."""
        return self.address or self.name or "?"

    @property
    def is_empty(self) -> bool:
        """Whether it names no version at all, as a message about something else."""
        return not self.version and not self.digest


def address_in(text: str) -> str:
    """The address in a cell or header, in lower case; empty if there is none.

    Exchange writes names of its directory instead of addresses; they are none.
    """
    text = text[:_MAX_ADDRESS]
    _, parsed = parseaddr(text)
    candidate = parsed if _ADDRESS.fullmatch(parsed) else ""
    if not candidate and (match := _ADDRESS.search(text)):
        candidate = match[0]
    plain = candidate.casefold().removeprefix("mailto:").removeprefix("smtp:")
    return unicodedata.normalize("NFC", plain)


def digest_in(text: str) -> str:
    """The first SHA-256 in a text, in lower case; empty if there is none."""
    match = _DIGEST.search(text)
    return match[0].lower() if match else ""


def version_in(text: str, known: Collection[str]) -> str:
    """The first known version in a text, or else the first number that could be one, or empty."""
    numbers: list[str] = _NUMBER.findall(text)
    return next((number for number in numbers if number in known), numbers[0] if numbers else "")


def by_time(answer: Answer) -> tuple[bool, dt.datetime]:
    """A sort key: the earliest answer first, those without a certain time last."""
    try:
        moment = dt.datetime.fromisoformat(answer.time)
    except ValueError:
        return True, dt.datetime.max.replace(tzinfo=dt.UTC)
    return False, moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
