"""Checks that data files are found and decoded."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from playbook.problems import MAX_PROBLEMS
from playbook.source.files import MAX_BYTES, MAX_FILES, Sources, decode, read_sources, read_text
from playbook.source.tree import read_tree
from support import line_of

KINDS = ("policy", "roles")


def test_files_are_read_in_path_order(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    for name in ("roles.yml", "policy/b.yml", "policy/a.yml", "policy.yml", "playbook.yml"):
        (tmp_path / name).write_text("entries: []\n", "utf-8")
    sources = read_sources(tmp_path, KINDS, display_name="data")
    assert sources.problems == ()
    assert [(document.kind, document.tree.path) for document in sources.documents] == [
        ("playbook", "data/playbook.yml"),
        ("policy", "data/policy.yml"),
        ("roles", "data/roles.yml"),
        ("policy", "data/policy/a.yml"),
        ("policy", "data/policy/b.yml"),
    ]


def sources_in(folder: Path) -> Sources:
    return read_sources(folder, KINDS, display_name="data")


def problem_lines(folder: Path) -> list[str]:
    return [line_of(problem) for problem in sources_in(folder).problems]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "policy").mkdir(parents=True)
    (folder / "playbook.yml").write_text("format: 1\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    "name", ["rules.yml", "policy/more.yaml", "playbook.yaml", "policy/deep/a.yml", "other/a.yml"]
)
def test_a_file_with_an_unknown_name_is_reported(data: Path, name: str) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text("entries: []\n", "utf-8")
    assert [line.split(" ")[2] for line in problem_lines(data)] == ["PB015:"]


@pytest.mark.parametrize(
    ("name", "new_name"),
    [
        ("roles.YML", "roles.yml"),
        ("ROLES.yml", "roles.yml"),
        ("Roles.Yaml", "roles.yml"),
        ("roles.yml.txt", "roles.yml"),
        ("roles.yml ", "roles.yml"),
        (" roles.yml", "roles.yml"),
        ("roles .yml", "roles.yml"),
        ("roles.yml\u00a0", "roles.yml"),
        ("roles.json", "roles.yml"),
        ("rolse.YML", "roles.yml"),
        ("policy/Replying.YML", "Replying.yml"),
        ("policy/posting.yml.txt", "posting.yml"),
        ("policy/posting.yaml.TXT", "posting.yml"),
        ("policy/posting.yml ", "posting.yml"),
        ("policy/posting.json", "posting.yml"),
        ("policy/a.b.YAML", "a.b.yml"),
    ],
)
def test_a_data_file_with_a_mistaken_ending_is_reported_with_its_right_name(
    data: Path, name: str, new_name: str
) -> None:
    (data / name).write_text("entries: [\n", "utf-8")
    (line,) = problem_lines(data)
    assert line.startswith(f"data/{name}:1:1: error PB015: ".replace("\u00a0", "\\u00a0"))
    assert line.endswith(f"; rename it to {new_name}")
    assert sources_in(data).has_unread_files


def test_no_file_is_renamed_to_one_that_exists(data: Path) -> None:
    (data / "roles.yml").write_text("entries: []\n", "utf-8")
    (data / "roles.yml.txt").write_text("entries: []\n", "utf-8")
    (line,) = problem_lines(data)
    assert "PB015" in line
    assert line.endswith("; move its entries to roles.yml, or delete it")


@pytest.mark.parametrize(
    "name",
    [
        "roles.yml~", "roles.yml.orig", "roles.yml.rej", "roles.yml.swp", "#roles.yml#",
        "Thumbs.db", "desktop.ini", "policy/notes.txt", "LICENSE",
    ],
)  # fmt: skip
def test_backups_and_files_of_other_programs_are_ignored(data: Path, name: str) -> None:
    (data / name).write_text("a: b: c\n", "utf-8")
    assert problem_lines(data) == []


@pytest.mark.parametrize("name", [".hidden.yml", ".git/a.yml", "policy/.a.yml", "notes.md"])
def test_hidden_files_and_other_types_are_ignored(data: Path, name: str) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text("a: b: c\n", "utf-8")
    assert problem_lines(data) == []


@pytest.mark.parametrize(
    ("name", "target", "code"),
    [
        ("roles.yml", "../outside.yml", "PB011"),
        ("roles.yml", "nowhere.yml", "PB031"),
        ("roles.yml", "roles.yml", "PB032"),
        ("roles.yml", "/dev/zero", "PB011"),
        ("playbook.yml", "../outside.yml", "PB011"),
        ("policy/a.yml", "../../outside.yml", "PB011"),
        ("policy/a.yml", "../.hidden.yml", "PB034"),
        ("roles", "..", "PB011"),
        ("roles", ".", "PB032"),
        ("roles", "../outside", "PB011"),
        ("notes.md", "/etc/passwd", "PB011"),
        (".notes", "/etc/passwd", "PB011"),
    ],
)
def test_a_link_to_anything_but_a_file_in_the_folder_is_refused(
    data: Path, name: str, target: str, code: str, hostile_inputs: Counter[str]
) -> None:
    (data.parent / "outside.yml").write_text("format: 1\n", "utf-8")
    (data.parent / "outside").mkdir()
    (data / ".hidden.yml").write_text("entries: []\n", "utf-8")
    (data / name).unlink(missing_ok=True)
    (data / name).symlink_to(target)
    rejected = [line for line in problem_lines(data) if f" {code}: a " in line]
    assert [line.partition(":")[0] for line in rejected] == [f"data/{name}"]
    assert all(document.tree.path != f"data/{name}" for document in sources_in(data).documents)
    hostile_inputs["links refused"] += 1


def test_a_linked_data_folder_is_not_read(data: Path, hostile_inputs: Counter[str]) -> None:
    (data.parent / "linked").symlink_to("data")
    assert problem_lines(data.parent / "linked") == [
        "data:1:1: error PB035: this folder is a symbolic link to data; "
        "replace it with the folder itself"
    ]
    hostile_inputs["links refused"] += 1


def test_a_link_within_the_folder_is_followed(data: Path) -> None:
    (data / "policy" / "a.yml").write_text("entries: []\n", "utf-8")
    (data / "policy" / "b.yml").symlink_to("a.yml")
    assert problem_lines(data) == []


def test_a_named_pipe_is_reported_and_not_opened(data: Path) -> None:
    os.mkfifo(data / "roles.yml")
    assert ["not a regular file" in line for line in problem_lines(data)] == [True]
    assert sources_in(data).has_unread_files


@pytest.mark.parametrize("name", ["a\nb.yml", "a\x1b[31m.yml", os.fsdecode(b"a\xff.yml")])
def test_a_file_name_with_control_characters_stays_on_one_line(data: Path, name: str) -> None:
    (data / name).write_text("", "utf-8")
    lines = problem_lines(data)
    assert len(lines) == 1
    assert lines[0].isprintable()
    lines[0].encode()


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    assert [line.split(" ")[2] for line in problem_lines(tmp_path / "nowhere")] == [
        "PB018:",
        "PB019:",
    ]


def test_too_large_files_and_too_many_files_are_reported(data: Path) -> None:
    (data / "roles.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    for number in range(MAX_FILES):
        (data / "policy" / f"{number}.yml").touch()
    sources = read_sources(data, KINDS, display_name="data")
    codes = [problem.code for problem in sources.problems]
    assert codes.count("PB013") == 1
    assert codes.count("PB014") == 1
    assert sources.has_unread_files


@pytest.mark.parametrize(("size", "codes"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["PB014"])])
def test_a_file_is_too_large_above_a_million_bytes(
    tmp_path: Path, size: int, codes: list[str]
) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes((b"#\n" * size)[:size])
    _, problems = read_text(path, "a.yml", tmp_path)
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("å 🧑\u200d💻 é".encode(), "å 🧑\u200d💻 é"),
    ],
)
def test_line_endings_are_normalised(data: bytes, text: str) -> None:
    assert decode(data, "a.yml") == (text, [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: \xe5\n", "a.yml:1:4: error PB001"),
        (b"a\n\xc3\xa5\xff", "a.yml:2:2: error PB001"),
        (b"a: \xed\xa0\x80", "a.yml:1:4: error PB001"),
        (b"\xef\xbb\xbfa: b", "a.yml:1:1: error PB002"),
        ("a: b".encode("utf-16"), "a.yml:1:1: error PB038"),
        (b"a:\tb", "a.yml:1:3: error PB003"),
        (b"a: \x00b", "a.yml:1:4: error PB017"),
        ("a: \u202eb".encode(), "a.yml:1:4: error PB017"),
        ("a: \u2028b".encode(), "a.yml:1:4: error PB017"),
        ("a: \ufeffb".encode(), "a.yml:1:4: error PB017"),
        ("å: ".encode() + b"x" * 401, "a.yml:1:4: error PB022"),
    ],
)
def test_bytes_that_are_not_plain_text_are_reported_with_their_location(
    data: bytes, expected: str
) -> None:
    text, problems = decode(data, "a.yml")
    assert text is None
    assert [line_of(problem).split(":", 4)[:4] for problem in problems] == [expected.split(":")]


@pytest.mark.parametrize(
    ("word", "is_allowed"),
    [
        ("https://example.com/" + "a" * 3_000, True),
        ("[form](https://example.com/" + "a" * 3_000 + ")", True),
        ("https://example.com/" + "a" * 9_000, False),
        ("x" * 450 + "https://example.com/", False),
        ("https:" + "a" * 401, False),
    ],
)
def test_web_addresses_may_be_long(word: str, is_allowed: bool) -> None:
    _, problems = decode(f"a: see {word} here".encode(), "a.yml")
    assert [problem.code for problem in problems] == ([] if is_allowed else ["PB022"])


def test_bad_characters_are_reported_once_per_line_up_to_a_limit() -> None:
    assert len(decode(b"a\tb\tc\n" * 3, "a.yml")[1]) == 3
    assert len(decode(b"\t\n" * 100_000, "a.yml")[1]) == MAX_PROBLEMS + 1


INVISIBLE_CHARACTERS = [
    "\u00ad", "\u200b", "\u200d", "\u2060", "\u034f", "\u061c", "\u180e", "\u2800", "\u3164",
    "\uffa0", "\u17b4", "\ufe0f", "\ufe0f\U000e0101", "\U000e01ef", "\U000e0041", "\uf0b7",
    "\ufffc",
]  # fmt: skip


@pytest.mark.parametrize("character", INVISIBLE_CHARACTERS, ids=ascii)
@pytest.mark.parametrize("template", ["a: b{}c", "a: b {} c", "# a{}"])
def test_a_character_that_readers_do_not_see_is_reported(
    template: str, character: str, hostile_inputs: Counter[str]
) -> None:
    _, (problem,) = decode(template.format(character).encode(), "a.yml")
    assert (problem.code, problem.location.column) == ("PB017", template.index("{") + 1)
    hostile_inputs["invisible characters"] += 1


@pytest.mark.parametrize(
    "text",
    [
        "❤️ ☎️ ©️ 1️⃣ 🇸🇪",
        "👩\u200d👩\u200d👧 🏳️\u200d🌈 🧑🏽\u200d💻",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "می\u200cخواهم",
        "क्\u200dष",
        "e\u0301 • – ½ ＡＢ",
    ],
)
def test_emoji_and_scripts_with_joiners_are_ordinary_text(text: str) -> None:
    assert decode(f"a: {text}".encode(), "a.yml") == (f"a: {text}", [])


def test_an_escaped_invisible_character_is_reported() -> None:
    _, problems = read_tree("a.yml", r'a: "mot\u00adtaget"')
    assert [problem.code for problem in problems] == ["PB017"]
