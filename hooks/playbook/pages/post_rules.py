"""The data of the page "Check a post": the compiled rules, and the self-check questions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..model.entry import Entry
from ..model.types import ListByLanguage
from ..post.compile import compile_rules
from ..post.rules import checks_of, rules_for_posts
from .addresses import relative
from .handbook import Handbook

POST_CHECK_PATH = "check-a-post/"
"""The path of the page "Check a post", relative to its language's root."""
START_MODULE = """import rules from "./rules.{0}.js";
import {{ start }} from "./page.js";

start(rules);
"""
"""The entry module of the page in one language; ``{0}`` is the language."""


def has_rules(handbook: Handbook) -> bool:
    """Whether any shown rule has checks that a program can run."""
    return any(checks_of(rule) for rule in _shown_rules(handbook))


def rules_of(handbook: Handbook, language: str) -> dict[str, Any]:
    """The compiled rules of a language, with the URL of each rule under ``links``."""
    rules = compile_rules(handbook.playbook, language)
    return {**rules, "links": {id: _url(handbook, id) for id in rules["rules"]}}


def rules_module(rules: Mapping[str, Any]) -> str:
    """The rules as a JavaScript module, so that the page makes no requests."""
    data = json.dumps(rules, ensure_ascii=False, separators=(",", ":"))
    safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"// Made from playbook_data at every build.\nexport default {safe};\n"


def self_check_rules(handbook: Handbook) -> list[tuple[Entry, ListByLanguage]]:
    """The shown rules with self-check questions, and the questions."""
    field_names = ((rule, rule.spec.post.self_check) for rule in _shown_rules(handbook))
    pairs = ((rule, getattr(rule, name)) for rule, name in field_names if name)
    return [(rule, questions) for rule, questions in pairs if questions]


def _shown_rules(handbook: Handbook) -> list[Entry]:
    return [rule for rule in rules_for_posts(handbook.playbook) if rule.id in handbook.shown]


def _url(handbook: Handbook, id: str) -> str:
    address = handbook.addresses[id]
    return f"{relative(address.page, POST_CHECK_PATH)}#{address.anchor}"
