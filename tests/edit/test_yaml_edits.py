"""Removing values from YAML keeps everything else byte for byte."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.edit.insertions import Insertion, with_insertions
from playbook.edit.nodes import EditError, nodes_of
from playbook.edit.yaml_edits import edited_text
from playbook.source.tree import DataPath
from support import SMALL

FILE = """\
# about the file
list: [one, 'two',  # why two
  "three"]  # the end
items:
  # about the first
  - text: |
      Several lines.

    role: editor  # who
  # about the second
  - word: a
    # about the mapping
    pairs: {q: 1, w: 2}

  # on its own

  - last: c

end: 1
"""
CASES: dict[str, tuple[list[DataPath], list[str], list[str]]] = {
    "the first item of a list in brackets": (
        [("list", 0)],
        ["list: [one, 'two',  # why two"],
        ["list: ['two',  # why two"],
    ),
    "the last items, with their comments": (
        [("list", 1), ("list", 2)],
        ["list: [one, 'two',  # why two", '  "three"]  # the end'],
        ["list: [one]  # the end"],
    ),
    "all items in brackets": (
        [("list", 0), ("list", 1), ("list", 2)],
        ["list: [one, 'two',  # why two", '  "three"]  # the end'],
        ["list: []  # the end"],
    ),
    "the first key of an item: its dash moves": (
        [("items", 0, "text")],
        ["  - text: |", "      Several lines.", "", "    role: editor  # who"],
        ["  - role: editor  # who"],
    ),
    "the first key of an item whose next key has a comment": (
        [("items", 1, "word")],
        ["  - word: a", "    # about the mapping", "    pairs: {q: 1, w: 2}"],
        ["  # about the mapping", "  - pairs: {q: 1, w: 2}"],
    ),
    "an item between others, with the comment above it": (
        [("items", 1)],
        [
            "  # about the second",
            "  - word: a",
            "    # about the mapping",
            "    pairs: {q: 1, w: 2}",
        ],
        [],
    ),
    "the last item": ([("items", 2)], ["", "  - last: c"], []),
    "a key with its items": (
        [("items",)],
        FILE[FILE.index("items:") : FILE.index("\n\nend: 1")].split("\n"),
        [],
    ),
    "one of two pairs": (
        [("items", 1, "pairs", "q")],
        ["    pairs: {q: 1, w: 2}"],
        ["    pairs: {w: 2}"],
    ),
}
"""The removed paths, and the lines of ``FILE`` that change, before and after."""


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_the_lines_of_removed_values_change(name: str, ending: str) -> None:
    removed, old, new = CASES[name]
    before = FILE.replace("\n", ending)
    old_text, new_text = (f"{ending.join(lines)}{ending}" if lines else "" for lines in (old, new))
    assert before.count(old_text) == 1
    assert edited_text("a.yml", before, set(removed), {}) == before.replace(old_text, new_text)


def test_a_list_on_its_own_lines_that_becomes_empty_is_written_in_brackets() -> None:
    removed: set[DataPath] = {("items", 0), ("items", 1), ("items", 2)}
    new = edited_text("a.yml", FILE, removed, {})
    assert "\nitems: []\n" in new
    assert "  # on its own\n" in new


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        ("- a: 1\n- b: 2\n", {(0, "a")}),  # an item would become empty
        ("a: 1\n", {("a",)}),  # the file would become empty
        ("? [a]\n: 1\n", {("b",)}),  # a key that is a list, so no path of the file is known
    ],
)
def test_a_layout_that_cannot_be_edited_is_refused(text: str, removed: set[DataPath]) -> None:
    with pytest.raises(EditError):
        edited_text("a.yml", text, removed, {})


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a:\n  - x\nb: 1\n", ("a",), "a:\n  - x\n  - y\nb: 1\n"),
        ("a: [x]  # c\n", ("a",), "a: [x, y]  # c\n"),
        ("a: []\n", ("a",), "a: [y]\n"),
        ("a:\n  - x", ("a",), "a:\n  - x\n  - y\n"),
        ("a:\r\n- x\r\n", ("a",), "a:\r\n- x\r\n- y\r\n"),
    ],
)
def test_an_item_is_added_to_a_list(text: str, path: DataPath, expected: str) -> None:
    assert (
        with_insertions("a.yml", text, [Insertion(path, after=None, key="", value="y")]) == expected
    )


def test_a_key_is_added_after_another_one() -> None:
    text = "entries:\n  - id: a\n    title: A\n  - {id: b, title: B}\n"
    insertions: list[Insertion] = [
        Insertion(path, after=(*path, "id"), key="status", value="draft")
        for path in (("entries", 0), ("entries", 1))
    ]
    new = with_insertions("a.yml", text, insertions)
    assert new == text.replace("id: a\n", "id: a\n    status: draft\n").replace(
        "id: b,", "id: b, status: draft,"
    )


def test_several_insertions_are_made_at_once() -> None:
    text = "list: []\nitem:\n  id: a\n  previous: [b]\n"
    insertions: list[Insertion] = [
        Insertion(("list",), after=None, key="", value="x"),
        Insertion(("list",), after=None, key="", value="y"),
        Insertion(("item", "previous"), after=None, key="", value="c"),
        Insertion(("item", "previous"), after=None, key="", value="d"),
        # Each of these is put directly after `id`, so the last one comes first.
        Insertion(("item",), after=("item", "id"), key="because", value="{en: A.}"),
        Insertion(("item",), after=("item", "id"), key="status", value="retired"),
    ]
    assert with_insertions("a.yml", text, insertions) == (
        "list: [x, y]\nitem:\n  id: a\n  status: retired\n  because: {en: A.}\n"
        "  previous: [b, c, d]\n"
    )


@pytest.mark.parametrize(
    ("text", "insertion"),
    [
        # The blank lines are part of the value of `text`.
        ("a:\n  text: |+\n    k\n\n\n", Insertion(("a",), after=None, key="b", value="c")),
        ("a: {b: 1}\n", Insertion(("a",), after=None, key="b", value="2")),
        ("a: [x]\n", Insertion(("a",), after=None, key="", value="y, z")),
    ],
)
def test_an_insertion_that_changes_other_data_is_refused(text: str, insertion: Insertion) -> None:
    with pytest.raises(EditError):
        with_insertions("a.yml", text, [insertion])


def test_a_comment_after_a_removed_item_keeps_the_space_before_it() -> None:
    text = "a: [x,\n  # about y\n  y]\n"
    assert edited_text("a.yml", text, {("a", 0)}, {}) == "a: [ # about y\n  y]\n"
    text = "a: [x,\n# about y\n  y]\n"
    assert edited_text("a.yml", text, {("a", 0)}, {}) == "a: [\n# about y\n  y]\n"


SMALL_FILES = sorted((SMALL / "playbook_data").rglob("*.yml"))


def with_comments(path: Path) -> tuple[str, list[tuple[int, str]]]:
    """A file with a unique comment at the end of each line that has a key; offsets and comments."""
    lines, offsets, length = [], [], 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
        is_key = re.fullmatch(r" *(?:- )?[\w-]+:(?: [^|>#]*)?", line)
        is_quote_open = line.count('"') % 2 == 1  # a quoted text continues in the next line
        comment = f"  # c{number}." if is_key and not is_quote_open else ""
        if comment:
            offsets.append((length + len(line), comment))
        lines.append(line + comment)
        length += len(lines[-1]) + 1
    return "\n".join(lines), offsets


def is_on_removed_line(text: str, removed: Collection[DataPath], offset: int) -> bool:
    """Whether a comment at an offset is on a line of a removed value."""
    nodes = nodes_of(text)
    line = text.count("\n", 0, offset)
    return any(
        text.count("\n", 0, nodes[path].key_start) <= line <= text.count("\n", 0, nodes[path].end)
        for path in removed
    )


@pytest.mark.slow
@given(data=st.data())
def test_comments_on_other_lines_survive_any_removal(data: st.DataObject) -> None:
    """Either the text is edited, with all other comments, or nothing is done."""
    path = data.draw(st.sampled_from(SMALL_FILES))
    text, comments = with_comments(path)
    paths = [path for path in nodes_of(text) if path]
    removed = data.draw(st.sets(st.sampled_from(paths), min_size=1, max_size=5))
    try:
        new = edited_text(path.name, text, removed, {})
    except EditError:
        return
    for offset, comment in comments:
        if not is_on_removed_line(text, removed, offset):
            assert comment in new, (comment, new)
