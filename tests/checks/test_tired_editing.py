"""What a tired person writes or pastes, the message in two languages, and what the fix does.

A file of ``tired/`` has a section for each case: the changed lines of the small playbook, the
problem lines in English and Swedish, and the lines that ``playbook fix`` changes. Characters that
nobody sees are written as ``<U+00A0>``.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.case_files import CHANGE, apply
from playbook.checks.staleness.number_mismatch import DIFFERENT_NUMBERS
from playbook.edit.fix import fixed_files
from playbook.messages import messages
from playbook.problems import Problem
from playbook.project import DATA_FOLDER
from playbook.visible import find_unseen
from support import SMALL, copy_small, problems_of

FOLDER = Path(__file__).parent / "tired"
SHOWN = re.compile(r"<U\+([0-9A-F]{4,5})>")
OTHER_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u2011\u202f\u205f\u3000]")
MAX_LISTED = 3
"""The most further locations of a problem that a case shows."""
ONLY_A_PERSON = [
    "Two cells", "A broken reference", "A mention instead of an id", "Titles instead of roles",
]  # fmt: skip
"""The cases of which a fix repairs a part, and of which only a person knows the rest."""
MIN_CASES = 90
"""The issue asks for the bad messages that were found, and for forty more."""


@dataclass(frozen=True)
class Case:
    """A section of a file: what was written, and the text of the section."""

    path: Path
    title: str
    text: str


def cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.md")) for case in sections(path)]


def sections(path: Path) -> Iterator[Case]:
    _, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)
    for part in parts:
        yield Case(path, part.partition("\n")[0], f"## {part}")


def shown(text: str) -> str:
    """A text with what nobody sees, and spaces of other kinds, in angle brackets."""
    text = OTHER_SPACES.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
    while match := find_unseen(text):
        text = f"{text[: match.start()]}<U+{ord(match[0]):04X}>{text[match.end() :]}"
    return text


def hidden(text: str) -> str:
    """The text with the characters themselves."""
    return SHOWN.sub(lambda match: chr(int(match[1], 16)), text)


def changed_lines(old: str, new: str) -> Iterator[str]:
    for line in difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield shown(line)


def problem_lines(problems: Iterable[Problem], language: str) -> list[str]:
    """The problem lines, without the warnings that the texts of two languages differ."""
    lines = []
    for problem in problems:
        if problem.code != DIFFERENT_NUMBERS.code:
            first, *further = messages(language).lines(problem)
            lines += [first, *further[:MAX_LISTED]]
    return lines


def block(kind: str, lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in (f"```{kind}", *lines, "```"))


def result(case: Case, project: Path) -> str:
    """The section as it should be: with the problem lines, and what the fix changes."""
    change = case.text[: max(match.end() for match in CHANGE.finditer(case.text))]
    apply(hidden(change), project)
    problems = problems_of(project)
    parts = [f"{change}\n", block("text", problem_lines(problems, "en"))]
    parts.append(block("text", problem_lines(problems, "sv")))
    fixed = fixed_files(project)
    if not fixed:
        return "\n".join([*parts, "`playbook fix` changes nothing.\n"])
    for path, text in fixed.items():
        old = (project / path).read_bytes().decode("utf-8")
        parts.append(f"`playbook fix` changes `{path}`:\n")
        parts.append(block("diff", list(changed_lines(old, text))))
        (project / path).write_text(text, encoding="utf-8", newline="")
    remaining = problem_lines(problems_of(project), "en")
    parts += ["Then remains:\n", block("text", remaining)] if remaining else []
    return "\n".join(parts)


@pytest.fixture(scope="module")
def tired_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small(tmp_path_factory.mktemp("tired"))


def restore(project: Path) -> None:
    """Write the files of the small playbook again."""
    for path in (SMALL / DATA_FOLDER).rglob("*.yml"):
        text = path.read_bytes()
        target = project / DATA_FOLDER / path.relative_to(SMALL / DATA_FOLDER)
        if target.read_bytes() != text:
            target.write_bytes(text)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_each_mistake_has_its_message_and_its_fix(
    path: Path, tired_project: Path, accept: bool, invalid_inputs: Counter[str]
) -> None:
    results = []
    for case in sections(path):
        results.append(result(case, tired_project))
        restore(tired_project)
        invalid_inputs["tired edits"] += 1
        assert "error PB004: the YAML cannot be read: did not" not in results[-1], "libyaml's words"
    head = path.read_text(encoding="utf-8").partition("## ")[0]
    new = head + "\n".join(results)
    if accept:
        path.write_text(new, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == new


def test_every_mistake_is_told() -> None:
    """No case passes in silence, and there are as many as the issue asks for."""
    silent = [case.title for case in cases() if "```text\n```" in case.text]
    assert silent == []
    assert len(cases()) >= MIN_CASES


def test_most_mistakes_have_one_certain_fix() -> None:
    fixed = [case for case in cases() if "`playbook fix` changes nothing." not in case.text]
    assert len(fixed) >= len(cases()) * 2 // 3
    unrepaired = [case.title for case in fixed if ": error " in case.text.partition("Then ")[2]]
    assert unrepaired == ONLY_A_PERSON, "a fix leaves an error that only a person can repair"
