"""Golden cases: Markdown files that show a change to the small playbook and what is said of it.

A case names a file in backticks on a line of its own. Below stands either a ``diff`` (lines of the
file, some taken out, some put in) or ``yaml`` (the whole file); or it names one of `makers`.
The last block holds the problem lines. A case that says ``check --adopted`` shows only the lines of
its own code, for the small playbook is full of placeholders.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from checks import broken_files
from playbook.project import DATA_FOLDER

CASES = Path(__file__).parent / "cases"

CHANGE = re.compile(
    r"^`(?P<file>[^`\n]+)`\n\n```(?P<sort>diff|yaml)\n(?P<body>.*?)^```$", re.M | re.S
)
_MAKER = re.compile(r"^Made by `(\w+)`", re.M)
_DAY = re.compile(r"^Checked on (\d{4}-\d\d-\d\d)\.$", re.M)
_EXPECTED = re.compile(r"(?<=^```text\n).*?(?=^```$)", re.M | re.S)


def apply(case: str, project: Path) -> None:
    """Change a copy of the small playbook as a case shows."""
    changes = list(CHANGE.finditer(case))
    for found in changes:
        path = project / found["file"]
        assert path.is_relative_to(project / DATA_FOLDER)
        if found["sort"] == "yaml":
            path.write_text(found["body"], encoding="utf-8")
        else:
            path.write_text(_changed(path.read_text(encoding="utf-8"), found["body"]), "utf-8")
    made_by = _MAKER.findall(case)
    for name in made_by:
        getattr(broken_files, name)(project / DATA_FOLDER)
    assert changes or made_by, "the case changes nothing"


def _changed(text: str, diff: str) -> str:
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] or "\n" for line in lines if line[0] != "+")
    new = "".join(line[1:] or "\n" for line in lines if line[0] != "-")
    assert text.count(old) == 1, f"stands {text.count(old)} times:\n{old}"
    return text.replace(old, new)


def is_adopted(case: str) -> bool:
    """Whether a case asks what is left before the text is the organisation's own."""
    return "`check --adopted`" in case


def day(case: str) -> dt.date | None:
    """The day on which a case is checked, where it matters."""
    found = _DAY.search(case)
    return dt.date.fromisoformat(found[1]) if found else None


def expected_lines(case: str) -> list[str]:
    """The problem lines of a case."""
    block: str = _EXPECTED.findall(case)[-1]
    return block.splitlines()


def with_expected_lines(case: str, lines: list[str]) -> str:
    """A case with other problem lines."""
    block = "".join(f"{line}\n" for line in lines)
    return _EXPECTED.sub(lambda _: block, case)
