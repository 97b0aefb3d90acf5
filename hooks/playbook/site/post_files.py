"""Writes the rules of the page "Check a post" as modules, so that the page requests no data."""

from __future__ import annotations

from pathlib import Path

from ..pages.handbook import Handbook
from ..pages.post_rules import START, has_rules, rules_module, rules_of


def write_post_rules(handbook: Handbook, folder: Path) -> None:
    """Write the rules of each language, and the entry module of its page."""
    if has_rules(handbook):
        for language in handbook.playbook.languages:
            module = rules_module(rules_of(handbook, language))
            (folder / f"rules.{language}.js").write_text(module, encoding="utf-8")
            (folder / f"start.{language}.js").write_text(START.format(language), encoding="utf-8")
