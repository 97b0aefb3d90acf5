"""The Vale style: rules that Vale can read, and what they find when they are read as Vale does.

Vale itself is a program in Go that no package index carries: the packages of that name fetch it
from elsewhere when they are installed or run. So the style is held against Vale's documented
format and against a reader made after Vale's source; no run of Vale itself is claimed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import Any

import yaml

from playbook.post.engine import Engine
from playbook.post.finding import Finding, PostContext
from playbook.post.vale import vale_style
from playbook.post.vale_rules import vale_rules
from playbook.post.vale_words import bounded
from playbook.project import read_project
from post.conformance_rules import HERE, playbook, rules
from post.node_runner import script
from post.test_conformance import files, read, text_of
from site_helpers import EXAMPLE

HEADER = {"extends": str, "message": str, "level": str, "scope": str, "link": str}
"""The keys of every rule, and those of each extension point, with the type of each."""
KEYS: dict[str, dict[str, type]] = {
    "existence": {"tokens": list, "ignorecase": bool, "nonword": bool, "exceptions": list},
    "substitution": {"swap": dict, "ignorecase": bool, "nonword": bool, "exceptions": list},
    "occurrence": {"token": str, "max": int, "min": int},
    "conditional": {"first": str, "second": str},
    "metric": {"formula": str, "condition": str},
}
NEEDED = {
    "existence": {"tokens", "nonword"},
    "substitution": {"swap", "nonword"},
    "occurrence": {"token"},
    "conditional": {"first", "second"},
    "metric": {"formula", "condition"},
}
VARIABLES = {"words", "sentences", "long_words"}
KNOWN_DIFFERENCES = {
    "what is no running text is read by Vale as well": [
        ("words", "https://åäö.se/å https://b.se"),
        ("exclamations", "[bild: Hej! Hå! Hå!]"),
        ("exclamations", "![Hej!](a.png) nej!"),
        ("capitals", "HTTPS://EXEMPEL.SE x.se"),
    ],
    "Vale tells the first of two patterns on the same words": [
        ("form", "ghp_0123456789abcdefghijABCDEFGHIJ012345"),
        ("form", "sk_test_abcdefghij"),
        ("form", "github_pat_11ABCDEFG0abcdefghij"),
    ],
    "an underscore or an @ ends no word for Vale": [
        ("words", "kund_kund"),
        ("mention-thanks", "a@b"),
        ("mention-thanks", "Åsa.Öst@exempel.se"),
    ],
    "capitals of an alphabet for mathematics have no small ones": [("capitals", "𝐁𝐎𝐋𝐃 𝐁𝐎𝐋𝐃𝐄𝐑")],
    "only the reader of this test leaves case out for a whole expression": [
        ("addresses", "storgatan 12")
    ],
}
"""Where Vale and the command differ on the texts of the cases, by check and text."""
DIGITS = "numbers"
"""The check of the cases that has check digits."""
KNOWN = {one for listed in KNOWN_DIFFERENCES.values() for one in listed}
EVERYWHERE = PostContext(None, "official", "post")


@cache
def style() -> dict[str, str]:
    """The style of the rules of the example, and of those of the cases."""
    example = read_project(EXAMPLE).playbook
    assert example
    made = [
        vale_style(one, lambda id, language: f"https://h.example.com/{language}/#{id}")
        for one in (example, playbook())
    ]
    assert made[0].keys() & made[1].keys() == {".vale.ini", "NOT-IN-VALE.md"}
    return made[0] | made[1]


def shipped() -> dict[str, dict[str, Any]]:
    return {path: yaml.safe_load(text) for path, text in style().items() if path.endswith(".yml")}


def run_vale(style: list[dict[str, Any]], texts: list[str]) -> list[list[Any]]:
    """What each rule tells of each text."""
    given = json.dumps({"rules": style, "texts": texts})
    found: list[list[Any]] = json.loads(script([str(HERE / "run_vale.mjs")], given))
    return found


def expressions(rule: dict[str, Any]) -> list[str]:
    found = [rule[key] for key in ("token", "first", "second") if key in rule]
    return [*found, *rule.get("tokens", ()), *rule.get("swap", ()), *rule.get("exceptions", ())]


def test_every_rule_has_the_keys_and_types_of_its_extension_point() -> None:
    assert {rule["extends"] for rule in shipped().values()} == set(KEYS)
    for path, rule in shipped().items():
        allowed = {**HEADER, **KEYS[rule["extends"]]}
        assert set(rule) <= set(allowed), path
        assert NEEDED[rule["extends"]] <= set(rule), path
        for key, value in rule.items():
            assert type(value) is allowed[key], (path, key)
        assert rule["level"] in ("suggestion", "warning", "error")
        assert rule.get("scope") in ("text", "raw", "sentence", None)
        assert rule["message"]
        if rule["extends"] == "occurrence":
            assert max(rule.get("max", 0), rule.get("min", 0)) > 0, path


def test_vale_tells_the_rules_apart() -> None:
    """Vale's name of a rule is its file's up to the first full stop; a second of a name is lost."""
    for path in shipped():
        folder, _, name = path.rpartition("/")
        assert folder in ("styles/Playbook-sv", "styles/Playbook-en")
        assert name.count(".") == 1


def test_the_configuration_names_the_styles_that_are_there() -> None:
    lines = style()[".vale.ini"].splitlines()
    assert lines[0] == "StylesPath = styles"
    named = [line.partition(" = ")[2] for line in lines if line.startswith("BasedOnStyles")]
    assert named == ["Playbook-sv", "Playbook-en"]
    assert lines.count("[*.sv.{md,txt}]") == 1
    assert {path.split("/")[1] for path in shipped()} == set(named)


def test_messages_are_formatted_as_go_does() -> None:
    for path, rule in shipped().items():
        if rule["extends"] in ("existence", "conditional", "metric"):
            assert set(re.findall("%(.)", rule["message"])) <= {"s", "%"}, path
            assert rule["message"].count("%s") <= 1, path
        elif rule["extends"] == "substitution":
            assert rule["message"].count("%s") == 2, path
        else:
            assert "%s" not in rule["message"], path


def test_expressions_hold_nothing_that_vale_reads_otherwise() -> None:
    """Vale's shorthands are ASCII, its words end elsewhere, and groups shift its swaps."""
    for path, rule in shipped().items():
        for form in expressions(rule):
            assert not re.search(r"(?<!\\)(?:\\\\)*\\[wWdDbB1-9]", form), path
            assert not re.search(r"\(\?[^:=!<i]|\(\?<[^=!]|\(\?i[^:]", form), path
        for form in rule.get("swap", ()):
            assert form.count("(") == form.count("(?"), path


