"""Checks that the command and the page report the expected findings for each case."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.post.engine import Engine
from playbook.post.finding import Finding, PostContext
from playbook.post.invisible import spaced_text, without_invisible
from playbook.visible import INVISIBLE
from post.conformance_rules import HERE, rules
from post.node_runner import run_cases

CASES = HERE / "conformance"
_UNSEEN_IN_EDITORS = re.compile(f"(?!\ufe0f)[{INVISIBLE}]")
MAX_LINES = 12
"""The maximum number of findings listed for one case; the total follows."""


def case_files() -> list[Path]:
    return [path for path in sorted(CASES.glob("*.yml")) if path.stem != "rules"]


def read_cases(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return cases


def text_of(case: dict[str, Any]) -> str:
    return str(case["text"]) * int(case.get("times", 1))


def context_of(case: dict[str, Any]) -> PostContext:
    return PostContext(
        case.get("channel"), case.get("account", "official"), case.get("situation", "post")
    )


def python_findings(cases: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    engines = {language: Engine(compiled) for language, compiled in rules().items()}
    return [
        [
            finding.as_data()
            for finding in engines[case["language"]].check(text_of(case), context_of(case))
        ]
        for case in cases
    ]


def javascript_findings(cases: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    node_cases = [
        {"text": text_of(case), "language": case["language"], "setting": asdict(context_of(case))}
        for case in cases
    ]
    return run_cases(rules(), node_cases)


@cache
def both_findings() -> tuple[dict[Path, list[Any]], dict[Path, list[Any]]]:
    """The findings of the command and of the page by file, from one run of Node."""
    paths = case_files()
    cases = {path: read_cases(path) for path in paths}
    all_cases = [case for path in paths for case in cases[path]]

    def by_file(findings: list[Any]) -> dict[Path, list[Any]]:
        remaining = iter(findings)
        return {path: [next(remaining) for _ in cases[path]] for path in paths}

    return by_file(python_findings(all_cases)), by_file(javascript_findings(all_cases))


def finding_line(finding: dict[str, Any]) -> str:
    """A finding in the format of the case files."""
    level = {"suggestion": "?", "warning": "!", "error": "!!"}[finding["level"]]
    instead = f" -> {finding['instead']}" if "instead" in finding else ""
    position = f"{finding['start']}-{finding['end']}"
    return f"{position}{level} {finding['check']}: {finding['message']}{instead}"


def finding_lines(findings: list[dict[str, Any]]) -> list[str]:
    lines = [finding_line(finding) for finding in findings[:MAX_LINES]]
    return lines if len(findings) <= MAX_LINES else [*lines, f"{len(findings)} in all"]


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_the_command_and_the_page_report_the_expected_findings(path: Path, accept: bool) -> None:
    in_command, in_page = (by_path[path] for by_path in both_findings())
    if accept:
        _rewrite(path, in_command)
    for case, python_result, javascript_result in zip(
        read_cases(path), in_command, in_page, strict=True
    ):
        assert python_result == javascript_result, case["text"][:200]
        assert finding_lines(python_result) == case["found"], case["text"][:200]


def _rewrite(path: Path, findings: list[list[dict[str, Any]]]) -> None:
    comment = path.read_text("utf-8").split("\n", 1)[0]
    lines = [comment]
    for case, case_findings in zip(read_cases(path), findings, strict=True):
        indent = "- "
        for key in ("language", "channel", "account", "situation"):
            if key in case:
                lines.append(f"{indent}{key}: {case[key]}")
                indent = "  "
        lines.append(f"{indent}text: {_quoted(case['text'])}")
        if "times" in case:
            lines.append(f"  times: {case['times']}")
        lines.append(f"  found:{'' if case_findings else ' []'}")
        lines += [f"    - {_quoted(line)}" for line in finding_lines(case_findings)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _quoted(text: str) -> str:
    """Text as a YAML string with escapes for invisible and right-to-left characters."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        character
        if character.isprintable()
        and not 0x300 <= ord(character) < 0x900
        and not _UNSEEN_IN_EDITORS.match(character)
        else _unicode_escape(character)
        for character in quoted
    )


def _unicode_escape(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def test_the_cases_cover_both_languages_and_every_type_of_text() -> None:
    cases = [case for path in case_files() for case in read_cases(path)]
    assert len(cases) >= 300
    for language in ("sv", "en"):
        assert sum(case["language"] == language for case in cases) >= 100
    texts = [text_of(case) for case in cases]
    for characters in ("😀", "\u0308", "\u05e9", "\u0645", "\r\n", "\u202e"):
        assert any(characters in text for text in texts), characters
    assert any(len(text) > 10_000 for text in texts)


def test_every_check_has_a_case_with_a_finding() -> None:
    cases = [case for findings in both_findings()[0].values() for case in findings]
    names = {finding["check"] for case in cases for finding in case}
    assert names == {check["name"] for each in rules().values() for check in each["checks"]}


def test_offsets_select_the_text_quoted_in_the_message() -> None:
    for path, findings in both_findings()[0].items():
        for case, case_findings in zip(read_cases(path), findings, strict=True):
            for finding in case_findings:
                words = text_of(case)[finding["start"] : finding["end"]]
                if finding["check"] == "words" and len(words) <= 60:
                    shown = (without_invisible(words), spaced_text(words))
                    assert finding["message"].endswith(tuple(f": {form}" for form in shown))


def test_a_finding_as_data_has_a_replacement_only_if_there_is_one() -> None:
    finding = Finding(0, 1, "a-rule", "a-check", "error", "message")
    assert "instead" not in finding.as_data()
    assert Finding(0, 1, "r", "c", "error", "m", "x").as_data()["instead"] == "x"
