"""The rules with checks of posts, and the channels in which posts are published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.selection import shown_ids
from .check import Check, listed_strings


def rules_for_posts(playbook: Playbook) -> list[Entry]:
    """The shown rules of the kinds that can have checks of posts.

    Kinds with pairs of a bad and a good example, which test the checks, come first.
    """
    kinds = [model for model in playbook.kinds.values() if model.spec.post.checks]
    kinds.sort(key=lambda model: model.spec.post.pairs is None)
    shown = shown_ids(playbook)
    return [
        entry
        for model in kinds
        for entry in playbook.of_kind(model.kind)
        if entry.id in shown and entry.status == "current"
    ]


def checks_of(entry: Entry) -> Sequence[Check]:
    """The checks of a rule that a program can run on a draft."""
    field = entry.spec.post.checks
    return getattr(entry, field) if field else ()


def checked_words(entry: Entry, language: str) -> Iterator[str]:
    """The words and phrases in a language that the checks of a rule look for in a draft.

    Without patterns, and without those that a check ignores.
    """
    for check in checks_of(entry):
        for (name, *_, code, _), text, is_pattern in listed_strings(check, ()):
            if code == language and not is_pattern and name != "exceptions":
                yield text


def channels(playbook: Playbook) -> list[Entry]:
    """The shown channels that the organisation publishes in."""
    shown = shown_ids(playbook)
    return [
        entry
        for entry in playbook.entries.values()
        if entry.id in shown and entry.spec.post.is_published_in(entry)
    ]
