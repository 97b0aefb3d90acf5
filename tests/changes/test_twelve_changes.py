"""The comment on twelve edits in ten files, as a reviewer gets it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from site_helpers import EXAMPLE
from support import replace

EXPECTED = Path(__file__).parent / "expected"
RAFFLES = """\
  - id: raffles
    title: {sv: Lotterier, en: Raffles}
    question: {sv: Får vi lotta ut priser?, en: May we raffle prizes?}
    asks: may
    verdict: no
    statement: {sv: "Nej. Lotterier kräver tillstånd.", en: "No. Raffles need a licence."}
    why: {sv: Det är så lagen ser ut., en: That is how the law is.}
    exceptions:
      - when: {sector: [public_body]}
        verdict: ask_first
        text: {sv: Fråga juristen., en: Ask the legal desk.}
    examples: {do: {sv: [Be om förslag.], en: [Ask for ideas.]}, dont: {sv: [Dra en lott.], en: [Draw a lot.]}}
    effective_from: 2026-04-01
"""  # noqa: E501
RETIRED = """\
    status: retired
    retired_because: {sv: Det står i avtalen., en: The contracts say it.}
    effective_to: 2026-04-01
"""


EDITS = (
    # A rule that forbids, and one that ends and is replaced by nothing.
    ("policy/replies.yml", "entries:\n", f"entries:\n{RAFFLES}"),
    ("policy/identity.yml", "verdict: no\n    statement", f"verdict: no\n{RETIRED}    statement"),
    # A looser verdict, and an exception that is looser.
    ("policy/images.yml", "verdict: ask_first\n    statement", "verdict: yes\n    statement"),
    ("policy/participation.yml", "      - verdict: no\n        text:\n          sv: Verktyg som",
     "      - verdict: ask_first\n        text:\n          sv: Verktyg som"),
    # A longer time limit, and one emoji less.
    ("playbook.yml", "\n  reply_within: {duration: {amount: 1",
     "\n  reply_within: {duration: {amount: 2"),
    ("playbook.yml", "emoji_max: {count: 2}", "emoji_max: {count: 1}"),
    # The defaults of a chapter: its rules now apply to personal accounts as well.
    ("policy/replies.yml", "  applies_to: {account: [official]}\nentries", "entries"),
    # A law in other words, and a statement in other words: in one language each.
    ("legal.yml", "ska bort om de uppenbart är något", "ska bort om de är något"),
    ("policy/replies.yml", "Ge ett första besked i tid", "Ge alltid ett första besked i tid"),
    # Everything in three files is reviewed, and everything in one has another owner.
    ("glossary.yml", "reviewed: 2026-03-01", "reviewed: 2026-03-30"),
    ("strategy.yml", "reviewed: 2026-03-01", "reviewed: 2026-03-30"),
    ("themes.yml", "reviewed: 2026-03-01", "reviewed: 2026-03-30"),
    ("contacts.yml", "owner: editor", "owner: policy-owner"),
    # A reference to the rule that ends.
    ("policy/identity.yml", "see_also: [views-my-own, write", "see_also: [write"),
)  # fmt: skip
"""Edits of ten files. A renamed id is the twelfth change."""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("changed")
    shutil.copytree(EXAMPLE, project, dirs_exist_ok=True)
    for name, old, new in EDITS:
        replace(project, name, old, new)
    renamed = ["rename", "house-rules", "comment-rules", "--yes", "--project", str(project)]
    result = CliRunner().invoke(main, renamed)
    assert result.exit_code == 0, result.output
    return project


@pytest.mark.parametrize(
    ("output_format", "name"), [("markdown", "twelve.md"), ("text", "twelve.txt")]
)
def test_the_report_of_twelve_changes_is_as_expected(
    changed: Path, output_format: str, name: str, accept: bool
) -> None:
    arguments = ["diff", str(EXAMPLE), str(changed), "--format", output_format, "--language", "en"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    output = result.stdout.replace(changed.name, "changed")
    if accept:
        (EXPECTED / name).write_text(output, encoding="utf-8")
    assert output == (EXPECTED / name).read_text(encoding="utf-8")


def test_the_report_of_twelve_changes_begins_with_what_binds_and_has_each_group_once(
    changed: Path,
) -> None:
    report = (EXPECTED / "twelve.md").read_text(encoding="utf-8")
    binding, rest = report.split("### Other changes")
    for text in ("Raffles need a licence.", "1 → 2", "2 → 1", "The contracts say it."):
        assert text in binding, text
    assert "Reviewed" not in binding
    assert len(re.findall("1 March 2026 → 30 March 2026", rest)) == 1
    assert len(report) < 20_000
