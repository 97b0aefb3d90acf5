"""Safe automatic fixes for data files: they preserve or restore the intended meaning."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from ..model.entry import Entry
from ..problems import Edit, failing
from ..project import DATA_FOLDER, read_project
from ..source.files import LANGUAGES, SETTINGS
from ..source.links import is_linked
from ..source.tree import read_tree
from .key_order import with_keys_in_order
from .repair import read_text_of, repaired
from .text_edits import apply_edits, with_line_endings, with_line_feeds
from .values import value_at

MAX_ROUNDS = 5
"""The most times that the data is read and fixed: a fix can make another one possible."""


def fixed_files(project: Path) -> Mapping[str, str]:
    """The new text of each data file that can be fixed, by path. Writes nothing.

    ``playbook.yml`` is last, because it states the format: until every other file is written, the
    data is in the old format.
    """
    texts = dict(_texts(project))
    new: Mapping[str, str] = {
        path: repaired(path, with_line_feeds(text)) for path, text in texts.items()
    }
    for _ in range(MAX_ROUNDS):
        before = new
        new = _fixed_once(project, before, texts)
        if new == before:
            break
    fixed = {path: with_line_endings(texts[path], text) for path, text in new.items()}
    return {path: text for path, text in fixed.items() if text != texts[path]}


def _fixed_once(
    project: Path, before: Mapping[str, str], texts: Mapping[str, str]
) -> Mapping[str, str]:
    """The texts with the problems fixed that they have. ``texts`` are those of the files."""
    changed = {path: text for path, text in before.items() if _differs(text, texts[path])}
    checked = read_project(project, texts=changed)
    edits = [edit for problem in checked.problems if problem.fix for edit in problem.fix.edits]
    fixed = dict(before)
    for path, text in before.items():
        is_read_from_disk = PurePath(path).parts[1] == LANGUAGES
        if not (path in changed and is_read_from_disk):
            own_edits = [edit for edit in edits if edit.start.path == path]
            fixed[path] = _fixed_text(path, text, own_edits, checked.kinds)
    return fixed


def _texts(project: Path) -> Iterator[tuple[str, str]]:
    """The text of each data file in UTF-8, by path."""
    for path in _data_files(project):
        with contextlib.suppress(UnicodeDecodeError):
            yield path, (project / path).read_bytes().decode("utf-8")


def _differs(text: str, old: str) -> bool:
    """Whether a text differs from that of the file in more than its line endings."""
    return text != with_line_feeds(old)


def _data_files(project: Path) -> list[str]:
    files = (path for path in (project / DATA_FOLDER).rglob("*.yml") if path.is_file())
    regular = (path for path in files if not is_linked(path, project))
    settings = f"{DATA_FOLDER}/{SETTINGS}.yml"
    paths = (path.relative_to(project).as_posix() for path in regular)
    return sorted(paths, key=lambda path: (path == settings, path))


def _fixed_text(
    path: str, text: str, edits: Sequence[Edit], kinds: Mapping[str, type[Entry]]
) -> str:
    """The text with edits, trailing spaces removed and keys in order, if it can be read."""
    tree, file_problems = read_text_of(path, text)
    if tree is None or failing(file_problems, strict=False):
        return text
    text = apply_edits(text, edits)
    text = _without_trailing_spaces(path, text)
    model = kinds.get(PurePath(path).with_suffix("").parts[1])
    return with_keys_in_order(path, text, model) if model else text


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
