"""Safe automatic fixes for data files: they preserve or restore the intended meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from ..model.entry import Entry
from ..problems import Edit
from ..project import DATA_FOLDER, read_project
from ..source.files import SETTINGS
from ..source.links import is_linked
from ..source.tree import read_tree
from .key_order import with_keys_in_order
from .text_edits import apply_edits, with_line_endings, with_line_feeds
from .values import value_at


def fixed_files(project: Path) -> Mapping[str, str]:
    """The new text of each data file that can be fixed, by path. Writes nothing.

    ``playbook.yml`` is last, because it states the format: until every other file is written, the
    data is in the old format.
    """
    checked = read_project(project)
    edits = [edit for problem in checked.problems if problem.fix for edit in problem.fix.edits]
    fixed: dict[str, str] = {}
    for path in _data_files(project):
        try:
            old = (project / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        file_edits = [edit for edit in edits if edit.start.path == path]
        new = _fixed_text(path, old, file_edits, checked.kinds)
        if new != old:
            fixed[path] = new
    return fixed


def _data_files(project: Path) -> list[str]:
    files = (path for path in (project / DATA_FOLDER).rglob("*.yml") if path.is_file())
    regular = (path for path in files if not is_linked(path, project))
    settings = f"{DATA_FOLDER}/{SETTINGS}.yml"
    paths = (path.relative_to(project).as_posix() for path in regular)
    return sorted(paths, key=lambda path: (path == settings, path))


def _fixed_text(
    path: str, old: str, edits: Sequence[Edit], kinds: Mapping[str, type[Entry]]
) -> str:
    text = with_line_feeds(old)
    tree, file_problems = read_tree(path, text)
    if tree is None or file_problems:
        return old
    text = apply_edits(text, edits)
    text = _without_trailing_spaces(path, text)
    model = kinds.get(PurePath(path).with_suffix("").parts[1])
    text = with_keys_in_order(path, text, model) if model else text
    return with_line_endings(old, text)


def _without_trailing_spaces(path: str, text: str) -> str:
    """Remove trailing spaces, except within multi-line values."""
    tree, _ = read_tree(path, text)
    if tree is None:
        return text
    numbers_of_text_lines = {
        number
        for value_path, (first_line, *_, last_line) in tree.ranges.items()
        if value_path and not isinstance(value_at(tree.data, value_path), dict | list)
        for number in range(first_line, last_line)
    }
    lines = text.split("\n")
    stripped_lines = [
        line if number in numbers_of_text_lines else line.rstrip(" ")
        for number, line in enumerate(lines, 1)
    ]
    new = "\n".join(stripped_lines)
    new_tree, _ = read_tree(path, new)
    return new if new_tree is not None and new_tree.data == tree.data else text
