"""Checks that a tag was made by ``playbook release``, and that the default branch contains it."""

from __future__ import annotations

from pathlib import Path

from .. import git
from ..git_objects import adds_file
from ..project import CHANGES
from . import codes
from .codes import refusal
from .git_errors import git_refusal
from .tagged_release import TaggedRelease


def refuse_other_tag(project: Path, tagged: TaggedRelease) -> None:
    """Check that a tag is a release, and merged. Raises RefusedError."""
    try:
        _refuse_unreleased(project, tagged)
        _refuse_unmerged(project, tagged)
    except git.GitError as error:
        raise git_refusal(error, str(project)) from error


def _refuse_unreleased(project: Path, tagged: TaggedRelease) -> None:
    """Check that the commit added the change entry, as only ``playbook release`` does."""
    name = f"{CHANGES}/{tagged.number}.yml"
    path = f"{tagged.prefix}{name}"
    if not adds_file(project, tagged.commit, path):
        raise refusal(codes.NOT_RELEASED, tagged.number.tag, tag=tagged.number.tag, path=name)


def _refuse_unmerged(project: Path, tagged: TaggedRelease) -> None:
    """Check that the default branch contains the commit, here or on the remote."""
    tag = tagged.number.tag
    branches = default_branches(project)
    if not branches:
        raise refusal(codes.NO_DEFAULT_BRANCH, tag, tag=tag)
    args = (f"--contains={tagged.commit}", "--format=%(refname)", "refs/heads", "refs/remotes")
    if not branches & set(git.run(project, "for-each-ref", *args).splitlines()):
        shown = ", ".join(sorted({branch.rpartition("/")[2] for branch in branches}))
        raise refusal(codes.NOT_MERGED, tag, tag=tag, branch=shown)


def default_branches(project: Path) -> set[str]:
    """The references of the default branch, on remotes and in this repository. Raises GitError.

    Without the ``HEAD`` of a remote, as in CI, it is ``main`` or ``master``, or the only branch.
    """
    refs = set(git.run(project, "for-each-ref", "--format=%(refname)", "refs/heads").splitlines())
    remote = git.run(project, "for-each-ref", "--format=%(refname) %(symref)", "refs/remotes")
    lines = [line.partition(" ") for line in remote.splitlines()]
    heads = {target for name, _, target in lines if name.endswith("/HEAD") and target}
    names = {_branch_of(head) for head in heads} or {"main", "master"}
    refs |= {name for name, _, target in lines if not target}
    found = {ref for ref in refs if _branch_of(ref) in names}
    return found or ({*refs} if len(refs) == 1 else set())


def _branch_of(ref: str) -> str:
    """The name of a branch without ``refs/heads/`` or ``refs/remotes/NAME/``."""
    prefix_parts = 2 if ref.startswith("refs/heads/") else 3
    return ref.split("/", prefix_parts)[-1]
