"""Turns source trees into typed models and collects validation problems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..problems import Phrase, Problem
from ..source.codes import TOO_MANY
from ..source.files import SETTINGS, Document, Sources
from ..source.fixes import key_rename_fix
from ..source.tree import DataPath, Tree
from . import codes
from .duplicate_ids import duplicate_ids
from .entry import Chapter, Entry, InheritedFields
from .hints import corrected_keys
from .incomplete import incomplete_entry
from .load_state import LoadState
from .loaded_files import LoadedFiles, loaded
from .playbook import Origin, Playbook
from .settings import Settings
from .value_descriptions import closest_match, did_you_mean

MAX_ENTRIES = 20_000
_TOP_KEYS = ("chapter", "defaults", "entries")


def load(
    sources: Sources, kinds: Mapping[str, type[Entry]], known: LoadedFiles | None = None, *,
    one_language_first: bool = False,
) -> tuple[Playbook | None, list[Problem]]:  # fmt: skip
    """Build the playbook from the source files.

    With ``one_language_first``, a text needs only one of the languages, as in a preview.

    Returns the playbook with all valid entries, or None if ``playbook.yml`` is invalid, and the
    problems found so far, including those in ``sources``. Entries that share an id are omitted,
    because references to them are ambiguous. ``known`` has the files of an earlier call, and is
    updated.
    """
    settings_tree = sources.settings
    languages = _languages(settings_tree)
    may_be_missing = one_language_first or bool(
        settings_tree and settings_tree.data.get("missing_text") == "notice"
    )
    state = LoadState(kinds, {"languages": languages, "missing_text_allowed": may_be_missing})
    settings = None
    if settings_tree is not None:
        name = f"{SETTINGS}.yml"
        settings = state.validate(Settings, settings_tree.data, settings_tree, (), name)
    known = {} if known is None else known
    for document in sources.documents:
        if document.kind != SETTINGS:
            state.add(loaded(document, state, _read_document, known, MAX_ENTRIES))
    duplicates = duplicate_ids(state)
    problems = [*sources.problems, *state.problems, *duplicates]
    if settings is None or settings_tree is None:
        return None, problems
    return _build_playbook(state, settings, settings_tree, sources.has_unread_files), problems


def _languages(tree: Tree | None) -> tuple[str, ...]:
    """The languages of ``playbook.yml``; empty if they cannot be read."""
    items = tree.data.get("languages") if tree else None
    if not isinstance(items, list):
        return ()
    texts = (item for item in items if isinstance(item, str))
    return tuple(text for text in texts if re.fullmatch("[a-z]{2,3}", text))


def _read_document(state: LoadState, document: Document) -> None:
    tree, data = document.tree, document.tree.data
    model = state.kinds[document.kind]
    for key in data:
        if key not in _TOP_KEYS and not state.has_too_many_problems(tree.path):
            where = Phrase("where.file", kind=document.kind)
            location = tree.location((key,), of_key=True)
            cure = did_you_mean(key, _TOP_KEYS)
            fix = key_rename_fix(tree, (key,), closest_match(key, _TOP_KEYS))
            state.report(codes.UNKNOWN_KEY.at(location, key=key, where=where, cure=cure, fix=fix))
    chapter = _read_chapter(state, document, model)
    defaults = data.get("defaults") or {}
    state.validate(InheritedFields, defaults, tree, ("defaults",), Phrase("key", key="defaults"))
    entries = data.get("entries")
    if entries is None and _has_misplaced_entries(data):
        state.has_unknown_ids = True
        return  # reported at the misplaced key
    if not isinstance(entries, list):
        found = Phrase("found.missing" if entries is None else "found.not-a-list")
        name, expected = Phrase("key", key="entries"), Phrase("expected.entries")
        location = tree.location(("entries",))
        state.report(codes.WRONG_TYPE.at(location, key=name, found=found, expected=expected))
        state.has_unknown_ids = True
        return
    fields = tuple(InheritedFields.model_fields)
    inherited = corrected_keys(defaults, fields) if isinstance(defaults, dict) else {}
    for index, entry in enumerate(entries):
        if len(state.entries) >= state.max_entries:
            location = tree.location(("entries", index))
            state.report(TOO_MANY.at(location, limit=MAX_ENTRIES, what=Phrase("items.entries")))
            return
        if not state.has_too_many_problems(tree.path):
            _read_entry(state, document, model, ("entries", index), entry, inherited, chapter)


def _has_misplaced_entries(data: Mapping[str, Any]) -> bool:
    """Whether the entries are under a misspelt key or indented too far."""
    if any(key not in _TOP_KEYS and did_you_mean(key, ("entries",)) for key in data):
        return True
    return any(isinstance(value, dict) and "entries" in value for value in data.values())


def _read_chapter(state: LoadState, document: Document, model: type[Entry]) -> str | None:
    tree, data = document.tree, document.tree.data
    if model.spec.layout != "chapter":
        if "chapter" in data:
            location = tree.location(("chapter",), of_key=True)
            where = Phrase("where.file-without-chapters", kind=document.kind)
            state.report(codes.UNKNOWN_KEY.at(location, key="chapter", where=where))
        return None
    if "chapter" not in data:
        location = tree.location(())
        state.report(
            codes.MISSING_KEY.at(
                location, where=Phrase("where.file", kind=document.kind), key="chapter"
            )
        )
        return None
    chapter = state.validate(
        Chapter, data["chapter"], tree, ("chapter",), Phrase("key", key="chapter")
    )
    if chapter is None:
        state.mark_unread(data["chapter"])
        return None
    origin = Origin(tree, ("chapter",))
    state.chapters.setdefault(document.kind, []).append((chapter, origin))
    return str(chapter.id)


def _read_entry(
    state: LoadState,
    document: Document,
    model: type[Entry],
    path: DataPath,
    data: Any,
    defaults: Mapping[str, Any],
    chapter: str | None,
) -> None:
    """Read an entry; ``path`` is its path in the file, and ``chapter`` the id of its chapter."""
    inherited = {
        key: value for key, value in defaults.items() if key in InheritedFields.model_fields
    }
    given = data if isinstance(data, dict) else {}
    inherited_only = inherited.keys() - given.keys()
    merged = {**inherited, **data} if isinstance(data, dict) else data
    where = Phrase("where.entry", kind=document.kind)
    entry = state.validate(model, merged, document.tree, path, where, inherited_only)
    if entry is not None:
        state.entries.append((entry, Origin(document.tree, path), chapter))
    else:
        state.mark_unread(data)
        valid_part = incomplete_entry(model, merged, state.context)
        if valid_part is not None:
            state.incomplete.append((valid_part, Origin(document.tree, path)))


def _build_playbook(
    state: LoadState, settings: Settings, tree: Tree, has_unread_files: bool
) -> Playbook:
    entries = [loaded for loaded in state.entries if loaded[0].id not in state.unread]
    chapters = {
        kind: sorted(pairs, key=lambda pair: (pair[0].order, pair[0].id))
        for kind, pairs in state.chapters.items()
    }
    return Playbook(
        kinds=state.kinds,
        settings=settings,
        settings_tree=tree,
        entries={entry.id: entry for entry, _, _ in entries},
        chapters={kind: tuple(chapter for chapter, _ in pairs) for kind, pairs in chapters.items()},
        chapter_of={entry.id: chapter for entry, _, chapter in entries if chapter},
        origins={entry.id: origin for entry, origin, _ in entries},
        chapter_origins={
            chapter.id: origin for pairs in chapters.values() for chapter, origin in pairs
        },
        incomplete=tuple(state.incomplete),
        unread=frozenset(state.unread),
        has_unread_files=has_unread_files or state.has_unknown_ids,
    )
