"""Checks that discouraged terms are reported, except in exempt files and by exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from word_list import check, main, read_list

REPORTED_FILES = {
    "hooks/a.py": ("def plan_mended_files() -> None: ...", 1, "mended"),
    "hooks/b.py": ("class TombstonePage: ...", 1, "tombstone"),
    "hooks/c.py": ("x = 1\n# nobody judges this\n", 2, "judges"),
    "hooks/d.py": ('print(f"{1} is no date")', 1, "is no"),
    "hooks/e.py": ('"""One thing.\n\nThe file is\nmade anew."""', 1, "anew"),
    "hooks/f.js": ("// one\nconst spokenTime = 1;", 2, "spoken"),
    "hooks/playbook/languages/en/ui.yml": ("a: b\nhow: Reckon the value", 2, "Reckon"),
    "hooks/playbook/languages/sv/ui.yml": ("how: Laga felet", 1, "Laga"),
    "tests/g.py": ('"""A test of\na workplace."""', 1, "workplace"),
    "README.md": ("# Title\n\nThe problem is told.", 3, "is told"),
    "docs/en/a.md": ("It is rotten.", 1, "rotten"),
    "docs/a.md": ("Sidan leder ingenstans.", 1, "leder ingenstans"),
}
"""The content of a file, the line on which a term is reported, and the term; by path."""

UNREPORTED_FILES = {
    "hooks/a.py": "def test_what_is_told() -> None: ...",
    "tests/a.py": 'text = "what is told in a post"',
    "hooks/b.py": "# There is no date, and it is no longer valid.",
    "hooks/c.py": "judgement = protected = 1",
    "docs/a.md": "Is told and made anew: English words in a Swedish text.",
    "docs/en/a.md": "Sidan leder ingenstans.",
    "docs/en/problems.md": "A generated document is told.",
    "tests/checks/cases/a.py": "told = 1",
}


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("path", REPORTED_FILES)
def test_a_discouraged_term_is_reported_with_its_line(tmp_path: Path, path: str) -> None:
    text, line, term = REPORTED_FILES[path]
    write(tmp_path, path, text)
    assert [finding[:3] for finding in check(tmp_path, read_list())] == [(path, line, term)]


@pytest.mark.parametrize("path", UNREPORTED_FILES)
def test_text_of_exempt_types_and_files_is_not_reported(tmp_path: Path, path: str) -> None:
    write(tmp_path, path, UNREPORTED_FILES[path])
    assert list(check(tmp_path, read_list())) == []


def test_an_exception_applies_only_to_its_file_and_term(tmp_path: Path) -> None:
    words = read_list()
    words.allowed.append({"file": "hooks/a.py", "term": "judge", "because": "a test"})
    for path in ("hooks/a.py", "hooks/b.py"):
        write(tmp_path, path, "judge = told = 1")
    assert [finding[:3] for finding in check(tmp_path, words)] == [
        ("hooks/a.py", 1, "told"),
        ("hooks/b.py", 1, "judge"),
        ("hooks/b.py", 1, "told"),
    ]


def test_each_exception_has_a_reason() -> None:
    assert [entry for entry in read_list().allowed if len(entry["because"].split()) < 2] == []


def test_the_command_prints_each_finding_with_its_replacement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "README.md", "The problem was fixed.")
    assert (main(tmp_path), capsys.readouterr().out) == (0, "")
    write(tmp_path, "README.md", "The problem was mended.")
    assert main(tmp_path) == 1
    assert capsys.readouterr().out == "README.md:1: 'mended': use fix, correct\n"
