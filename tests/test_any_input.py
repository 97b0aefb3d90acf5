"""Checks that any input results in a model or in problems, never in an exception.

Time and memory are limited too. Small inputs are measured in the test process; the worst files of
the largest size are read in a separate process with the limits `SECONDS` and `MEGABYTES`.
"""

from __future__ import annotations

import json
import resource
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands import run_module
from playbook.kinds import KINDS
from playbook.problems import ordered
from playbook.project import DATA_FOLDER, CheckResult, read_project
from playbook.source.files import MAX_BYTES
from playbook.source.tree import read_tree
from support import SMALL, line_of

SECONDS = 120
"""Limit of processor time for the worst file of the largest size."""
MEGABYTES = 500
"""Limit of memory for that file, Python and its libraries included."""
SMALL_SECONDS = 20
"""Limit of processor time for an input of a few kilobytes."""
SMALL_MEGABYTES = 32
"""Limit of additional memory for an input of a few kilobytes."""
FILES = sorted(path.relative_to(SMALL / DATA_FOLDER).as_posix() for path in SMALL.rglob("*.yml"))


def as_yaml(value: Any) -> str:
    """A value as valid YAML; JSON is a subset of YAML."""
    return json.dumps(value, ensure_ascii=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small playbook. `read_with` replaces one file in it and restores it."""
    folder = tmp_path_factory.mktemp("any-input")
    shutil.copytree(SMALL / DATA_FOLDER, folder / DATA_FOLDER)
    return folder


def read_with(
    project: Path, name: str, content: bytes, invalid_inputs: Counter[str]
) -> CheckResult:
    """Read the small playbook with new content in one file, and assert the limits."""
    path = project / DATA_FOLDER / name
    path.write_bytes(content)
    memory_before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    try:
        checked = read_project(project)
    finally:
        path.write_bytes((SMALL / DATA_FOLDER / name).read_bytes())
    assert time.process_time() - start < SMALL_SECONDS
    added_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory_before
    assert added_memory < SMALL_MEGABYTES * 1_000, "ru_maxrss is in kilobytes"
    for problem in checked.problems:
        line = line_of(problem)
        assert line.isprintable()
        assert len(line) < 2_000
        assert problem.location.line >= 1
        assert problem.location.column >= 1
        line_count = content.count(b"\n") + content.count(b"\r") + 1
        if problem.location.path == f"{DATA_FOLDER}/{name}":
            assert problem.location.line <= line_count
    assert list(checked.problems) == ordered(checked.problems)
    assert checked.problems or checked.playbook
    if checked.errors:
        invalid_inputs["any input"] += 1
    return checked


names = st.sampled_from(FILES)


@pytest.mark.slow
@given(name=names, content=st.binary(max_size=2_000))
def test_any_bytes_are_accepted_or_reported(
    project: Path, invalid_inputs: Counter[str], name: str, content: bytes
) -> None:
    read_with(project, name, content, invalid_inputs)


yaml_tokens = st.sampled_from(
    [*"abc:-?#&*!|>'\"%@`{}[],~<= \n\t\\", "  ", ": ", "- ", "\n", "\n- "]
)


@pytest.mark.slow
@given(name=names, content=st.lists(yaml_tokens, max_size=200).map("".join))
def test_any_sequence_of_yaml_tokens_is_accepted_or_reported(
    project: Path, invalid_inputs: Counter[str], name: str, content: str
) -> None:
    read_with(project, name, content.encode(), invalid_inputs)


@pytest.mark.slow
@given(name=names, content=st.text(max_size=500), inside=st.booleans())
def test_any_text_is_accepted_or_reported(
    project: Path, invalid_inputs: Counter[str], name: str, content: str, inside: bool
) -> None:
    text = f"entries: [{as_yaml(content)}]" if inside else content
    read_with(project, name, text.encode("utf-8", "surrogatepass"), invalid_inputs)


FIELDS = sorted({name for kind in KINDS.values() for name in kind.model_fields})
WORDS = [*FIELDS, "sv", "en", "all", "entries", "defaults", "chapter", "from", "for", "company"]
WORDS += ["yes", "no", "0", "-1", "1e999999999", "9" * 400, "2026-02-30", "moderator", "NaN"]
scalars = st.one_of(st.sampled_from(WORDS), st.text(max_size=20), st.none(), st.integers())
keys = st.one_of(st.sampled_from(WORDS), st.text(max_size=10))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=5)),
    max_leaves=20,
)


@pytest.mark.slow
@given(name=names, value=values)
def test_any_value_as_a_whole_file_is_accepted_or_reported(
    project: Path, invalid_inputs: Counter[str], name: str, value: Any
) -> None:
    read_with(project, name, as_yaml(value).encode("utf-8", "surrogatepass"), invalid_inputs)


@pytest.mark.slow
@given(name=names, entries=st.lists(st.dictionaries(keys, values, max_size=8), max_size=3))
def test_any_value_as_entries_is_accepted_or_reported(
    project: Path, invalid_inputs: Counter[str], name: str, entries: list[Any]
) -> None:
    content = as_yaml({"entries": entries}).encode("utf-8", "surrogatepass")
    read_with(project, name, content, invalid_inputs)


def _with_changed_lines(data: st.DataObject, text: str) -> str:
    """The text with some lines deleted, duplicated, swapped or indented."""
    lines = text.split("\n")
    line_numbers = st.integers(0, len(lines) - 1)
    for _ in range(data.draw(st.integers(1, 3))):
        at, other = data.draw(line_numbers) % len(lines), data.draw(line_numbers) % len(lines)
        change = data.draw(st.sampled_from(["delete", "swap", "double", "indent", "outdent"]))
        if change == "delete":
            del lines[at : at + data.draw(st.integers(1, 3))]
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "double":
            lines.insert(other, lines[at])
        else:
            lines[at] = f"  {lines[at]}" if change == "indent" else lines[at].removeprefix("  ")
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.slow
@given(data=st.data(), name=names)
def test_changed_lines_in_the_small_playbook_are_accepted_or_reported(
    project: Path, invalid_inputs: Counter[str], data: st.DataObject, name: str
) -> None:
    text = (SMALL / DATA_FOLDER / name).read_text("utf-8")
    read_with(project, name, _with_changed_lines(data, text).encode(), invalid_inputs)


@pytest.mark.slow
@given(data=st.data(), name=names)
def test_changed_bytes_in_the_small_playbook_are_accepted_or_reported(
    project: Path, invalid_inputs: Counter[str], data: st.DataObject, name: str
) -> None:
    content = bytearray((SMALL / DATA_FOLDER / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_with(project, name, bytes(content), invalid_inputs)


Slot = tuple[Any, Any]
"""A list or mapping, and the index or key of a value in it."""


def _slots(value: Any) -> list[Slot]:
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    return [(value, key) for key, _ in pairs] + [
        slot for _, inner in pairs for slot in _slots(inner)
    ]


@pytest.mark.slow
@settings(max_examples=1_000)
@given(data=st.data(), name=names)
def test_changed_values_in_the_small_playbook_are_accepted_or_reported(
    project: Path, invalid_inputs: Counter[str], data: st.DataObject, name: str
) -> None:
    """Wrong types at any path, deleted or renamed keys, and values of other fields."""
    tree, _ = read_tree(name, (SMALL / DATA_FOLDER / name).read_text("utf-8"))
    assert tree is not None
    content = json.loads(json.dumps(tree.data))
    slots = _slots(content)
    container, key = data.draw(st.sampled_from(slots))
    other_container, other_key = data.draw(st.sampled_from(slots))
    change = data.draw(st.sampled_from(["replace", "swap", "delete", "rename"]))
    if change == "replace":
        container[key] = data.draw(values)
    elif change == "swap":
        container[key] = json.loads(json.dumps(other_container[other_key]))
    elif change == "delete":
        del container[key]
    elif isinstance(container, dict):
        container[data.draw(keys)] = container.pop(key)
    read_with(project, name, as_yaml(content).encode("utf-8", "surrogatepass"), invalid_inputs)


HEAD = "  - id: a\n    title: {all: A}\n    owner: policy-owner\n    author: A\n    year: 2024\n"


def _book(why: str) -> str:
    return f"entries:\n{HEAD}    why: {{all: {json.dumps(why)}}}\n"


def _books(line: Callable[[int], str]) -> str:
    return "entries:\n" + "".join(line(number) for number in range(40_000))


def _prose(piece: str) -> str:
    """Many long texts that repeat a piece of Markdown that is expensive to parse."""
    entry = HEAD.replace("id: a", "id: a{0}").replace("{all: A}", "{{all: A}}")
    text = (piece * 20_000)[:9_500]
    return "entries:\n" + "".join(
        entry.format(number) + f"    why: {{all: {json.dumps(f'{number} {text}')}}}\n"
        for number in range(95)
    )


def _folded(piece: str) -> str:
    """Many texts of a single word each, folded over many lines, that end like a web address."""
    line = piece * (300 // len(piece)) + "\\\n"
    entry = HEAD.replace("id: a", "id: a{0}").replace("{all: A}", "{{all: A}}")
    return "entries:\n" + "".join(
        entry.format(number) + f'    why: {{all: "{line * 31} example {number}"}}\n'
        for number in range(98)
    )


WORST: dict[str, Callable[[], str]] = {
    "deep lists": lambda: "[ " * 500_000,
    "deep mappings": lambda: "{a: " * 250_000,
    "deep blocks": lambda: "".join(f"{' ' * depth}a:\n" for depth in range(1_300)),
    "many aliases": lambda: "a: &a [x]\n" + "b: [" + "*a, " * 200_000 + "]\n",
    "one long line": lambda: "entries: [" + "a, " * 320_000 + "]",
    "many values": lambda: "entries: [" + "a, " * 190_000 + "]",
    "many empty entries": lambda: "entries:\n" + "-\n" * 190_000,
    "many keys": lambda: "".join(f"k{number}: x\n" for number in range(90_000)),
    "many unknown keys": lambda: _books(lambda number: f"- k{number}: x\n"),
    "one entry of many keys": lambda: (
        "entries:\n  - id: a\n" + "".join(f"    k{number}: x\n" for number in range(60_000))
    ),
    "one key many times": lambda: "a:\n" * 300_000,
    "tabs": lambda: "\t\n" * 490_000,
    "long words": lambda: ("a" * 450 + "\n") * 2_000,
    "an open quote": lambda: 'a: "' + "b\n" * 490_000,
    "a long text": lambda: _book("word " * 190_000),
    "a long key": lambda: "a " * 490_000 + ": b\n",
    "comments": lambda: "#\n" * 490_000,
    "many wrong references": lambda: (
        f"entries:\n{HEAD}    why: {{all: x}}\n    see_also: ["
        + ", ".join(f"m{number}" for number in range(110_000))
        + "]\n"
    ),
    "many links": lambda: _prose("[a](id:b) "),
    "many brackets": lambda: _prose("[ "),
    "many stars": lambda: _prose("*_[ "),
    "many pictures": lambda: _prose("![ "),
    "many tags": lambda: _prose("<b> "),
    "many quotes": lambda: _prose("> [\n"),
    "many names": lambda: _prose("{a} "),
    "many ends of links": lambda: _prose("]( "),
    "many openings": lambda: _prose("{{ {% <!-- "),
    "spaces": lambda: " " * 990_000,
    "spaces after a text": lambda: f"a: b{' ' * 80_000}\n" * 12,
    "indentation": lambda: f"{' ' * 1_000}\n" * 970,
    "hashtags": lambda: " #a" * 320_000,
    "spaces before hashtags": lambda: f"a: b\n{' ' * 1_000}#a\n" * 960,
    "words over many lines": lambda: _folded("a-"),
    "addresses over many lines": lambda: _folded("a.b@"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WORST)
def test_the_hardest_file_of_the_largest_size_stays_within_the_limits(
    tmp_path: Path, invalid_inputs: Counter[str], name: str
) -> None:
    shutil.copytree(SMALL / DATA_FOLDER, tmp_path / DATA_FOLDER)
    content = WORST[name]().encode()[:MAX_BYTES]
    (tmp_path / DATA_FOLDER / "reading.yml").write_bytes(content)
    limits = (str(MEGABYTES * 1_000_000), str(SECONDS))
    completed = run_module("limited_read", tmp_path, str(tmp_path), *limits)
    assert (completed.returncode, completed.stderr) == (0, b"")
    invalid_inputs["worst"] += 1
