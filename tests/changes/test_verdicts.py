"""The change type of every pair of verdicts, in every field that contains a verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from changes.tables import fill
from changes.verdicts import exceptions, others, outcomes, pending, rules

EXPECTED = Path(__file__).parent / "expected" / "verdicts"

GROUPS = {
    "rules": ("The verdict of a rule", rules.tables),
    "exceptions": ("The verdicts of exceptions", exceptions.tables),
    "outcomes": ("The verdicts at the ends of flows", outcomes.tables),
    "pending": ("The verdicts of coming changes", pending.tables),
    "others": ("Other fields that decide", others.tables),
}
"""The titles and tables, by the name of the expected file."""


@pytest.mark.slow
@pytest.mark.parametrize("name", GROUPS)
def test_change_types_of_verdicts_match_their_table(
    name: str, tmp_path: Path, accept: bool
) -> None:
    title, tables = GROUPS[name]
    text = fill(tables(), title, tmp_path)
    path = EXPECTED / f"{name}.md"
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    else:
        assert text == path.read_text(encoding="utf-8")
