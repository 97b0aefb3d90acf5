"""From the trees of the source stage to typed models, with every problem of form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from ..problems import Problem
from ..source.files import SETTINGS, Document, Sources
from ..source.tree import Path, Tree
from . import codes
from .entry import Chapter, Entry, Inherited
from .faults import faults, guess
from .playbook import Origin, Playbook
from .settings import Settings

MAX_ENTRIES = 20_000
_TOP_KEYS = ("chapter", "defaults", "entries")


@dataclass
class _Loading:
    """What has been read so far."""

    kinds: Mapping[str, type[Entry]]
    context: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    entries: list[tuple[Entry, Origin, str | None]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    chapters: dict[str, list[tuple[Chapter, Origin]]] = field(default_factory=dict)

    def validate(
        self,
        model: type[BaseModel],
        data: Any,
        tree: Tree,
        at: Path,
        where: str,
        skip: Mapping[str, Any] | None = None,
    ) -> Any:
        """A model made from plain data, or None with its problems noted.

        Errors of the keys in ``skip`` are left out: they were reported where they stand.
        """
        try:
            return model.model_validate(data, context=self.context)
        except ValidationError as error:
            found = faults(error, model, tree, at, where, self.context["languages"])
            details = error.errors(include_url=False, include_context=False, include_input=False)
            self.problems += [
                problem
                for problem, detail in zip(found, details, strict=True)
                if not (skip and detail["loc"] and detail["loc"][0] in skip)
            ]
            return None


def load(
    sources: Sources, kinds: Mapping[str, type[Entry]]
) -> tuple[Playbook | None, list[Problem]]:
    """Make the playbook of what was read.

    Returns it with what could be read, or None where ``playbook.yml`` itself is wrong; and the
    problems of form, those of the source stage included. Ids that stand twice are among them, for
    nothing can be said of references before; the first of them is kept.
    """
    settings_tree = sources.settings
    languages = _languages(settings_tree)
    allowed = bool(settings_tree and settings_tree.data.get("missing_text") == "notice")
    loading = _Loading(kinds, {"languages": languages, "missing_text_allowed": allowed})
    settings = None
    if settings_tree is not None:
        settings = loading.validate(
            Settings, settings_tree.data, settings_tree, (), f"{SETTINGS}.yml"
        )
    for document in sources.documents:
        if document.kind != SETTINGS:
            _read_document(loading, document)
    problems = [*sources.problems, *loading.problems, *_repeated(loading)]
    if settings is None or settings_tree is None:
        return None, problems
    return _assembled(loading, settings, settings_tree, sources.has_unread_files), problems


def _languages(tree: Tree | None) -> tuple[str, ...]:
    """The languages as far as ``playbook.yml`` can be read, so that all else can be checked."""
    found = tree.data.get("languages") if tree else None
    if isinstance(found, list):
        words = [
            word for word in found if isinstance(word, str) and re.fullmatch("[a-z]{2,3}", word)
        ]
        if words:
            return tuple(words)
    return ("sv", "en")


def _read_document(loading: _Loading, document: Document) -> None:
    tree, data = document.tree, document.tree.data
    model = loading.kinds[document.kind]
    for key in data:
        if key not in _TOP_KEYS:
            where = f"a file of {document.kind}"
            place = tree.place((key,), of_key=True)
            loading.problems.append(
                codes.UNKNOWN_KEY.at(place, key=key, where=where, cure=guess(key, _TOP_KEYS))
            )
    chapter = _read_chapter(loading, document, model)
    defaults = data.get("defaults") or {}
    loading.validate(Inherited, defaults, tree, ("defaults",), "'defaults'")
    entries = data.get("entries")
    if not isinstance(entries, list):
        found = "missing" if entries is None else "not a list"
        loading.problems.append(
            codes.WRONG_TYPE.at(
                tree.place(("entries",)), key="entries", found=found, wanted="a list of entries"
            )
        )
        return
    inherited = defaults if isinstance(defaults, dict) else {}
    for index, entry in enumerate(entries[:MAX_ENTRIES]):
        _read_entry(loading, document, model, ("entries", index), entry, inherited, chapter)


def _read_chapter(loading: _Loading, document: Document, model: type[Entry]) -> str | None:
    tree, data = document.tree, document.tree.data
    if model.layout != "chapter":
        if "chapter" in data:
            place = tree.place(("chapter",), of_key=True)
            where = f"a file of {document.kind}, a kind without chapters"
            loading.problems.append(codes.UNKNOWN_KEY.at(place, key="chapter", where=where))
        return None
    if "chapter" not in data:
        place = tree.place(())
        loading.problems.append(
            codes.MISSING_KEY.at(place, where=f"a file of {document.kind}", key="chapter")
        )
        return None
    chapter = loading.validate(Chapter, data["chapter"], tree, ("chapter",), "'chapter'")
    if chapter is None:
        return None
    origin = Origin(tree, ("chapter",))
    loading.chapters.setdefault(document.kind, []).append((chapter, origin))
    return str(chapter.id)


def _read_entry(
    loading: _Loading,
    document: Document,
    model: type[Entry],
    path: Path,
    data: Any,
    defaults: Mapping[str, Any],
    chapter: str | None,
) -> None:
    inherited = {key: value for key, value in defaults.items() if key in Inherited.model_fields}
    given = data if isinstance(data, dict) else {}
    skip = {key: value for key, value in inherited.items() if key not in given}
    merged = {**inherited, **data} if isinstance(data, dict) else data
    where = f"an entry of {document.kind}"
    entry = loading.validate(model, merged, document.tree, path, where, skip)
    if entry is not None:
        loading.entries.append((entry, Origin(document.tree, path), chapter))
    elif isinstance(given.get("id"), str):
        loading.unread.add(given["id"])


def _repeated(loading: _Loading) -> list[Problem]:
    first: dict[str, Origin] = {}
    problems = []
    chapters = [pair for pairs in loading.chapters.values() for pair in pairs]
    holders: Sequence[tuple[Chapter | Entry, Origin]] = [
        *chapters,
        *((entry, origin) for entry, origin, _ in loading.entries),
    ]
    for holder, origin in holders:
        place = origin.place(("id",))
        if holder.id in first:
            problems.append(
                codes.DUPLICATE_ID.at(place, id=holder.id, first=first[holder.id].place(("id",)))
            )
        else:
            first[holder.id] = origin
    return problems


def _assembled(
    loading: _Loading, settings: Settings, tree: Tree, has_unread_files: bool
) -> Playbook:
    chapters = {
        kind: sorted(pairs, key=lambda pair: (pair[0].order, pair[0].id))
        for kind, pairs in loading.chapters.items()
    }
    return Playbook(
        settings=settings,
        settings_tree=tree,
        entries={entry.id: entry for entry, _, _ in loading.entries},
        chapters={kind: tuple(chapter for chapter, _ in pairs) for kind, pairs in chapters.items()},
        chapter_of={entry.id: chapter for entry, _, chapter in loading.entries if chapter},
        origins={entry.id: origin for entry, origin, _ in loading.entries},
        chapter_origins={
            chapter.id: origin for pairs in chapters.values() for chapter, origin in pairs
        },
        unread=frozenset(loading.unread),
        has_unread_files=has_unread_files,
    )
