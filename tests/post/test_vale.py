"""Checks the format of the Vale style, and its findings in a simulation of Vale.

No package index has Vale itself, a Go program: the packages of that name only download it when they
are installed or run. So the style is verified against Vale's documented format, and run by a
simulation written after Vale's source code. Its findings are compared with those of `playbook
post`, "the command" below.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import Any

import pytest
import yaml

from playbook.post.check_types import CHECK_TYPES
from playbook.post.engine import Engine
from playbook.post.finding import Finding, PostContext
from playbook.post.invisible import without_invisible
from playbook.post.vale import vale_style
from playbook.post.vale_words import literal_words
from playbook.project import read_project
from post.conformance_rules import HERE, playbook, rules
from post.node_runner import run_node
from post.test_conformance import case_files, read_cases, text_of
from site_helpers import EXAMPLE

COMMON_KEYS = {"extends": str, "message": str, "level": str, "scope": str, "link": str}
"""The keys of every rule and their types; `KEYS` has those of each extension point."""
KEYS: dict[str, dict[str, type]] = {
    "existence": {"tokens": list, "ignorecase": bool, "nonword": bool, "exceptions": list},
    "substitution": {"swap": dict, "ignorecase": bool, "nonword": bool, "exceptions": list},
    "occurrence": {"token": str, "max": int, "min": int},
    "conditional": {"first": str, "second": str},
    "metric": {"formula": str, "condition": str},
}
REQUIRED_KEYS = {
    "existence": {"tokens", "nonword"},
    "substitution": {"swap", "nonword"},
    "occurrence": {"token"},
    "conditional": {"first", "second"},
    "metric": {"formula", "condition"},
}
VARIABLES = {"words", "sentences", "long_words"}
KNOWN_DIFFERENCES = {
    "Vale also checks text outside sentences": [
        ("words", "https://åäö.se/å https://b.se"),
        ("exclamations", "[bild: Hej! Hå! Hå!]"),
        ("exclamations", "![Hej!](a.png) nej!"),
        ("capitals", "HTTPS://EXEMPEL.SE x.se"),
    ],
    "Vale reports only the first of two patterns on the same words": [
        ("form", "ghp_0123456789abcdefghijABCDEFGHIJ012345"),
        ("form", "sk_test_abcdefghij"),
        ("form", "github_pat_11ABCDEFG0abcdefghij"),
    ],
    "an underscore or an @ does not end a word for Vale": [
        ("words", "kund_kund"),
        ("mention-thanks", "a@b"),
        ("mention-thanks", "Åsa.Öst@exempel.se"),
    ],
    "Vale does not read full-width and styled letters as plain ones": [
        ("words", "𝐥𝐞𝐯𝐞𝐫𝐚𝐠𝐞 and 𝑳𝑬𝑽𝑬𝑹𝑨𝑮𝑬 and 𝚕𝚎𝚟𝚎𝚛𝚊𝚐𝚎"),
        ("words", "𝓯𝓪𝓷𝓽𝓪𝓼𝓽𝓲𝓼𝓴 fantastisk"),
        ("words", "ﬂera ﬁna 𝐟𝐚𝐧𝐭𝐚𝐬𝐭𝐢𝐬𝐤𝐚 saker"),
        ("words", "ｌｅｖｅｒａｇｅ and ＬＥＶＥＲＡＧＥ"),
        ("words", "ＢＥＳＴ best"),
    ],
    "the simulation ignores case for the whole expression": [("addresses", "storgatan 12")],
}
"""Known differences between Vale and the command on the texts of the cases: (check, text)."""
CHECK_DIGIT_CHECK = "numbers"
"""The tone check that verifies check digits, which Vale cannot do."""
KNOWN_PAIRS = {pair for pairs in KNOWN_DIFFERENCES.values() for pair in pairs}
ANY_CONTEXT = PostContext(channel=None, account="official", situation="post")


@cache
def style() -> dict[str, str]:
    """The Vale styles of the example and of the conformance rules, merged."""
    example = read_project(EXAMPLE).playbook
    assert example
    styles = [
        vale_style(each, lambda id, language: f"https://h.example.com/{language}/#{id}")
        for each in (example, playbook())
    ]
    assert styles[0].keys() & styles[1].keys() == {".vale.ini", "NOT-IN-VALE.md"}
    return styles[0] | styles[1]


def vale_rule_files() -> dict[str, dict[str, Any]]:
    return {path: yaml.safe_load(text) for path, text in style().items() if path.endswith(".yml")}


def simulate_vale(rules: list[dict[str, Any]], texts: list[str]) -> list[list[Any]]:
    """The findings of each rule in each text."""
    program_input = json.dumps({"rules": rules, "texts": texts})
    output = run_node([str(HERE / "run_vale.mjs")], program_input)
    findings: list[list[Any]] = json.loads(output)
    return findings


def expressions(rule: dict[str, Any]) -> list[str]:
    listed = [rule[key] for key in ("token", "first", "second") if key in rule]
    return [*listed, *rule.get("tokens", ()), *rule.get("swap", ()), *rule.get("exceptions", ())]


def test_every_rule_has_the_keys_and_types_of_its_extension_point() -> None:
    assert {rule["extends"] for rule in vale_rule_files().values()} == set(KEYS)
    for path, rule in vale_rule_files().items():
        allowed = {**COMMON_KEYS, **KEYS[rule["extends"]]}
        assert set(rule) <= set(allowed), path
        assert REQUIRED_KEYS[rule["extends"]] <= set(rule), path
        for key, value in rule.items():
            assert type(value) is allowed[key], (path, key)
        assert rule["level"] in ("suggestion", "warning", "error")
        assert rule.get("scope") in ("text", "raw", "sentence", None)
        assert rule["message"]
        if rule["extends"] == "occurrence":
            assert max(rule.get("max", 0), rule.get("min", 0)) > 0, path


def test_rule_names_are_unique_in_vale() -> None:
    """Vale names a rule after its file up to the first full stop, and ignores duplicate names."""
    for path in vale_rule_files():
        folder, _, name = path.rpartition("/")
        assert folder in ("styles/Playbook-sv", "styles/Playbook-en")
        assert name.count(".") == 1


def test_the_vale_configuration_names_the_existing_styles() -> None:
    lines = style()[".vale.ini"].splitlines()
    assert lines[0] == "StylesPath = styles"
    styles = [line.partition(" = ")[2] for line in lines if line.startswith("BasedOnStyles")]
    assert styles == ["Playbook-sv", "Playbook-en"]
    assert lines.count("[*.sv.{md,txt}]") == 1
    assert {path.split("/")[1] for path in vale_rule_files()} == set(styles)


def test_messages_are_formatted_as_in_go() -> None:
    for path, rule in vale_rule_files().items():
        if rule["extends"] in ("existence", "conditional", "metric"):
            assert set(re.findall("%(.)", rule["message"])) <= {"s", "%"}, path
            assert rule["message"].count("%s") <= 1, path
        elif rule["extends"] == "substitution":
            assert rule["message"].count("%s") == 2, path
        else:
            assert "%s" not in rule["message"], path


def test_expressions_contain_nothing_that_vale_interprets_differently() -> None:
    r"""In Vale, ``\w`` and ``\d`` match only ASCII, ``\b`` differs, and a group breaks a swap."""
    for path, rule in vale_rule_files().items():
        for expression in expressions(rule):
            assert not re.search(r"(?<!\\)(?:\\\\)*\\[wWdDbB1-9]", expression), path
            assert not re.search(r"\(\?[^:=!<i]|\(\?<[^=!]|\(\?i[^:]", expression), path
        for expression in rule.get("swap", ()):
            assert expression.count("(") == expression.count("(?"), path


def test_the_metric_uses_variables_that_vale_defines() -> None:
    for metric in (rule for rule in vale_rule_files().values() if rule["extends"] == "metric"):
        assert set(re.findall("[a-z_]+", metric["formula"] + metric["condition"])) <= VARIABLES


def test_a_parenthesis_in_a_swap_is_not_a_group() -> None:
    assert literal_words("vi (alla)").count("(") == literal_words("vi alla").count("(")


def test_all_vale_rules_are_fast_on_hostile_texts() -> None:
    """An expression that takes too long would stop the whole run of Vale."""
    runnable = [rule for rule in vale_rule_files().values() if rule["extends"] != "metric"]
    texts = ["a " * 3_000, "hej-" * 2_000, "a@" * 2_000, "#å" * 2_000, "1 2-" * 1_500]
    assert len(simulate_vale(runnable, texts)) == len(runnable)


@cache
def comparisons() -> list[tuple[str, dict[str, Any], str, list[Any], list[Finding]]]:
    """The check, its Vale rule, the text, the findings of Vale and those of the command."""
    results = []
    for language, compiled in rules().items():
        unscoped = [
            {**check, "channels": [], "accounts": [], "situations": []}
            for check in compiled["checks"]
        ]
        engine = Engine({**compiled, "checks": unscoped})
        texts = [
            text
            for path in case_files()
            for case in read_cases(path)
            if case["language"] == language and len(text := text_of(case)) < 500
            and unicodedata.is_normalized("NFC", text)
            and without_invisible(text) == text  # Vale cannot drop characters
        ]  # fmt: skip
        command_findings = [engine.check(text, ANY_CONTEXT) for text in texts]
        endings = compiled["endings"]
        named_rules = [
            (check["name"], rule)
            for check in unscoped
            for rule in CHECK_TYPES[check["type"]].vale(check, endings, "%s, %s")[0].values()
            if rule["extends"] != "metric" and rule["scope"] != "sentence"
        ]
        vale_findings = simulate_vale([rule for _, rule in named_rules], texts)
        for (name, rule), rule_findings in zip(named_rules, vale_findings, strict=True):
            for text, vale, findings in zip(texts, rule_findings, command_findings, strict=True):
                check_findings = [finding for finding in findings if finding.check == name]
                results.append((name, rule, text, vale, check_findings))
    return results


def spans_by_text(*extension_points: str) -> dict[tuple[str, str], tuple[set[Any], set[Any]]]:
    """The spans found by Vale and by the command, by check and text, for some types of rules."""
    results: dict[tuple[str, str], tuple[set[Any], set[Any]]] = {}
    for name, rule, text, vale_findings, findings in comparisons():
        if rule["extends"] in extension_points:
            in_vale, in_command = results.setdefault((name, text), (set(), set()))
            in_vale |= {(start, end) for start, end, _ in vale_findings}
            in_command |= {(finding.start, finding.end) for finding in findings}
    return results


@pytest.mark.slow
def test_vale_and_the_command_differ_only_in_the_listed_cases() -> None:
    words = spans_by_text("existence", "substitution")
    once_per_text = spans_by_text("occurrence", "conditional")
    different = {
        key
        for key, (in_vale, in_command) in words.items()
        if in_vale != in_command and key[0] != CHECK_DIGIT_CHECK
    }
    different |= {
        key
        for key, (in_vale, in_command) in once_per_text.items()
        if bool(in_vale) != bool(in_command)
    }
    assert different == KNOWN_PAIRS
    assert all(
        in_vale <= in_command
        for key, (in_vale, in_command) in words.items()
        if key[0] == CHECK_DIGIT_CHECK
    )
    assert sum(len(in_command) for _, in_command in words.values()) > 100
    assert sum(bool(in_command) for _, in_command in once_per_text.values()) > 50
