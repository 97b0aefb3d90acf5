"""Golden cases: Markdown files with a change to the small playbook and the resulting problem lines.

A case names a file in backticks on a separate line. A block follows: a ``diff`` with removed and
added lines of the file, or ``yaml`` with the whole file. A case can also name a function of
`broken_files`. The last block contains the problem lines. A case that mentions ``check --adopted``
shows only the lines of its code, because the small playbook is full of placeholders.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from checks import broken_files
from playbook.project import DATA_FOLDER

CASES = Path(__file__).parent / "cases"

CHANGE = re.compile(
    r"^`(?P<file>[^`\n]+)`\n\n```(?P<type>diff|yaml)\n(?P<body>.*?)^```$", re.M | re.S
)
_FUNCTION = re.compile(r"^Made by `(\w+)`", re.M)
_DAY = re.compile(r"^Checked on (\d{4}-\d\d-\d\d)\.$", re.M)
_EXPECTED = re.compile(r"(?<=^```text\n).*?(?=^```$)", re.M | re.S)


def apply(case: str, project: Path) -> None:
    """Apply the changes of a case to a copy of the small playbook."""
    changes = list(CHANGE.finditer(case))
    for change in changes:
        path = project / change["file"]
        assert path.is_relative_to(project / DATA_FOLDER)
        if change["type"] == "yaml":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change["body"], encoding="utf-8")
        else:
            path.write_text(_changed(path.read_text(encoding="utf-8"), change["body"]), "utf-8")
    functions = _FUNCTION.findall(case)
    for name in functions:
        getattr(broken_files, name)(project / DATA_FOLDER)
    assert changes or functions, "the case changes nothing"


def _changed(text: str, diff: str) -> str:
    lines = re.findall(r".*\n", diff)  # not at other line breaks, which a case may show
    old = "".join(line[1:] or "\n" for line in lines if line[0] != "+")
    new = "".join(line[1:] or "\n" for line in lines if line[0] != "-")
    assert text.count(old) == 1, f"found {text.count(old)} times:\n{old}"
    return text.replace(old, new)


def is_adopted(case: str) -> bool:
    """Whether a case is checked with the option ``--adopted``."""
    return "`check --adopted`" in case


def day(case: str) -> dt.date | None:
    """The date on which a case is checked, or None."""
    match = _DAY.search(case)
    return dt.date.fromisoformat(match[1]) if match else None


def expected_lines(case: str) -> list[str]:
    """The problem lines of a case."""
    block: str = _EXPECTED.findall(case)[-1]
    return block.splitlines()


def with_expected_lines(case: str, lines: list[str]) -> str:
    """The case with its problem lines replaced."""
    block = "".join(f"{line}\n" for line in lines)
    return _EXPECTED.sub(lambda _: block, case)


SWEDISH = CASES.parent / "swedish.txt"
"""The Swedish sentence of the first case of each code, one a line."""


def swedish_sentences() -> dict[str, str]:
    """The Swedish sentences by code."""
    lines = SWEDISH.read_text(encoding="utf-8").splitlines() if SWEDISH.exists() else []
    return dict(line.split(": ", 1) for line in lines)


def write_swedish(code: str, sentence: str) -> None:
    """Replace the Swedish sentence of a code."""
    lines = sorted(({**swedish_sentences(), code: sentence}).items())
    SWEDISH.write_text("".join(f"{code}: {text}\n" for code, text in lines), encoding="utf-8")
