"""Tests edits of a text by line and column."""

from __future__ import annotations

import pytest

from playbook.edit.text_edits import apply_edits, with_line_endings
from playbook.problems import Edit, Location


def edit(line: int, column: int, end_column: int, text: str) -> Edit:
    """The replacement of the characters from ``column`` to before ``end_column`` of a line."""
    return Edit(Location("a.yml", line, column), line, end_column, text)


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("a: 1\nb: 2", [edit(1, 4, 5, "3"), edit(2, 1, 2, "c")], "a: 3\nc: 2"),
        ("a: 1\nb: 2\n", [edit(3, 1, 1, "c: 3\n")], "a: 1\nb: 2\nc: 3\n"),
        ("a: 1\r\nb: 2", [edit(2, 4, 5, "3")], "a: 1\r\nb: 3"),
        ("abcd", [edit(1, 1, 3, "x"), edit(1, 2, 4, "y")], "ayd"),
        ("", [edit(1, 1, 1, "a")], "a"),
    ],
)
def test_edits_are_applied_from_the_end(text: str, edits: list[Edit], expected: str) -> None:
    assert apply_edits(text, edits) == expected


@pytest.mark.parametrize(("text", "line"), [("a: 1", 2), ("a: 1\n", 3), ("", 2)])
def test_a_line_after_the_last_is_refused(text: str, line: int) -> None:
    with pytest.raises(IndexError):
        apply_edits(text, [edit(line, 1, 1, "x")])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a\nb\n", "a\nB\n", "a\nB\n"),
        ("a\r\nb\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"),
        ("a\rb\r", "a\nB\n", "a\rB\r"),
        ("a\nb\r\nc\n", "a\nB\nc\nd\n", "a\nB\r\nc\nd\n"),
        ("a\r\nb\nc\n", "new\na\nb\nc\n", "new\na\r\nb\nc\n"),
        ("a\nb\r\nc", "a\nc", "a\nc"),
        ("", "a\n", "a\n"),
    ],
)
def test_each_line_keeps_its_line_ending(old: str, new: str, expected: str) -> None:
    assert with_line_endings(old, new) == expected
