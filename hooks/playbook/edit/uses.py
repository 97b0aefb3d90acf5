"""Finds every place where the data refers to some entries or chapters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..model.entry import InheritedFields
from ..model.fields import MarkedValue
from ..model.playbook import Origin, Playbook
from ..model.types import RefMarker, TextMarker
from ..problems import Location
from ..prose import markdown
from ..source.tree import DataPath, Tree
from .page_source import SourceLink


@dataclass(frozen=True)
class Use:
    """A reference or a link to an entry or a chapter.

    ``path`` is the scalar's path in the tree of its file. ``target`` is the id to which it leads,
    and ``source`` that of the entry that contains it. ``kinds`` are the kinds that the field may
    refer to; empty for any. ``is_link`` says that it is a link in prose.
    """

    tree: Tree
    path: DataPath
    target: str
    source: str
    kinds: tuple[str, ...] = ()
    is_link: bool = False

    @property
    def location(self) -> Location:
        """Where the reference or the link is."""
        if self.is_link:
            return self.tree.find(self.path, f"{markdown.ENTRY}{self.target}")
        return self.tree.location(self.path)


@dataclass(frozen=True)
class PageLink:
    """A link from a hand-written page to another page, and the address of that page.

    ``page`` is the path of the hand-written page in the project. ``target`` is the id to which the
    link leads, or its address if it leads to another hand-written page. ``prefix`` is the folder of
    the target's language, empty or with a slash at the end.
    """

    page: str
    link: SourceLink
    location: Location
    target: str
    prefix: str = ""
    anchor: str = ""
    kinds: tuple[str, ...] = ()
    is_link: bool = True
    path: DataPath = ("",)

    @property
    def source(self) -> str:
        """What contains the link."""
        return self.page


AnyUse = Use | PageLink


def uses_of(
    playbook: Playbook, targets: Collection[str], *, include_targets: bool = False
) -> list[Use]:
    """Every reference and link to the targets, by default in entries that are not targets.

    A reference in ``defaults`` is listed once, with the first entry that inherits it.
    """
    found: dict[tuple[str, DataPath, str], Use] = {}
    for id, fields in playbook.marked_values.items():
        if include_targets or id not in targets:
            for use in _uses(id, playbook.origins[id], fields, targets):
                found.setdefault((use.tree.path, use.path, use.target), use)
    return list(found.values())


def _uses(
    id: str, origin: Origin, fields: Iterable[MarkedValue], targets: Collection[str]
) -> Iterator[Use]:
    for field in fields:
        if isinstance(field.marker, RefMarker):
            if field.value in targets:
                path = _tree_path(origin, field.path)
                yield Use(origin.tree, path, field.value, id, field.marker.kinds)
        elif isinstance(field.marker, TextMarker) and field.marker.prose:
            yield from _links(id, origin, field, targets)


def _tree_path(origin: Origin, path: DataPath) -> DataPath:
    """The path in the file: an inherited field is in ``defaults``."""
    own = (*origin.path, *path)
    if (
        path[0] in InheritedFields.model_fields
        and (*origin.path, path[0]) not in origin.tree.ranges
    ):
        return ("defaults", *path)
    return own


def _links(id: str, origin: Origin, field: MarkedValue, targets: Collection[str]) -> Iterator[Use]:
    for step, text in strings_of(field.value):
        ids = {
            url.removeprefix(markdown.ENTRY)
            for url in markdown.links(text)
            if url.startswith(markdown.ENTRY)
        }
        for target in sorted(ids.intersection(targets)):
            yield Use(origin.tree, text_path(origin, field.path, step), target, id, is_link=True)


def strings_of(value: object) -> Iterator[tuple[DataPath, str]]:
    """The strings of a text by language, each with its path in the text."""
    assert isinstance(value, dict)
    for language, texts in value.items():
        if isinstance(texts, str):
            yield (language,), texts
        else:
            for index, text in enumerate(texts):
                yield (language, index), text


def text_path(origin: Origin, path: DataPath, step: DataPath) -> DataPath:
    """The path of a string in the file.

    ``path`` is that of its text in the entry, and ``step`` that of the string in the text. In the
    file, the text may be by language, under ``all``, or a plain string or list.
    """
    full = (*origin.path, *path)
    candidates = ((*full, *step), (*full, "all", *step[1:]), (*full, *step[1:]))
    return next((path for path in candidates if path in origin.tree.ranges), full)
