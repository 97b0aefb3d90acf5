"""Checks that a file's text becomes plain values with locations."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from playbook.problems import MAX_PROBLEMS, Location
from playbook.source.tree import Tree, read_tree
from support import line_of


def tree_of(text: str) -> Tree:
    tree, problems = read_tree("a.yml", text)
    assert tree is not None
    assert problems == []
    return tree


@pytest.mark.parametrize(
    ("yaml_text", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("1.10", "1.10"),
        ("0755", "0755"),
        ("12:30", "12:30"),
        ("2026-03-02", "2026-03-02"),
        ("null", "null"),
        ("~", "~"),
        ("", None),
        ('""', ""),
        ("'it''s'", "it's"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">\n  one\n  two\n", "one two\n"),
        ("[a, 1, no]", ["a", "1", "no"]),
        ("{a: 1, b: }", {"a": "1", "b": None}),
        ("= x", "= x"),
        ("räksmörgås 🦐", "räksmörgås 🦐"),
    ],
)
def test_values_are_read_as_strings_lists_and_mappings(yaml_text: str, value: Any) -> None:
    assert tree_of(f"key: {yaml_text}\n").data == {"key": value}


def test_locations_count_lines_and_characters_from_one() -> None:
    tree = tree_of("å: 🦐\nlist:\n  - {a: ö, b: c}\n  - d\n")
    assert tree.location(("å",)) == Location("a.yml", 1, 4)
    assert tree.location(("list",)) == Location("a.yml", 3, 3)
    assert tree.location(("list",), of_key=True) == Location("a.yml", 2, 1)
    assert tree.location(("list", 0, "b")) == Location("a.yml", 3, 15)
    assert tree.location(("list", 0, "b"), of_key=True) == Location("a.yml", 3, 12)
    assert tree.location(("list", 1)) == Location("a.yml", 4, 5)


def test_a_missing_path_has_the_location_of_its_nearest_ancestor() -> None:
    tree = tree_of("a:\n  b: c\n")
    assert tree.location(("a", "x", "y")) == Location("a.yml", 2, 3)
    assert tree.location(("nothing",)) == Location("a.yml", 1, 1)


def test_an_excerpt_is_found_only_within_its_own_text() -> None:
    text = "x: see b\ny: |\n  one a\n  two b\n  three\nz: see b\n"
    tree = tree_of(text)
    assert tree.find(("y",), "b") == Location("a.yml", 4, 7)
    assert tree.find(("z",), "b") == Location("a.yml", 6, 8)
    assert tree.find(("y",), "nowhere") == Location("a.yml", 2, 4)
    assert tree.find(("y",), "") == Location("a.yml", 2, 4)


@pytest.mark.parametrize("ending", ["\n", "\n...\n", "\n# the end\n", ""])
def test_document_markers_and_comments_may_end_a_file(ending: str) -> None:
    assert tree_of(f"---\na: b{ending}").data == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: b: c\n", "PB004", 1, 5),
        ("a: 'b\nc: d\n", "PB004", 1, 4),
        ("a: [b\nc: d\n", "PB004", 1, 4),
        ("a:\n  b: c\n d: e\n", "PB004", 3, 2),
        ("a: @b\n", "PB004", 1, 4),
        ("a: |  b\n  c\n", "PB004", 1, 7),
        ('a: "\\q"\n', "PB004", 1, 5),
        ("a: b\n- c\n", "PB004", 2, 1),
        ("a: - b\n", "PB004", 1, 4),
        ("%YAML 2.0\n---\na: b\n", "PB004", 1, 1),
        ("a: b\n---\nc: d\n", "PB016", 2, 1),
        ("[a]: b\n", "PB020", 1, 1),
        ("? {a: b}\n: c\n", "PB020", 1, 3),
        ("just words\n", "PB010", 1, 1),
        ("", "PB009", 1, 1),
        ("# nothing\n", "PB009", 1, 1),
        ("---\n", "PB009", 1, 1),
        ("a: " + "[" * 40, "PB012", 1, 20),
    ],
)
def test_an_unusable_file_is_one_problem(text: str, code: str, line: int, column: int) -> None:
    tree, problems = read_tree("a.yml", text)
    assert tree is None
    assert [(problem.code, problem.location) for problem in problems] == [
        (code, Location("a.yml", line, column))
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_mistake_is_at_the_same_place_whatever_ends_the_lines(line_break: str) -> None:
    text = line_break.join(("a: b", "c:", "  - d", " - e", "  f: g", ""))
    tree, problems = read_tree("a.yml", text)
    assert tree is None
    assert [(problem.code, problem.location.line) for problem in problems] == [("PB004", 4)]


def test_unsupported_yaml_features_are_all_reported() -> None:
    tree, problems = read_tree("a.yml", "a: &x b\na: *x\nc: !t d\n<<: {e: f}\ng: h\n")
    assert tree is not None
    assert tree.data.keys() == {"a", "c", "g"}
    assert [problem.code for problem in problems] == ["PB006", "PB006", "PB005", "PB007", "PB008"]


def test_a_quoted_merge_key_is_an_ordinary_key() -> None:
    assert tree_of("'<<': a\n").data == {"<<": "a"}


def test_reading_stops_at_the_problem_limit() -> None:
    tree, problems = read_tree("a.yml", "a: &x b\n" * 10_000)
    assert tree is None
    assert len(problems) == MAX_PROBLEMS + 1
    assert "more than 500 problems" in line_of(problems[-1])


def test_nested_aliases_are_not_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{previous}'] * 9)}]\n"
        for previous, name in pairwise("abcdefgh")
    )
    _, problems = read_tree("a.yml", bomb)
    assert {problem.code for problem in problems} == {"PB006"}
