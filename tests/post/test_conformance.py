"""The command and the page find the same, at the same places, on the same texts."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.post.engine import Engine
from playbook.post.finding import Finding, PostContext
from post.conformance_rules import HERE, rules
from post.node_runner import run_cases

CASES = HERE / "conformance"
MOST_SHOWN = 12
"""How many findings of a long text a file shows; their number stands after them."""


def files() -> list[Path]:
    return [path for path in sorted(CASES.glob("*.yml")) if path.stem != "rules"]


def read(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return cases


def text_of(case: dict[str, Any]) -> str:
    return str(case["text"]) * int(case.get("times", 1))


def setting_of(case: dict[str, Any]) -> PostContext:
    return PostContext(
        case.get("channel"), case.get("account", "official"), case.get("situation", "post")
    )


def in_python(cases: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    engines = {language: Engine(its) for language, its in rules().items()}
    return [
        [its.as_data() for its in engines[one["language"]].check(text_of(one), setting_of(one))]
        for one in cases
    ]


def in_javascript(cases: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    given = [
        {"text": text_of(one), "language": one["language"], "setting": asdict(setting_of(one))}
        for one in cases
    ]
    return run_cases(rules(), given)


@cache
def both() -> tuple[dict[Path, list[Any]], dict[Path, list[Any]]]:
    """What each side finds in the cases of every file: Node is started once."""
    paths = files()
    cases = {path: read(path) for path in paths}
    every = [one for path in paths for one in cases[path]]
    results = in_python(every), in_javascript(every)
    split: list[dict[Path, list[Any]]] = []
    for found in results:
        rest = iter(found)
        split.append({path: [next(rest) for _ in cases[path]] for path in paths})
    return split[0], split[1]


def line(found: dict[str, Any]) -> str:
    """A finding as the files write it."""
    level = {"suggestion": "?", "warning": "!", "error": "!!"}[found["level"]]
    instead = f" -> {found['instead']}" if "instead" in found else ""
    return f"{found['start']}-{found['end']}{level} {found['check']}: {found['message']}{instead}"


def shown(found: list[dict[str, Any]]) -> list[str]:
    lines = [line(one) for one in found[:MOST_SHOWN]]
    return lines if len(found) <= MOST_SHOWN else [*lines, f"{len(found)} in all"]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_both_sides_find_what_the_case_says(path: Path, accept: bool) -> None:
    in_command, in_page = (side[path] for side in both())
    if accept:
        _rewrite(path, in_command)
    for case, one, other in zip(read(path), in_command, in_page, strict=True):
        assert one == other, case["text"][:200]
        assert shown(one) == case["found"], case["text"][:200]


def _rewrite(path: Path, found: list[list[dict[str, Any]]]) -> None:
    head = path.read_text("utf-8").split("\n", 1)[0]
    lines = [head]
    for case, its in zip(read(path), found, strict=True):
        mark = "- "
        for key in ("language", "channel", "account", "situation"):
            if key in case:
                lines.append(f"{mark}{key}: {case[key]}")
                mark = "  "
        lines.append(f"{mark}text: {_quoted(case['text'])}")
        if "times" in case:
            lines.append(f"  times: {case['times']}")
        lines.append(f"  found:{'' if its else ' []'}")
        lines += [f"    - {_quoted(one)}" for one in shown(its)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _quoted(text: str) -> str:
    """A text in quotes, with what shows nothing or turns the direction of the line escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        one if one.isprintable() and not 0x300 <= ord(one) < 0x900 else _escaped(one)
        for one in quoted
    )


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def test_there_are_enough_cases_in_both_languages_and_of_every_sort_of_text() -> None:
    cases = [one for path in files() for one in read(path)]
    assert len(cases) >= 300
    for language in ("sv", "en"):
        assert sum(one["language"] == language for one in cases) >= 100
    texts = [text_of(one) for one in cases]
    for signs in ("😀", "\u0308", "\u05e9", "\u0645", "\r\n", "\u202e"):
        assert any(signs in text for text in texts), signs
    assert any(len(text) > 10_000 for text in texts)


def test_every_check_of_the_cases_finds_something() -> None:
    found = {one["check"] for its in both()[0].values() for case in its for one in case}
    assert found == {check["name"] for its in rules().values() for check in its["checks"]}


def test_offsets_lead_to_the_words_that_the_message_says() -> None:
    for path, found in both()[0].items():
        for case, its in zip(read(path), found, strict=True):
            for one in its:
                words = text_of(case)[one["start"] : one["end"]]
                if one["check"] == "words" and len(words) <= 60:
                    assert one["message"].endswith(f": {words}")


def test_a_finding_is_data_with_its_replacement_only_where_there_is_one() -> None:
    finding = Finding(0, 1, "a-rule", "a-check", "error", "told")
    assert "instead" not in finding.as_data()
    assert Finding(0, 1, "r", "c", "error", "m", "x").as_data()["instead"] == "x"
