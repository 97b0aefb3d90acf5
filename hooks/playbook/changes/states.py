"""Reads the states to compare, from folders or from git revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..git import GitError, find_commit, resolve_commit, run
from ..messages import messages
from ..model.playbook import Playbook
from ..model.settings_bindings import SETTINGS_BINDINGS
from ..problems import Code, Location, Phrase, Problem
from ..project import CHANGES, DATA_FOLDER, CheckResult, read_project
from ..revisions import resolve_revision, revision_folder
from ..source.files import read_text
from ..source.links import is_linked
from ..source.tree import read_tree

UNKNOWN_EDITORIAL = Code("PB898", "error", "id")
NEXT = "next.yml"
"""The file in the ``changes`` folder with an editor's notes on the next release."""
KNOWN_KEYS = {"note", "editorial"}
"""The keys of that file."""


class StateError(Exception):
    """A state or a file about it cannot be read; ``reason`` says why."""

    def __init__(self, reason: Phrase) -> None:
        self.reason = reason
        super().__init__(messages().phrase(reason))


def read_state(name: str, project: Path) -> CheckResult:
    """Read a state: a folder with data, or a revision of the project's repository.

    Raises GitError if there is neither, or both: a folder could hide what the revision contains.
    An empty name, as from a variable that is not set, is not the current folder.
    """
    folder = Path(name)
    if not name or not (folder / DATA_FOLDER).is_dir():
        return read_revision(name, project)
    if _is_bare_name(name) and find_commit(project, name):
        message = f"'{name}' is both a folder and a git revision; write ./{name} for the folder"
        raise GitError(f"{message}, or rename the folder")
    return read_project(folder)


def _is_bare_name(name: str) -> bool:
    """Whether a name can be a revision: a path that begins with a dot or a slash cannot."""
    return not name.startswith((".", "/", "-"))


def read_revision(name: str, project: Path) -> CheckResult:
    """Read the data of a revision of the project's repository, byte for byte.

    Raises GitError if the revision does not exist or contains a symbolic link.
    """
    with revision_folder(project, name, name, DATA_FOLDER) as folder:
        return read_project(folder)


def merge_base(project: Path, base: str) -> str:
    """The commit at which HEAD branched off from ``base``.

    Comparing with it leaves out later changes on ``base``. Raises GitError.
    """
    commits = (resolve_revision(project, base), resolve_commit(project, "HEAD"))
    try:
        return run(project, "merge-base", *commits)
    except GitError as error:
        if "fatal: " in str(error):
            raise
        message = f"'{base}' and what is checked out have no commit in common; fetch all of both"
        raise GitError(message) from error


def require_playbook(checked: CheckResult, name: str) -> Playbook:
    """The playbook of the state ``name``. Raises StateError if the state is unreadable."""
    if checked.playbook is None:
        error = next(iter(checked.errors), None)
        raise StateError(Phrase("state.unreadable", name=name, problem=error))
    return checked.playbook


def unknown_editorial_ids(reasons: Mapping[str, str], playbook: Playbook) -> Iterator[Problem]:
    """A problem for each reason whose id nothing in a playbook has or had: it has no effect."""
    known = {
        *playbook.entries,
        *playbook.current_ids,
        *playbook.settings.values,
        *SETTINGS_BINDINGS,
    }
    known |= {chapter.id for chapters in playbook.chapters.values() for chapter in chapters}
    for id in reasons:
        if id not in known and not playbook.may_exist(id):
            yield UNKNOWN_EDITORIAL.at(Location(f"{CHANGES}/{NEXT}"), id=id)


def editorial_reasons(project: Path) -> Mapping[str, str]:
    """Map entry ids to reasons why their rewording is editorial, from ``changes/next.yml``.

    Raises StateError if the file cannot be read.
    """
    name = f"{CHANGES}/{NEXT}"
    path = project / name
    if is_linked(path, project) or not path.is_file():
        return {}
    text, problems = read_text(path, name, project)
    if text is None:
        raise StateError(Phrase("state.unreadable-file", name=name, problem=problems[0]))
    tree, problems = read_tree(name, text)
    unknown = sorted(tree.data.keys() - KNOWN_KEYS) if tree else []
    if unknown:
        raise StateError(Phrase("state.unknown-key", name=name, key=unknown[0]))
    reasons = tree.data.get("editorial", {}) if tree else None
    if problems or not isinstance(reasons, dict) or not all(reasons.values()):
        raise StateError(Phrase("state.editorial", name=name))
    return {str(id): str(reason) for id, reason in reasons.items()}
