"""From the trees of the source stage to typed models, with every problem of form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..problems import Problem
from ..source.codes import TOO_MANY
from ..source.files import SETTINGS, Document, Sources
from ..source.tree import Path, Tree
from . import codes
from .advice import meant
from .entry import Chapter, Entry, Inherited
from .loading import Loading
from .playbook import Origin, Playbook
from .settings import Settings
from .wording import guess

MAX_ENTRIES = 20_000
_TOP_KEYS = ("chapter", "defaults", "entries")
_COPIED = "where one file is a copy of the other, delete it; else give one chapter another id"


def load(
    sources: Sources, kinds: Mapping[str, type[Entry]]
) -> tuple[Playbook | None, list[Problem]]:
    """Make the playbook of what was read.

    Returns it with what could be read, or None where ``playbook.yml`` itself is wrong; and the
    problems of form, those of the source stage included. Ids that stand twice are among them;
    entries that share one are left out, for nothing can be said of references to them.
    """
    settings_tree = sources.settings
    languages = _languages(settings_tree)
    allowed = bool(settings_tree and settings_tree.data.get("missing_text") == "notice")
    loading = Loading(kinds, {"languages": languages, "missing_text_allowed": allowed})
    settings = None
    if settings_tree is not None:
        settings = loading.validate(
            Settings, settings_tree.data, settings_tree, (), f"{SETTINGS}.yml"
        )
    for document in sources.documents:
        if document.kind != SETTINGS:
            _read_document(loading, document)
    repeated = _repeated(loading)
    problems = [*sources.problems, *loading.problems, *repeated]
    if settings is None or settings_tree is None:
        return None, problems
    return _assembled(loading, settings, settings_tree, sources.has_unread_files), problems


def _languages(tree: Tree | None) -> tuple[str, ...]:
    """The languages as far as ``playbook.yml`` can be read; none where nobody can tell."""
    found = tree.data.get("languages") if tree else None
    if isinstance(found, list):
        words = [
            word for word in found if isinstance(word, str) and re.fullmatch("[a-z]{2,3}", word)
        ]
        if words:
            return tuple(words)
    return ()


def _read_document(loading: Loading, document: Document) -> None:
    tree, data = document.tree, document.tree.data
    model = loading.kinds[document.kind]
    for key in data:
        if key not in _TOP_KEYS and not loading.is_full(tree.path):
            where = f"a file of {document.kind}"
            place = tree.place((key,), of_key=True)
            loading.note(
                codes.UNKNOWN_KEY.at(place, key=key, where=where, cure=guess(key, _TOP_KEYS))
            )
    chapter = _read_chapter(loading, document, model)
    defaults = data.get("defaults") or {}
    loading.validate(Inherited, defaults, tree, ("defaults",), "'defaults'")
    entries = data.get("entries")
    if entries is None and _stands_elsewhere(data):
        loading.has_lost_ids = True
        return  # told where it stands
    if not isinstance(entries, list):
        found = "missing" if entries is None else "not a list"
        wanted = "a list of entries, each beginning with '- id:'"
        place = tree.place(("entries",))
        loading.note(codes.WRONG_TYPE.at(place, key="'entries'", found=found, wanted=wanted))
        loading.has_lost_ids = True
        return
    inherited = meant(defaults, tuple(Inherited.model_fields)) if isinstance(defaults, dict) else {}
    for index, entry in enumerate(entries):
        if len(loading.entries) >= MAX_ENTRIES:
            place = tree.place(("entries", index))
            loading.note(TOO_MANY.at(place, limit=MAX_ENTRIES, what="entries in all"))
            return
        if not loading.is_full(tree.path):
            _read_entry(loading, document, model, ("entries", index), entry, inherited, chapter)


def _stands_elsewhere(data: Mapping[str, Any]) -> bool:
    """Whether the entries are there under a misspelt key, or indented too far."""
    if any(key not in _TOP_KEYS and guess(key, ("entries",)) for key in data):
        return True
    return any(isinstance(value, dict) and "entries" in value for value in data.values())


def _read_chapter(loading: Loading, document: Document, model: type[Entry]) -> str | None:
    tree, data = document.tree, document.tree.data
    if model.layout != "chapter":
        if "chapter" in data:
            place = tree.place(("chapter",), of_key=True)
            where = f"a file of {document.kind}, a kind without chapters"
            loading.note(codes.UNKNOWN_KEY.at(place, key="chapter", where=where))
        return None
    if "chapter" not in data:
        place = tree.place(())
        loading.note(codes.MISSING_KEY.at(place, where=f"a file of {document.kind}", key="chapter"))
        return None
    chapter = loading.validate(Chapter, data["chapter"], tree, ("chapter",), "'chapter'")
    if chapter is None:
        loading.lose(data["chapter"])
        return None
    origin = Origin(tree, ("chapter",))
    loading.chapters.setdefault(document.kind, []).append((chapter, origin))
    return str(chapter.id)


def _read_entry(
    loading: Loading,
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
    else:
        loading.lose(data)


def _repeated(loading: Loading) -> list[Problem]:
    first: dict[str, Origin] = {}
    problems = []
    copies: set[tuple[str, str]] = set()
    chapters = [pair for pairs in loading.chapters.values() for pair in pairs]
    holders: Sequence[tuple[Chapter | Entry, Origin]] = [
        *chapters,
        *((entry, origin) for entry, origin, _ in loading.entries),
    ]
    for holder, origin in holders:
        place = origin.place(("id",))
        if holder.id in first:
            other = first[holder.id]
            both = (origin.tree.path, other.tree.path)
            cure = None
            if isinstance(holder, Chapter) and other.path == origin.path:
                copies.add(both)
                cure = _COPIED
            if cure or both not in copies:
                first_place = other.place(("id",))
                problems.append(
                    codes.DUPLICATE_ID.at(place, id=holder.id, first=first_place, cure=cure)
                )
            loading.unread.add(holder.id)
        else:
            first[holder.id] = origin
    return problems


def _assembled(
    loading: Loading, settings: Settings, tree: Tree, has_unread_files: bool
) -> Playbook:
    entries = [found for found in loading.entries if found[0].id not in loading.unread]
    chapters = {
        kind: sorted(pairs, key=lambda pair: (pair[0].order, pair[0].id))
        for kind, pairs in loading.chapters.items()
    }
    return Playbook(
        settings=settings,
        settings_tree=tree,
        entries={entry.id: entry for entry, _, _ in entries},
        chapters={kind: tuple(chapter for chapter, _ in pairs) for kind, pairs in chapters.items()},
        chapter_of={entry.id: chapter for entry, _, chapter in entries if chapter},
        origins={entry.id: origin for entry, origin, _ in entries},
        chapter_origins={
            chapter.id: origin for pairs in chapters.values() for chapter, origin in pairs
        },
        unread=frozenset(loading.unread),
        has_unread_files=has_unread_files or loading.has_lost_ids,
    )
