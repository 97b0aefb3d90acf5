"""Whether the title of an outcome says its verdict, so that a page need not say it twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...pages.page_formatter import PageFormatter
    from . import Outcome

_WORD = re.compile(r"\w+")


def says_verdict(formatter: PageFormatter, outcome: Outcome) -> bool:
    """Whether the title begins with the words of the verdict, as in "No, change the picture"."""
    if outcome.verdict is None:
        return False
    verdict = _words(formatter.words(f"verdict.may.{outcome.verdict}"))
    return _words(formatter.plain(outcome.title))[: len(verdict)] == verdict


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
