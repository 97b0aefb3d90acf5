"""Publishing a version: build its tag, and fold it into the published tree."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from .. import git
from . import codes
from .beside import beside
from .branch import TRIES, BeatenError, Branch, pause
from .build import Built, Tagged, build, find
from .codes import refuse, refused_by_git
from .environment import environment, rebuild_environment
from .folder import Folder
from .in_order import write_in_order
from .manifest import MANIFEST, read_manifest
from .numbers import Number, latest, number
from .obstacles import refuse_closed_folders, refuse_obstacles
from .python import HERE
from .state import State, state_of
from .stores import Store
from .target import refuse_bad_target, refuse_branch_of_project
from .tree import Fold, fold, versions_of, with_version

_PALETTE = "assets/playbook/palette.css"


@dataclass(frozen=True)
class Outcome:
    """What a publication did, and which version the tree leads to."""

    version: str
    latest: str
    changed: bool


def publish_folder(
    project: Path, wanted: Number, target: Path, *, in_order: bool = False, rebuild: bool = False
) -> Outcome:
    """Publish a version to a folder. Raises RefusedError, which says if anything changed."""
    tagged = find(project, wanted)
    refuse_dirty(project)
    refuse_bad_target(target, project)
    store = Folder(target)
    with store.locked(create=False):
        refuse_obstacles(store, in_order=in_order)
        refuse_other_handbook(store, state_of(store, wanted.text), tagged.site_url, project)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        built = build_tagged(project, tagged, Path(work), rebuild=rebuild)
        return _put(store, built, in_order=in_order, project=project)


def put_in_folder(built: Built, target: Path, *, in_order: bool = False) -> Outcome:
    """Fold a built version into a folder. Raises RefusedError, which says if anything changed."""
    refuse_bad_target(target)
    return _put(Folder(target), built, in_order=in_order)


def _put(store: Folder, built: Built, *, in_order: bool, project: Path | None = None) -> Outcome:
    version = built.manifest.version
    with store.locked():
        refuse_obstacles(store, in_order=in_order)
        state = state_of(store, version)
        refuse_other_handbook(store, state, built.manifest.site_url, project)
        store.recover()
        what = fold_of(store, built, state)
        if not store.is_done(what):
            refuse_closed_folders(store, what)
        changed = write_in_order(store, what, version) if in_order else store.write(what)
    return Outcome(version, what.latest, changed)


def publish_branch(
    project: Path, wanted: Number, remote: str, branch: str, *, rebuild: bool = False
) -> Outcome:
    """Publish a version to a branch of a remote. Raises RefusedError with nothing changed."""
    tagged = find(project, wanted)
    refuse_dirty(project)
    store = Branch(project, remote, branch)
    _fetch(store)
    refuse_other_handbook(store, state_of(store, wanted.text), tagged.site_url, project)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        return put_on_branch(build_tagged(project, tagged, Path(work), rebuild=rebuild), store)


def put_on_branch(built: Built, store: Branch) -> Outcome:
    """Fold a built version into a branch, anew each time another publisher was faster."""
    version = built.manifest.version
    for turn in range(TRIES):
        _fetch(store)
        state = state_of(store, version)
        refuse_other_handbook(store, state, built.manifest.site_url, store.repo)
        what = fold_of(store, built, state)
        try:
            return Outcome(version, what.latest, store.write(what))
        except BeatenError:
            pause(turn)
    raise refuse(codes.CROWDED, store.name, count=TRIES)


def _fetch(store: Branch) -> None:
    store.fetch()
    refuse_branch_of_project(store.names(), store.name)


def refuse_other_handbook(store: Store, state: State, url: str, project: Path | None) -> None:
    """See that the versions of a tree are of the same handbook. Raises RefusedError.

    A handbook may move to another address: then its versions are of commits of the project's.
    """
    texts = sorted(state.before["versions"] if state.before else (), key=number)
    found = [data for text in texts if (data := store.read(f"{text}/{MANIFEST}")) is not None]
    manifests = [read_manifest(data, MANIFEST) for data in found]
    if not manifests or manifests[-1].site_url == url:
        return
    if project and any(git.commit_of(project, one.commit) for one in manifests):
        return
    found_url = manifests[-1].site_url
    raise refuse(codes.OTHER_HANDBOOK, store.name, found=f"the one of {found_url}, not {url}")


def fold_of(store: Store, built: Built, state: State) -> Fold:
    """What a built version makes of a tree. Raises RefusedError."""
    versions, is_new = with_version(versions_of(store), built, state)
    current = latest(version.text for version in versions)
    palette = (built.folder / _PALETTE).read_bytes()
    if current != built.manifest.version:
        palette = store.read(f"{current}/{_PALETTE}") or palette
    return fold(store, built, beside(versions, palette), versions, is_new, state)


def build_tagged(project: Path, tagged: Tagged, work: Path, *, rebuild: bool) -> Built:
    """Build a tag here, or in an environment made from its lock. Raises RefusedError."""
    if not rebuild:
        return build(project, tagged, work, HERE, environment(tagged.lock))
    python, made = rebuild_environment(tagged.lock, work / "environment")
    return build(project, tagged, work, python, made)


def refuse_dirty(project: Path) -> None:
    """See that what an editor sees is what is committed. Raises RefusedError."""
    try:
        changed = git.changed(project)
    except git.GitError as error:
        raise refused_by_git(error, str(project)) from error
    for _, path in changed:
        raise refuse(codes.DIRTY, path)
