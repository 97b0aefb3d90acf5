"""Rolls a published tree back to an earlier version, or withdraws a version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ..words.catalogue import catalogue
from . import codes
from .branch_store import MAX_ATTEMPTS, BranchStore, ConcurrentPushError, pause
from .codes import refusal
from .decisions import Decision, rolled_back
from .folder_store import FolderStore
from .ordered_writer import write_in_order
from .preconditions import refuse_unwritable, refuse_unwritable_folders
from .publish import PALETTE
from .published_version import Version
from .renderer import Renderer
from .sbom import SBOM
from .site_root_files import site_root_files
from .stores import Target
from .target_path import refuse_bad_target, refuse_branch_of_project
from .target_state import TargetState, state_of
from .tree import TreeUpdate, plan_update, read_versions
from .tree_lists import current_version, refuse_withdrawn
from .version_numbers import VersionNumber, parse_version
from .withdrawal import with_notes, withdrawn


@dataclass(frozen=True)
class Plan:
    """What a decision changes.

    ``before`` and ``after`` are the versions that apply; ``undone`` the versions that no longer
    do. ``pages`` counts the pages that get a note, and ``removed`` all other files of a withdrawn
    version. ``same_texts`` counts the entries of each other version that are unchanged in it.
    """

    before: str
    after: str
    undone: tuple[str, ...]
    update: TreeUpdate
    pages: int = 0
    removed: int = 0
    same_texts: tuple[tuple[str, int], ...] = ()


Planner = Callable[[Target], Plan]
"""Plans a decision for a tree. Raises RefusedError."""


def rollback(number: VersionNumber, decision: Decision) -> Planner:
    """Make a version the current one. Higher versions stay, but no longer apply."""

    def plan(store: Target) -> Plan:
        state, versions = _read(store, number.text)
        refuse_withdrawn(versions, number.text)
        before = rolled_back(state.before)
        undone = {v.text for v in versions if parse_version(v.text) > number}
        undone -= {v.text for v in versions if v.manifest.withdrawn}
        rolled = {text: before.get(text, decision) for text in sorted(undone)}
        update = _update(store, state, versions, rolled)
        current = current_version(versions, before).text
        return Plan(current, update.latest, tuple(rolled), update)

    return plan


def withdraw(number: VersionNumber, decision: Decision) -> Planner:
    """Replace all files of a version by notes."""

    def plan(store: Target) -> Plan:
        state, versions = _read(store, number.text, replaces=True)
        if not state.unfinished:
            refuse_withdrawn(versions, number.text)
        old = next(version for version in versions if version.text == number.text)
        rolled = {k: v for k, v in rolled_back(state.before).items() if k != number.text}
        new = withdrawn(old, decision)
        others = [new if version is old else version for version in versions]
        current = current_version(others, rolled)
        words = {language: catalogue(language) for language in current.index["roots"]}
        renderer = Renderer(others, current, words, rolled)
        prefix = f"{number}/"
        paths = {p.removeprefix(prefix) for p in store.paths() or () if p.startswith(prefix)}
        pages = paths | {f"{root}index.html" for root in new.index["roots"].values()}
        new, files = with_notes(new, pages, renderer, store.read(f"{prefix}{SBOM}"))
        others = [new if version is old else version for version in versions]
        update = _update(store, state, others, rolled)
        update = replace(
            update,
            root={**{f"{prefix}{path}": data for path, data in files.items()}, **update.root},
            stale=update.stale | {f"{prefix}{path}" for path in paths - files.keys()},
        )
        count = sum(path.endswith(".html") for path in files)
        before = state.before["latest"] if state.before else number.text
        counts = tuple(_same_texts(old, versions).items())
        return Plan(
            before, update.latest, (number.text,), update, count, len(paths - files.keys()), counts
        )

    return plan


def _read(
    store: Target, version: str, *, replaces: bool = False
) -> tuple[TargetState, list[Version]]:
    """The state and the versions of a tree. Raises RefusedError if it lacks a version."""
    state = state_of(store, version, replaces=replaces)
    versions = read_versions(store)
    texts = [each.text for each in versions]
    if version not in texts:
        published = ", ".join(texts) or "-"
        raise refusal(codes.NOT_PUBLISHED, store.name, version=version, published=published)
    return state, versions


def _update(
    store: Target, state: TargetState, versions: list[Version], rolled: dict[str, Decision]
) -> TreeUpdate:
    current = current_version(versions, rolled).text
    palette = store.read(f"{current}/{PALETTE}") or b""
    root_files = site_root_files(versions, palette, state.root_files, rolled)
    return plan_update(store, None, root_files, versions, False, state, rolled)


def _same_texts(withdrawn: Version, versions: list[Version]) -> Counter[str]:
    """How many entries of a version are unchanged in each other version."""
    digests = {(id, entry["digest"]) for id, entry in withdrawn.index["entries"].items()}
    counts = Counter[str]()
    for version in versions:
        for id, entry in version.index["entries"].items():
            counts[version.text] += version is not withdrawn and (id, entry["digest"]) in digests
    return +counts


def decide_in_folder(
    project: Path, planner: Planner, version: str, target: Path, *, in_order: bool, dry_run: bool
) -> Plan:
    """Carry out a decision in a folder. Raises RefusedError, which states what was changed."""
    refuse_bad_target(target, project)
    store = FolderStore(target)
    with store.locked(create=False):
        refuse_unwritable(store, in_order=in_order)
        if dry_run:
            return planner(store)
        store.recover()
        plan = planner(store)
        if not store.is_up_to_date(plan.update):
            refuse_unwritable_folders(store, plan.update)
        if in_order:
            write_in_order(store, plan.update, version)
        else:
            store.write(plan.update)
    return plan


def decide_on_branch(
    project: Path, planner: Planner, remote: str, branch: str, *, dry_run: bool
) -> Plan:
    """Carry out a decision on a branch, as one commit. Raises RefusedError with nothing changed."""
    store = BranchStore(project, remote, branch)
    for attempt in range(MAX_ATTEMPTS):
        store.fetch()
        refuse_branch_of_project(store.names(), store.name)
        plan = planner(store)
        if dry_run:
            return plan
        try:
            store.write(plan.update)
            return plan
        except ConcurrentPushError:
            pause(attempt)
    raise refusal(codes.TOO_MANY_RETRIES, store.name, count=MAX_ATTEMPTS)
