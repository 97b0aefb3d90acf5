"""Finds addresses with a user name or a password, which a site would publish.

A browser also shows what is before the @ as if it were the host: ``https://example.com@evil.test/``
leads to ``evil.test``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..problems import Location, Problem
from . import codes

HIDDEN = "…"
"""What problems and their documentation have in place of the user information."""
_END = r"\s/\\?#()\[\]<>\"'`|"
_ADDRESS = re.compile(
    rf"\b((?:https?|ftps?|wss?):[/\\]{{2,}})([^{_END}]*)@([^{_END}]*)", re.IGNORECASE
)
"""An address on the web with user information; what ends it in a text is not part of it."""


def user_info_problems(path: str, lines: Iterable[str]) -> Iterator[Problem]:
    """A problem for each address with user information in the lines of a file.

    It does not contain the user information, because others may read the output of a check.
    """
    for number, line in enumerate(lines, 1):
        if "@" in line and ":" in line:
            for match in _ADDRESS.finditer(line):
                if match[2] == HIDDEN:
                    continue
                location = Location(path, number, match.start() + 1)
                yield codes.USER_INFO.at(location, address=f"{match[1]}{HIDDEN}@{match[3]}")
