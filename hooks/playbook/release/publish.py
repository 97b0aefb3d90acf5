"""Publishes a version: builds its tag and updates the published tree."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from .. import git
from ..model.playbook import Edition
from ..problems import Phrase
from . import codes
from .branch_store import BranchStore, until_pushed
from .build import BuiltVersion, build_release
from .codes import refusal
from .decision_report import decisions_in
from .decisions import rolled_back
from .folder_store import FolderStore
from .git_errors import git_refusal
from .ordered_writer import write_in_order
from .preconditions import refuse_unwritable, refuse_unwritable_folders
from .release_origin import refuse_other_tag
from .released import refuse_other_build
from .republished_texts import texts_published_again
from .same_handbook import refuse_different_handbook
from .site_root_files import site_root_files
from .state_reader import StateReader, Times
from .stores import Store
from .tagged_release import TaggedRelease, find_tag
from .target_path import refuse_bad_target
from .target_state import TargetState
from .tree import TreeUpdate, plan_update, read_versions, with_version
from .tree_lists import current_version
from .version_numbers import VersionNumber

PALETTE = "assets/playbook/palette.css"


@dataclass(frozen=True)
class Outcome:
    """The published version, the latest version of the tree, and whether anything changed.

    ``has_digest`` is whether the tag names the digest of what was released. ``decisions`` reports
    the versions that were withdrawn or rolled back. ``times`` are None if they are not known.
    """

    version: str
    latest: str
    changed: bool
    has_digest: bool = False
    decisions: tuple[Phrase, ...] = ()
    times: Times | None = None


def publish_to_folder(
    project: Path,
    wanted: VersionNumber,
    target: Path,
    *,
    in_order: bool = False,
    rebuild: bool = False,
    any_tag: bool = False,
    edition: Edition = "full",
) -> Outcome:
    """Publish a version to a folder. Raises RefusedError, which states whether anything changed.

    With ``any_tag``, the tag may be made by hand, and need not be in the default branch. The public
    ``edition`` has its own targets.
    """
    tagged = _tagged_release(project, wanted, edition, any_tag=any_tag)
    refuse_bad_target(target, project)
    store = FolderStore(target)
    reader = StateReader(store)
    with store.locked(create=False):
        refuse_unwritable(store, in_order=in_order)
        refuse_different_handbook(store, reader.read(wanted.text), tagged, project)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        built = _build(project, tagged, Path(work), rebuild=rebuild)
        return _publish(reader, store, built, in_order=in_order, project=project)


def _build(project: Path, tagged: TaggedRelease, work: Path, *, rebuild: bool) -> BuiltVersion:
    """Build a tag. Raises RefusedError, also if the result differs from what was released."""
    built = build_release(project, tagged, work, rebuild=rebuild)
    refuse_other_build(project, tagged, built)
    return built


def add_to_folder(built: BuiltVersion, target: Path, *, in_order: bool = False) -> Outcome:
    """Add a built version to a folder.

    Raises RefusedError, which states whether anything changed.
    """
    refuse_bad_target(target)
    store = FolderStore(target)
    return _publish(StateReader(store), store, built, in_order=in_order)


def _publish(
    reader: StateReader, store: FolderStore, built: BuiltVersion, *, in_order: bool,
    project: Path | None = None,
) -> Outcome:  # fmt: skip
    version = built.manifest.version
    with store.locked(), reader.adding():
        refuse_unwritable(store, in_order=in_order)
        state = reader.read(version)
        refuse_different_handbook(store, state, built.manifest, project)
        store.recover()
        update = plan_update_for(store, built, state)
        if not store.is_up_to_date(update):
            refuse_unwritable_folders(store, update)
        decisions = texts_published_again(store, built, project)
        changed = write_in_order(store, update, version) if in_order else store.write(update)
        decisions = (*decisions_in(store), *decisions)
    return Outcome(version, update.latest, changed, built.tag is not None, decisions, reader.times)


def _tagged_release(
    project: Path, wanted: VersionNumber, edition: Edition, *, any_tag: bool
) -> TaggedRelease:
    tagged = find_tag(project, wanted, edition)
    if not any_tag:
        refuse_other_tag(project, tagged)
    refuse_dirty(project)
    return tagged


def publish_to_branch(
    project: Path,
    wanted: VersionNumber,
    remote: str,
    branch: str,
    *,
    rebuild: bool = False,
    any_tag: bool = False,
    edition: Edition = "full",
) -> Outcome:
    """Publish a version to a branch of a remote. Raises RefusedError with nothing changed.

    With ``any_tag``, the tag may be made by hand, and need not be in the default branch.
    """
    tagged = _tagged_release(project, wanted, edition, any_tag=any_tag)
    store = BranchStore(project, remote, branch)
    store.fetch()
    reader = StateReader(store)
    refuse_different_handbook(store, reader.read(wanted.text), tagged, project)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        built = _build(project, tagged, Path(work), rebuild=rebuild)
        with reader.adding():
            outcome = add_to_branch(built, store, reader)
    return replace(outcome, times=reader.times)


def add_to_branch(
    built: BuiltVersion, store: BranchStore, reader: StateReader | None = None
) -> Outcome:
    """Add a built version to a branch, and try again if someone else pushes first."""
    version = built.manifest.version

    def add() -> Outcome:
        state = (reader or StateReader(store)).read(version)
        refuse_different_handbook(store, state, built.manifest, store.repo)
        update = plan_update_for(store, built, state)
        decisions = texts_published_again(store, built, store.repo)
        changed, decisions = store.write(update), (*decisions_in(store), *decisions)
        return Outcome(version, update.latest, changed, built.tag is not None, decisions)

    return until_pushed(store, add)


def plan_update_for(store: Store, built: BuiltVersion, state: TargetState) -> TreeUpdate:
    """Plan the update that adds a built version to a tree. Raises RefusedError."""
    versions, is_new = with_version(read_versions(store), built, state)
    rollbacks = rolled_back(state.before)
    latest_version = current_version(versions, rollbacks).text
    palette = (built.folder / PALETTE).read_bytes()
    if latest_version != built.manifest.version:
        palette = store.read(f"{latest_version}/{PALETTE}") or palette
    root_files = site_root_files(versions, palette, state.root_files, rollbacks)
    return plan_update(store, built, root_files, versions, state, rollbacks, is_new=is_new)


def refuse_dirty(project: Path) -> None:
    """Check that the working tree is clean. Raises RefusedError."""
    try:
        changed = git.changed_files(project)
    except git.GitError as error:
        raise git_refusal(error, str(project)) from error
    for _, path in changed:
        raise refusal(codes.DIRTY, path)
