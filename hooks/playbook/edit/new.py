"""Adds a new entry to the file of its kind or chapter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.types import MAX_NAME_LENGTH, SLUG
from ..project import DATA_FOLDER
from ..schema.files import with_schema_line
from ..source.links import is_linked
from ..source.tree import Tree, read_tree
from .skeleton import Skeleton
from .text_edits import with_line_endings, with_line_feeds


class NewError(Exception):
    """The entry cannot be created. The message is shown to the editor."""


@dataclass(frozen=True)
class NewFile:
    """The new text of a file, and the line number of the new entry."""

    path: Path
    text: str
    line: int


def new_entry(
    playbook: Playbook, project: Path, kind: str, id: str, chapter: str | None, today: str
) -> NewFile:
    """The file of a kind with the skeleton of a new entry after the others. Raises NewError."""
    model = playbook.kinds.get(kind)
    if model is None:
        raise NewError(f"unknown kind '{kind}': use one of {', '.join(playbook.kinds)}")
    refuse_id(playbook, id)
    path = _file_of_new_entry(playbook, project, model, chapter)
    if is_linked(path, project):
        raise NewError(f"{path.name} is a link: run 'playbook check'")
    try:
        text = (
            path.read_bytes().decode("utf-8")
            if path.exists()
            else _new_file_text(path, project, model)
        )
        tree, problems = read_tree(path.name, with_line_feeds(text))
    except UnicodeDecodeError:
        tree = None
    if tree is None or problems:
        raise NewError(f"{path.name} cannot be read: run 'playbook check'")
    if not playbook.is_whole:  # an entry that cannot be read may have this id
        raise NewError("some data cannot be read: run 'playbook check'")
    defaults = tree.data.get("defaults")
    inherited = list(defaults) if isinstance(defaults, Mapping) else []
    entry_lines = Skeleton(playbook, today).lines(model, id, inherited)
    new_file = _with_entry(path, text, tree, entry_lines)
    _verify(tree, new_file, id)
    return new_file


def refuse_id(playbook: Playbook, id: str) -> None:
    """Raise NewError if an id is not valid or already used."""
    if not re.fullmatch(SLUG, id) or len(id) > MAX_NAME_LENGTH:
        raise NewError(
            f"'{id}' is not a valid id: use lower-case letters a-z, digits and single hyphens, "
            f"at most {MAX_NAME_LENGTH} characters"
        )
    used = _used_ids(playbook)
    if id in used:
        raise NewError(f"the id '{id}' is already used: {used[id]}")


def _used_ids(playbook: Playbook) -> Mapping[str, str]:
    """The ids that a new entry must not have, and what each is used for."""
    use_by_id = {
        previous: f"it is a previous id of '{entry.id}'"
        for entry in playbook.entries.values()
        for previous in entry.previous_ids
    }
    use_by_id |= dict.fromkeys(playbook.chapter_origins, "it is the id of a chapter")
    return use_by_id | {id: str(playbook.origins[id].location()) for id in playbook.entries}


def _file_of_new_entry(
    playbook: Playbook, project: Path, model: type[Entry], chapter: str | None
) -> Path:
    """The file to which a new entry of a kind is added."""
    if model.spec.layout == "chapter":
        chapters = [known_chapter.id for known_chapter in playbook.chapters.get(model.kind, ())]
        if not chapters:
            raise NewError("there are no chapters yet: create one with playbook new chapter ID")
        if chapter is None or chapter not in chapters:
            raise NewError(f"give a chapter with --chapter, one of: {', '.join(chapters)}")
        return project / playbook.chapter_origins[chapter].tree.path
    if chapter is not None:
        raise NewError(f"{model.kind} has no chapters: omit --chapter")
    files = [playbook.origins[entry.id].tree.path for entry in playbook.of_kind(model.kind)]
    return project / (files[-1] if files else f"{DATA_FOLDER}/{model.kind}.yml")


def _new_file_text(path: Path, project: Path, model: type[Entry]) -> str:
    return with_schema_line(
        f"# {model.__doc__}\nentries: []\n", path.relative_to(project).as_posix()
    )


def _with_entry(path: Path, text: str, tree: Tree, entry_lines: list[str]) -> NewFile:
    """The text with lines added after the last entry, with the indentation of the other entries."""
    lines = with_line_feeds(text).split("\n")
    entries = tree.data.get("entries")
    location = tree.location(("entries",), of_key=True)
    if not entries:  # an empty value, or an empty list in brackets
        lines[location.line - 1] = re.sub(r"(entries:)\s*\[\s*\]", r"\1", lines[location.line - 1])
        indent, insertion_index = "  ", location.line
    else:
        first = tree.location(("entries", 0))
        dash = lines[first.line - 1].rfind("-", 0, first.column - 1)
        if dash < 0:
            raise NewError(
                f"the entries of {path.name} are in brackets: write each on its own line first"
            )
        indent, insertion_index = " " * dash, _last_line(lines, location.line, dash)
    item = [f"{indent}{'  ' if index else '- '}{line}" for index, line in enumerate(entry_lines)]
    separator = [""] if entries else []
    lines[insertion_index:insertion_index] = [*separator, *item]
    new_text = "\n".join(lines)
    return NewFile(
        path,
        with_line_endings(text, new_text if new_text.endswith("\n") else f"{new_text}\n"),
        insertion_index + len(separator) + 1,
    )


def _verify(old: Tree, new_file: NewFile, id: str) -> None:
    """Raise NewError if the new text is not the old data with one more entry."""
    new, problems = read_tree(old.path, with_line_feeds(new_file.text))
    data = dict(new.data) if new and not problems else {}
    *others, added = data.pop("entries", None) or [None]
    rest = {key: value for key, value in old.data.items() if key != "entries"}
    is_added = isinstance(added, Mapping) and added.get("id") == id
    if not is_added or data != rest or others != (old.data.get("entries") or []):
        raise NewError(
            f"the layout of {old.path} does not allow a new entry: write each entry on its own "
            "line first, or 'entries: []' if there are none"
        )


def _last_line(lines: list[str], first: int, dash: int) -> int:
    """The line number of the last line of the entries, including comments."""
    last = first
    for number in range(first, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip())
        is_item = line.lstrip().startswith("- ") and depth >= dash
        if depth <= dash and not is_item:
            break
        last = number + 1
    return last
