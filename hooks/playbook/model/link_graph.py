"""The link graph: which entries refer to which, in reference fields and in links in prose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..prose import markdown
from .entry import Entry
from .fields import MarkedValue
from .playbook import marked_values
from .remembered import remembered
from .types import RefMarker, TextMarker

EXCLUDED_REFERENCES = (("owner",), ("replaced_by",))
"""References that readers do not follow: the owner and the replacement."""


@dataclass(frozen=True)
class LinkGraph:
    """The links between entries.

    ``targets`` has for each entry the ids that it refers or links to, in the order of its fields.
    An id occurs as often as it is linked.
    """

    targets: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, fields: Mapping[str, Iterable[MarkedValue]]) -> LinkGraph:
        """The graph of some entries, from the fields of each."""
        return cls({id: tuple(link_targets(entry_fields)) for id, entry_fields in fields.items()})

    @classmethod
    def of_entries(cls, entries: Iterable[Entry]) -> LinkGraph:
        """The graph of some entries, from all their fields."""
        return cls({entry.id: links_of(entry) for entry in entries})

    @cached_property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """For each target, the ids of the other entries that refer to it, in the graph's order."""
        sources: dict[str, dict[str, None]] = {}
        for source, targets in self.targets.items():
            for target in targets:
                if target != source:
                    sources.setdefault(target, {})[source] = None
        return {target: tuple(ids) for target, ids in sources.items()}


@remembered
def links_of(entry: Entry) -> tuple[str, ...]:
    """The ids that an entry refers to or links to, in the order of its fields."""
    return tuple(link_targets(marked_values(entry)))


def link_targets(fields: Iterable[MarkedValue]) -> list[str]:
    """The ids that an entry's fields refer to or link to, in the order of the fields."""
    ids: list[str] = []
    for field in fields:
        if isinstance(field.marker, RefMarker) and field.path not in EXCLUDED_REFERENCES:
            ids.append(field.value)
        elif isinstance(field.marker, TextMarker) and field.marker.prose:
            for texts in field.value.values():
                for text in (texts,) if isinstance(texts, str) else texts:
                    ids += [
                        url.removeprefix(markdown.ENTRY)
                        for url in markdown.links(text)
                        if url.startswith(markdown.ENTRY)
                    ]
    return ids
