"""Finds the links in the source text of hand-written pages, and changes or removes them.

Code, comments and escaped characters are skipped. A link is inline, ``[words](address)``, or a
reference link, ``[words][label]``, whose address is in a definition, ``[label]: address``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .offset_changes import Change

_TOKEN = re.compile(
    r"""
    ^[ \t>]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}(?!~))[^\n]*\n
      (?:.*?^[ \t>]*(?P=fence)[`~]*[ \t\r]*$|.*\Z)
    | <!--(?:(?!<!--).)*?-->
    | \\.
    | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t\r]*\n).)*?(?<!`)(?P=ticks)(?!`)
    | ^[ ]{0,3}\[(?P<label>(?!\^)[^\[\]\n]+)\]:[ \t]*<?(?P<target>[^\s<>]+)>?
      (?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t\r]*$
    | (?P<image>!?)\[(?P<words>(?:\\.|[^\[\]\\])*)\]
      (?:\(\s*<?(?P<address>[^()\s<>]+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)|\[(?P<use>[^\[\]]*)\])?
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
"""Code, comments, escaped characters, definitions, images and links."""
_NOT_RELATIVE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)


@dataclass(frozen=True)
class SourceLink:
    """An inline link or image, or the definition of reference links: its offsets and address.

    ``start`` and ``end`` are those of the whole link, ``address_start`` that of the address. A
    definition has a ``label``, and no words.
    """

    start: int
    end: int
    words: str
    address: str
    address_start: int
    label: str = ""
    is_image: bool = False

    def with_address(self, address: str) -> list[Change]:
        """The changes that let the link lead to another address."""
        end = self.address_start + len(self.address)
        return [(self.address_start, end, address)]

    def removal(self, text: str) -> list[Change]:
        """The changes that keep only the words; for a definition, those of its reference links."""
        if not self.label:
            return [(self.start, self.end, self.words)]
        line_end = text.find("\n", self.end) + 1 or len(text)
        uses = (match for match in _TOKEN.finditer(text) if _label_of(match) == _key(self.label))
        changes = [(match.start(), match.end(), match["words"]) for match in uses]
        return [(self.start, line_end, ""), *changes]


def links_in(text: str) -> Iterator[SourceLink]:
    """The links with an address in a page, in order."""
    for match in _TOKEN.finditer(text):
        group = "target" if match["label"] else "address"
        if address := match[group]:
            yield SourceLink(match.start(), match.end(), match["words"] or "", address,
                             match.start(group), match["label"] or "",
                             bool(match["image"]))  # fmt: skip


def is_relative(address: str) -> bool:
    """Whether an address leads to another page by its path from this one."""
    return bool(address) and not _NOT_RELATIVE.match(address)


def _label_of(match: re.Match[str]) -> str | None:
    """The label of a reference link, or None for anything else."""
    if match["words"] is None or match["address"]:
        return None
    return _key(match["use"] or match["words"])


def _key(label: str) -> str:
    """A label as it is compared: without its case, and with single spaces."""
    return " ".join(label.split()).casefold()
