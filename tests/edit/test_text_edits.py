"""Edits of a text by line and column."""

from __future__ import annotations

import pytest

from playbook.edit.text_edits import apply_edits
from playbook.problems import Edit, Location


def edit(line: int, column: int, end_column: int, text: str) -> Edit:
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