def test_the_metric_reckons_with_variables_that_vale_has() -> None:
    for metric in (its for its in shipped().values() if its["extends"] == "metric"):
        assert set(re.findall("[a-z_]+", metric["formula"] + metric["condition"])) <= VARIABLES


def test_a_bracket_in_what_is_swapped_is_no_group() -> None:
    assert bounded("vi (alla)").count("(") == bounded("vi alla").count("(")


def test_the_whole_style_runs_on_spiteful_texts() -> None:
    """A style that Vale's engine cannot get through would stop its whole run."""
    runnable = [its for its in shipped().values() if its["extends"] != "metric"]
    texts = ["a " * 3_000, "hej-" * 2_000, "a@" * 2_000, "#å" * 2_000, "1 2-" * 1_500]
    assert len(run_vale(runnable, texts)) == len(runnable)


@cache
def compared() -> list[tuple[str, dict[str, Any], str, list[Any], list[Finding]]]:
    """A check, its rule in Vale, a text, and what Vale and what the command find in it."""
    found = []
    for language, compiled in rules().items():
        open_to_all = [
            {**check, "channels": [], "accounts": [], "situations": []}
            for check in compiled["checks"]
        ]
        engine = Engine({**compiled, "checks": open_to_all})
        texts = [
            text
            for path in files()
            for case in read(path)
            if case["language"] == language and len(text := text_of(case)) < 500
            and unicodedata.is_normalized("NFC", text)
        ]  # fmt: skip
        ours = [engine.check(text, EVERYWHERE) for text in texts]
        made = [
            (check["name"], rule)
            for check in open_to_all
            for rule in vale_rules(check, compiled["endings"], "%s, %s")[0].values()
            if rule["extends"] != "metric" and rule["scope"] != "sentence"
        ]
        vale_findings = run_vale([its for _, its in made], texts)
        for (name, rule), its in zip(made, vale_findings, strict=True):
            for text, vale, findings in zip(texts, its, ours, strict=True):
                own = [one for one in findings if one.check == name]
                found.append((name, rule, text, vale, own))
    return found


def by_text(*points: str) -> dict[tuple[str, str], tuple[set[Any], set[Any]]]:
    """What Vale and the command find, by check and text, for rules of some extension points."""
    found: dict[tuple[str, str], tuple[set[Any], set[Any]]] = {}
    for name, rule, text, vale_findings, findings in compared():
        if rule["extends"] in points:
            vale, ours = found.setdefault((name, text), (set(), set()))
            vale |= {(start, end) for start, end, _ in vale_findings}
            ours |= {(one.start, one.end) for one in findings}
    return found


def test_vale_finds_what_the_command_finds_but_for_what_is_listed() -> None:
    words = by_text("existence", "substitution")
    counts = by_text("occurrence", "conditional")
    unlike = {key for key, (vale, ours) in words.items() if vale != ours and key[0] != DIGITS}
    unlike |= {key for key, (vale, ours) in counts.items() if bool(vale) != bool(ours)}
    assert unlike == KNOWN
    assert all(vale <= ours for key, (vale, ours) in words.items() if key[0] == DIGITS)
    assert sum(len(ours) for _, ours in words.values()) > 100
    assert sum(bool(ours) for _, ours in counts.values()) > 50
