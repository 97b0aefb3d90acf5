"""Plans the rollback of a published tree, and the withdrawal of a version or of pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..words.catalogue import catalogue
from . import codes
from .codes import refusal
from .decision_plan import Plan, Planner, refuse_early
from .decisions import Decision, rolled_back
from .page_withdrawal import chosen_pages, without_entries, without_texts
from .publish import PALETTE
from .published_version import Version
from .remaining_texts import (
    Place,
    attached_places,
    refuse_remaining,
    remaining_places,
    same_texts,
    texts_of_pages,
)
from .renderer import Renderer
from .sbom import SBOM
from .site_root_files import site_root_files
from .stores import Target
from .target_state import TargetState, state_of
from .tree import TreeUpdate, plan_update, read_versions
from .tree_lists import current_version, refuse_withdrawn
from .version_numbers import VersionNumber, parse_version
from .withdrawal import with_notes, withdrawn


def rollback(number: VersionNumber, decision: Decision) -> Planner:
    """Make a version the current one. Higher versions stay, but no longer apply."""

    def plan(store: Target) -> Plan:
        state, versions = _read(store, number.text)
        refuse_withdrawn(versions, number.text)
        before = rolled_back(state.before)
        undone = {v.text for v in versions if parse_version(v.text) > number}
        undone -= {v.text for v in versions if v.manifest.withdrawn}
        new = {number.text, *undone} - before.keys()
        refuse_early(decision, [v for v in versions if v.text in new])
        rolled = {text: before.get(text, decision) for text in sorted(undone)}
        update = _update(store, state, versions, rolled)
        current = current_version(versions, before).text
        return Plan(current, update.latest, tuple(rolled), update)

    return plan


def withdraw(number: VersionNumber, decision: Decision) -> Planner:
    """Replace all files of a version with notes."""

    def plan(store: Target) -> Plan:
        state, versions = _read(store, number.text, replaces={number.text})
        if not state.unfinished:
            refuse_withdrawn(versions, number.text)
        old = next(version for version in versions if version.text == number.text)
        refuse_early(decision, [old])
        rolled = {k: v for k, v in rolled_back(state.before).items() if k != number.text}
        new = withdrawn(old, decision)
        renderer = _renderer(_replaced(versions, {old.text: new}), rolled)
        paths = _paths(store, old)
        pages = paths | {f"{root}index.html" for root in new.index["roots"].values()}
        sbom = store.read(f"{number}/{SBOM}")
        return _plan(store, state, versions, [with_notes(new, pages, renderer, sbom)], rolled)

    return plan


def withdraw_pages(
    number: VersionNumber,
    decision: Decision,
    pages: Sequence[str],
    *,
    everywhere: bool,
    may_remain: int | None = None,
) -> Planner:
    """Replace pages with notes: in one version, or in all that have one of their entries.

    ``may_remain`` is the number of files in which one of their texts may remain; None to only plan.
    """

    def plan(store: Target) -> Plan:
        replaced = {name for name in store.names() if everywhere or name == number.text}
        state, versions = _read(store, number.text, replaces=replaced)
        refuse_withdrawn(versions, number.text)
        first = next(version for version in versions if version.text == number.text)
        refuse_early(decision, [first])
        rolled = rolled_back(state.before)
        chosen = chosen_pages(versions if everywhere else [first], first, pages)
        new = {v.text: without_entries(v, found, decision) for v, found in chosen}
        renderer = _renderer(_replaced(versions, new), rolled)
        results, attached = [], list[Place]()
        shared, gone = set[str](), dict[str, str]()
        for version, found in chosen:
            paths = _paths(store, version)
            files = {path: store.read(f"{version}/{path}") or b"" for path in paths}
            after, kept, also_elsewhere = without_texts(version, new[version.text], files, renderer)
            results.append((after, kept))
            shared |= also_elsewhere
            gone.update(texts_of_pages(version, found, files))
            attached += attached_places(version, found, files)
        plan = _plan(store, state, versions, results, rolled)
        texts = {text: text for text in shared} | gone
        places = (*remaining_places(texts, plan.update.root), *attached)
        if may_remain is not None:
            refuse_remaining(places, may_remain)
        return replace(plan, shared=tuple(sorted(shared)), remaining=places)

    return plan


def _plan(
    store: Target,
    state: TargetState,
    versions: list[Version],
    results: list[tuple[Version, dict[str, bytes]]],
    rolled: Mapping[str, Decision],
) -> Plan:
    """The plan that replaces the files of some versions."""
    new = {version.text: version for version, _ in results}
    update = _update(store, state, _replaced(versions, new), rolled)
    root = dict[str, bytes]()
    removed = set[str]()
    for version, files in results:
        root |= {f"{version}/{path}": data for path, data in files.items()}
        removed |= {f"{version}/{path}" for path in _paths(store, version) - files.keys()}
    notes = {
        path for path, data in root.items() if path.endswith(".html") and data != store.read(path)
    }
    before = state.before["latest"] if state.before else update.latest
    olds = [version for version in versions if version.text in new]
    update = replace(update, root={**root, **update.root}, stale=update.stale | removed)
    counts = tuple(same_texts(olds, [v for v in versions if v.text not in new], new).items())
    return Plan(
        before, update.latest, tuple(new), update, tuple(sorted(notes)), len(removed), counts
    )


def _paths(store: Target, version: Version) -> set[str]:
    """All files in the folder of a version."""
    prefix = f"{version}/"
    return {path.removeprefix(prefix) for path in store.paths() or () if path.startswith(prefix)}


def _replaced(versions: Iterable[Version], new: Mapping[str, Version]) -> list[Version]:
    return [new.get(version.text, version) for version in versions]


def _renderer(versions: list[Version], rolled: Mapping[str, Decision]) -> Renderer:
    current = current_version(versions, rolled)
    words = {language: catalogue(language) for language in current.index["roots"]}
    return Renderer(versions, current, words, rolled)


def _read(
    store: Target, version: str, *, replaces: Collection[str] = ()
) -> tuple[TargetState, list[Version]]:
    """The state and the versions of a tree. Raises RefusedError if it lacks a version."""
    state = state_of(store, version, replaces=replaces)
    versions = read_versions(store)
    numbers = [each.text for each in versions]
    if version not in numbers:
        published = ", ".join(numbers) or "-"
        raise refusal(codes.NOT_PUBLISHED, store.name, version=version, published=published)
    return state, versions


def _update(
    store: Target, state: TargetState, versions: list[Version], rolled: Mapping[str, Decision]
) -> TreeUpdate:
    current = current_version(versions, rolled).text
    palette = store.read(f"{current}/{PALETTE}") or b""
    root_files = site_root_files(versions, palette, state.root_files, rolled)
    return plan_update(store, None, root_files, versions, state, rolled, is_new=False)
