"""Tests ``playbook post``: findings with their positions, exit statuses, fixes and exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from playbook.cli import main
from support import replace

CHECKS = """
    checks:
      - name: received
        message: {sv: "inte %s", en: "not %s"}
        avoid: {swap: {sv: {mottaget: framme, ej: inte}, en: {received: here}}}
      - name: long
        level: error
        message: {sv: "%s tecken", en: "%s characters"}
        limit: {of: characters}
      - name: emoji
        message: {sv: "%s av {emoji_max}", en: "%s of {emoji_max}"}
        limit: {of: emoji, max: emoji_max}
      - name: private
        scope: {accounts: [personal], situations: [reply]}
        message: {sv: "privat", en: "private"}
        avoid: {tokens: {sv: [hemma], en: [at home]}}
"""


@pytest.fixture
def project(small_project: Path) -> Path:
    tone = small_project / "playbook_data" / "tone.yml"
    rule = tone.read_text("utf-8").split("    self_check:")[0]
    tone.write_text(rule + CHECKS.lstrip("\n"), "utf-8")
    replace(small_project, "channels.yml", "characters: 20000", "characters: 30")
    (small_project / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://h.example.com/b/\n", "utf-8"
    )
    return small_project


def run(project: Path, *arguments: str | Path, stdin: str | None = None) -> Result:
    command = ["post", "-C", str(project), *map(str, arguments)]
    return CliRunner().invoke(main, command, input=stdin)


def test_a_finding_shows_position_excerpt_replacement_rule_and_link(project: Path) -> None:
    result = run(project, stdin="Hej!\nVi kan ej svara.\n")
    assert result.stdout.splitlines() == [
        "-:2:8: warning: inte ej",
        "    Hej! Vi kan ⟦ej⟧ svara.",
        "    -> inte",
        "    Vi är varma: https://h.example.com/b/tone/#warm-tone",
    ]
    assert result.stderr == "1 post: 1 warning\n"
    assert result.exit_code == 0
    assert run(project, "--strict", stdin="ej").exit_code == 1


def test_the_exit_status_is_1_for_an_error_and_2_if_the_command_cannot_run(project: Path) -> None:
    assert run(project, "--channel", "company-blog", stdin="x" * 31).exit_code == 1
    assert run(project, "--channel", "WordPress", stdin="x" * 31).exit_code == 1
    assert run(project, stdin="x" * 31).exit_code == 0
    for arguments in (
        ["--channel", "none"],
        ["--lang", "fi"],
        ["no-such-file"],
        ["-C", str(project / "playbook_data")],
    ):
        result = run(project, *arguments, stdin="x")
        assert result.exit_code == 2, arguments
        assert "Traceback" not in result.output
    assert "company-blog" in run(project, "--channel", "none", stdin="x").output


def test_data_with_errors_exits_with_2(project: Path) -> None:
    replace(project, "tone.yml", "- name: emoji", "- name: long")
    result = run(project, stdin="x")
    assert result.exit_code == 2
    assert "PB466" in result.output


def test_account_situation_and_language_choose_the_rules(project: Path) -> None:
    assert "privat" not in run(project, stdin="hemma").stdout
    personal_reply = run(project, "--account", "personal", "--situation", "reply", stdin="hemma")
    assert "privat" in personal_reply.stdout
    english = run(project, "--lang", "en", stdin="It is received. ej").stdout
    assert "not received" in english
    assert "https://h.example.com/b/en/tone/#warm-tone" in english
    assert "ej" not in english.split("⟦")[0]


def test_json_contains_every_field_of_a_finding(project: Path) -> None:
    (finding,) = json.loads(run(project, "--format", "json", stdin="Hå ej").stdout)
    assert finding == {
        "file": "-",
        "post": None,
        "line": 1,
        "column": 4,
        "start": 3,
        "end": 5,
        "rule": "warm-tone",
        "check": "received",
        "level": "warning",
        "message": "inte ej",
        "instead": "inte",
        "words": "ej",
        "title": "Vi är varma",
        "url": "https://h.example.com/b/tone/#warm-tone",
    }


def test_fix_writes_the_file_and_reports_the_remaining_findings(
    project: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_bytes("Ej nu. 😀😀😀\r\nEJ!".encode())
    result = run(project, draft, "--fix")
    assert draft.read_bytes() == "Inte nu. 😀😀😀\r\nInte!".encode()
    assert "3 av 2" in result.stdout
    assert "inte ej" not in result.stdout.lower()
    piped = run(project, "--fix", stdin="Ej nu")
    assert piped.stdout == "Inte nu"


def test_each_row_of_an_export_is_checked_in_its_own_channel_and_language(
    project: Path, tmp_path: Path
) -> None:
    export = tmp_path / "export.csv"
    export.write_text(
        "channel,language,text\nA WordPress blog,sv," + "x" * 31 + "\nother,en,received\n,,ej\n",
        "utf-8",
    )
    findings = json.loads(run(project, export, "--format", "json").stdout)
    assert [
        (finding["post"], finding["line"], finding["check"], finding["words"])
        for finding in findings
    ] == [
        (1, 2, "long", "x"),
        (2, 3, "received", "received"),
        (3, 4, "received", "ej"),
    ]
    assert [finding["title"] for finding in findings] == [
        "Vi är varma",
        "We are warm",
        "Vi är varma",
    ]
    assert findings[1]["url"] == "https://h.example.com/b/en/tone/#warm-tone"


def test_vale_export_writes_the_rules_and_lists_the_unsupported_ones(
    project: Path, tmp_path: Path
) -> None:
    result = run(project, "--export-vale", tmp_path / "vale")
    assert result.exit_code == 0
    folder = tmp_path / "vale"
    assert result.stdout == (folder / "NOT-IN-VALE.md").read_text("utf-8")
    assert "sv, warm-tone_long: the limit depends on the channel" in result.stdout
    assert "sv, warm-tone_private: Vale has no channels" in result.stdout
    style = folder / "styles" / "Playbook-sv"
    swap = yaml.safe_load((style / "warm-tone_received_instead.yml").read_text("utf-8"))
    assert swap["extends"] == "substitution"
    assert list(swap["swap"].values()) == ["framme", "inte"]
    assert swap["link"] == "https://h.example.com/b/tone/#warm-tone"
    forms = yaml.safe_load((style / "warm-tone_received.yml").read_text("utf-8"))
    assert (forms["extends"], len(forms["tokens"])) == ("existence", 1)
    emoji = yaml.safe_load((style / "warm-tone_emoji.yml").read_text("utf-8"))
    assert (emoji["extends"], emoji["max"], emoji["message"]) == ("occurrence", 2, "… av 2")
    assert {path.stem for path in style.glob("*.yml")} == {
        "warm-tone_received",
        "warm-tone_received_instead",
        "warm-tone_emoji",
        "warm-tone_private",
    }
    assert "BasedOnStyles = Playbook-en" in (folder / ".vale.ini").read_text("utf-8")
