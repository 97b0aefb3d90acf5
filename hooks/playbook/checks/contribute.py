"""Checks the links by which readers report mistakes and suggest changes."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Playbook
from ..problems import Code, Problem

NAMES_NO_ENTRY = Code("PB930", "warning", "link")
NO_ADDRESS = Code("PB931", "error", "link")
_NAMES = ("{id}", "{title}", "{suggestion}")
"""The placeholders that say which entry a message is about."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Links without a receiver, and links that do not say which entry a message is about."""
    contribute = playbook.settings.contribute
    for purpose, links in (("report", contribute.report), ("suggest", contribute.suggest)):
        for index, link in enumerate(links):
            location = playbook.settings_tree.location(("contribute", purpose, index))
            if link.startswith("mailto:") and "@" not in link.partition("?")[0]:
                yield NO_ADDRESS.at(location, link=link)
            if not any(name in link for name in _NAMES):
                yield NAMES_NO_ENTRY.at(location, link=link)
