"""Checks that conflict marks and files that are not text are found wherever a site reads files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from playbook.project import read_project
from playbook.source.conflicts import conflict_problem
from playbook.source.folders import Folders
from playbook.source.site_texts import check_site_texts
from support import line_of

WITHOUT_CONFLICT = [
    "About us\n========\n\nText.\n",
    "About us\n=======\n",
    "```\ngit shows ======= between the two versions\n=======\n```\n",
    "> > > > > > > quoted\n",
    "text <<<<<<< HEAD\n",
    "`<<<<<<<` begins a conflict\n",
    "||||||||\n|-|-|-|-|-|-|-|\n",
    "||||||| | |\n",
    "<<<<<< six\n",
    "<<<<<<<HEAD\n",
]
CONFLICTS = [
    ("# A\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", 2, 1),
    ("a\n=======\nb\n>>>>>>> main", 4, 1),
    (">>>>>>> \n", 1, 1),
    ("<<<<<<<\n", 1, 1),
    (f"a\n{'<' * 10} HEAD\n", 2, 1),
    (f"a\n{'>' * 32} 68b53fa (The title)\n", 2, 1),
    ("- a\n\n   \t<<<<<<< HEAD\n", 3, 5),
    ("a\n||||||| merged common ancestors\n", 2, 1),
]
"""A text, and the line and the column of its first mark."""


@pytest.mark.parametrize("text", WITHOUT_CONFLICT)
def test_markdown_that_only_looks_like_a_conflict_mark_is_accepted(text: str) -> None:
    assert conflict_problem(text, "docs/a.md") is None


@pytest.mark.parametrize(("text", "line", "column"), CONFLICTS)
def test_a_conflict_is_found_at_its_first_mark(
    text: str, line: int, column: int, invalid_inputs: Counter[str]
) -> None:
    for is_data in (False, True):
        problem = conflict_problem(text, "a.md", is_data=is_data)
        assert problem
        if not (is_data and text.startswith("a\n=")):
            assert (problem.location.line, problem.location.column) == (line, column)
    invalid_inputs["conflict marks"] += 1


@pytest.mark.parametrize("text", ["=======\n", "a: b\n||||||| 68b53fa\n", "a: b\n=======\nc: d\n"])
def test_a_mark_in_the_middle_of_a_conflict_is_reported_in_data(text: str) -> None:
    problem = conflict_problem(text, "a.yml", is_data=True)
    assert problem
    assert problem.code == "PB037"


@pytest.mark.parametrize(
    "path",
    [
        "docs/a.md",
        "docs/en/deep/a.txt",
        "playbook_data/policy/notes.md",
        "playbook_data/playbook.yml",
        "changes/1.0.0.yml",
        "mkdocs.yml",
        "theme/main.html",
    ],
)
def test_a_conflict_is_an_error_of_the_project(small_project: Path, path: str) -> None:
    """Errors stop every build and release."""
    config = "site_name: We\ntheme: {name: material, custom_dir: theme}\n"
    (small_project / "mkdocs.yml").write_text(config, "utf-8")
    (small_project / path).parent.mkdir(parents=True, exist_ok=True)
    with (small_project / path).open("a", encoding="utf-8") as file:
        file.write("\n# >>>\n>>>>>>> main\n")
    folders = Folders(custom="theme")
    errors = read_project(small_project, folders=folders).errors
    assert [(error.code, error.location.path) for error in errors if error.code == "PB037"] == [
        ("PB037", path)
    ]


def problem_lines(project: Path) -> list[str]:
    return [line_of(problem) for problem in check_site_texts(project, Folders(), ())]


@pytest.mark.parametrize(
    ("name", "raw", "found"),
    [
        ("a.md", "# Å".encode("utf-16-le"), "PB038: the file is binary data"),
        ("a.md", b"\xff\xfe" + "# Å".encode("utf-16-le"), "PB038: the file is text in UTF-16"),
        ("a.md", "# Å".encode("utf-16"), "PB038: the file is text in UTF-16"),
        ("a.MD", "# Å".encode("cp1252"), "1:3: error PB001: the file is not UTF-8"),
        ("a.markdown", b"PK\x03\x04", "PB038: the file is a Word document"),
        ("a.md", b"\xd0\xcf\x11\xe0\xa1\xb1", "PB038: the file is a Word document"),
    ],
)
def test_a_page_that_is_not_utf_8_is_named(
    tmp_path: Path, name: str, raw: bytes, found: str, invalid_inputs: Counter[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_bytes(raw)
    (line,) = (line for line in problem_lines(tmp_path) if "PB976" not in line)  # of a.MD
    assert line.startswith(f"docs/{name}:1:")
    assert found in line
    invalid_inputs["pages in other encodings"] += 1


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.md", b"\xef\xbb\xbf# A\n"),  # MkDocs removes a byte order mark
        ("a.png", b"\x89PNG\0\n<<<<<<< HEAD\n"),
        ("a.docx", b"PK\x03\x04\0"),
        ("a.html", "<meta charset=cp1252>Å".encode("cp1252")),
        (".a.md", b"<<<<<<< HEAD\n"),
        ("a.md", b""),
    ],
)
def test_other_files_are_published_as_they_are(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_bytes(raw)
    assert problem_lines(tmp_path) == []


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["docs/aux.md"], ["docs/aux.md:1:1: warning PB893: Windows cannot have a file or folder "
                           "named 'aux.md', so nobody can check out the handbook there; "]),
        (["docs/LPT1.md", "docs/what?.md", "docs/x."], ["docs/LPT1.md:1:1: warning PB893",
         "docs/what?.md:1:1: warning PB893", "docs/x.:1:1: warning PB893"]),
        (["docs/Parking.md", "docs/parking.md"], ["docs/parking.md:1:1: warning PB989: this name "
         "and docs/Parking.md are the same in Windows and macOS"]),
        (["docs/A/x.md", "docs/a/y.md", "docs/a/z.md"], ["docs/a:1:1: warning PB989"]),
        (["docs/a\u030a.md"], ["docs/a\u030a.md:1:1: warning PB997: an accent in this name is a "
         "character of its own, so links to it fail on other systems; rename it to 'å.md' "]),
        (["docs/å.md", "docs/a\u030a.md"], ["docs/a\u030a.md:1:1: warning PB997",
         "docs/å.md:1:1: warning PB989"]),
        (["docs/console.md", "docs/com.md", "docs/å ä.md", "docs/.con"], []),
    ],
)  # fmt: skip
def test_a_name_that_some_system_cannot_have_is_reported(
    tmp_path: Path, paths: list[str], found: list[str]
) -> None:
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# Page\n", encoding="utf-8")
    lines = problem_lines(tmp_path)
    assert len(lines) == len(found)
    for line, beginning in zip(lines, found, strict=True):
        assert line.startswith(beginning)
