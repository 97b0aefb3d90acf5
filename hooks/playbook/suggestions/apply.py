"""Plans the application of a suggestion: everything is checked before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..edit.draft import Draft, EditRefusal, new_problems
from ..edit.nodes import EditError
from ..model.entry import Entry
from ..model.load import load
from ..model.playbook import Playbook
from ..problems import Phrase, Problem, failing
from .branch import branch_for, commit_on_branch, refuse_uncommitted
from .codes import NO_CHANGE, RefusedError
from .message import commit_message
from .read import Suggestion
from .resolve import ChangedValue, resolve
from .write import edited_file


@dataclass(frozen=True)
class EditedProject:
    """A project with a suggestion, in memory: the new text of one file, and what it changes.

    ``warnings`` are those that the suggestion would add.
    """

    draft: Draft = field(repr=False)
    suggestion: Suggestion
    entry: Entry
    changes: Sequence[ChangedValue]
    path: str
    text: str = field(repr=False)
    after: Playbook = field(repr=False)
    warnings: Sequence[Problem]


def edited_project(draft: Draft, suggestion: Suggestion) -> EditedProject:
    """Write a suggestion into a project, in memory.

    Raises RefusedError, and EditRefusal if the project would have errors.
    """
    entry, changes = resolve(suggestion, draft.playbook)
    path = draft.playbook.origins[entry.id].tree.path
    try:
        text = edited_file(draft.text(path), draft.playbook, entry, changes)
        texts: dict[str, str | bytes | None] = {path: text}
        problems = new_problems(draft, texts)
        after, _ = load(draft.changed_sources(texts), draft.kinds)
    except EditError as error:
        raise EditRefusal(Phrase("edit.cannot-edit", path=path, reason=str(error))) from error
    if text == draft.text(path):  # the default value of a field was removed
        location = suggestion.tree.location(("fields",), of_key=True)
        raise RefusedError(NO_CHANGE.at(location, id=entry.id))
    errors = failing(problems, strict=False)
    if errors or after is None:
        raise EditRefusal(Phrase("apply.errors"), *errors)
    warnings = [problem for problem in problems if problem not in errors]
    return EditedProject(draft, suggestion, entry, changes, path, text, after, warnings)


def apply(project: Path, edited: EditedProject, branch: str | None) -> str:
    """Commit an edited project on a new branch, and check it out; returns the branch's name.

    Raises RefusedError and GitError; then nothing has changed.
    """
    head = refuse_uncommitted(project, edited.path)
    name = branch_for(project, branch, edited.entry.id)
    message = commit_message(edited.suggestion, edited.entry.id)
    commit_on_branch(project, head, name, edited.path, edited.text.encode(), message)
    return name
