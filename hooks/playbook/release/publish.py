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
from .numbers import Number, latest
from .python import HERE
from .tree import Fold, Store, fold, versions_of, with_version

_PALETTE = "assets/playbook/palette.css"


@dataclass(frozen=True)
class Outcome:
    """What a publication did, and which version the tree leads to."""

    version: str
    latest: str
    changed: bool


def publish_folder(
    project: Path, number: Number, target: Path, *, in_order: bool = False, rebuild: bool = False
) -> Outcome:
    """Publish a version to a folder. Raises RefusedError with nothing changed."""
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        built = build_tag(project, number, Path(work), rebuild=rebuild)
        return put_in_folder(built, target, in_order=in_order)


def put_in_folder(built: Built, target: Path, *, in_order: bool = False) -> Outcome:
    """Fold a built version into a folder. Raises RefusedError with nothing changed."""
    store = Folder(target)
    with store.locked():
        what = fold_of(store, built)
        changed = write_in_order(store, what) if in_order else store.write(what)
    return Outcome(built.manifest.version, what.latest, changed)


def publish_branch(
    project: Path, number: Number, remote: str, branch: str, *, rebuild: bool = False
) -> Outcome:
    """Publish a version to a branch of a remote. Raises RefusedError with nothing changed."""
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        store = Branch(project, remote, branch)
        store.fetch()  # say at once where the remote is gone
        built = build_tag(project, number, Path(work), rebuild=rebuild)
        return put_on_branch(built, store)


def put_on_branch(built: Built, store: Branch) -> Outcome:
    """Fold a built version into a branch, anew each time another publisher was faster."""
    for turn in range(TRIES):
        store.fetch()
        what = fold_of(store, built)
        try:
            return Outcome(built.manifest.version, what.latest, store.write(what))
        except BeatenError:
            pause(turn)
    raise refuse(codes.CROWDED, store.name, count=TRIES)


def fold_of(store: Store, built: Built) -> Fold:
    """What a built version makes of a tree. Raises RefusedError."""
    versions, is_new = with_version(versions_of(store), built)
    current = latest(version.text for version in versions)
    palette = (built.folder / _PALETTE).read_bytes()
    if current != built.manifest.version:
        palette = store.read(f"{current}/{_PALETTE}") or palette
    return fold(store, built, beside(versions, palette), versions, is_new)


def build_tag(project: Path, number: Number, work: Path, *, rebuild: bool = False) -> Built:
    """Build the tag of a version of a clean repository. Raises RefusedError."""
    tagged = find(project, number)
    refuse_dirty(project)
    return build_tagged(project, tagged, work, rebuild=rebuild)


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
