"""Exports the rules as a Vale style, with a list of what Vale does not support.

This follows Vale's source code as of 2026; Vale up to 3.12 reads a conditional differently. Vale
ends the name of a rule at the first full stop of its file name, so ours contain none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from ..model.playbook import Playbook
from ..words.catalogue import words_of
from .check_types import CHECK_TYPES
from .compile import compile_rules

UNSUPPORTED_FILE = "NOT-IN-VALE.md"
"""The file that lists what Vale cannot express."""
_SCOPE_IGNORED = "Vale has no channels, accounts or replies, so this applies to every post"
_COMMON_LIMITS = """\
- Forms of exceptions: Vale only accepts exceptions exactly as listed.
- Letters written as a base letter and a combining mark: Vale compares single characters.
- Words outside sentences: Vale also counts image descriptions and URLs.
- Two patterns of one check on the same words: Vale reports the first.
- Replacements in the case of the matched words: Vale suggests the replacement as listed.
"""


def vale_style(playbook: Playbook, link: Callable[[str, str], str]) -> dict[str, str]:
    """The files of the style by path: a folder for each language, a configuration, and a list.

    ``link`` returns the URL of a rule, by its id and a language.
    """
    files: dict[str, str] = {}
    unsupported: list[str] = []
    for language in playbook.languages:
        rules = compile_rules(playbook, language)
        replacement_message = words_of(playbook, language)("post.instead_of")
        for check in rules["checks"]:
            check_type = CHECK_TYPES[check["type"]]
            exported, reasons = check_type.vale(
                {**check, "detected": rules["shapes"]["detected"]},
                rules["endings"],
                replacement_message,
            )
            name = f"{check['rule']}_{check['name']}"
            for suffix, rule in exported.items():
                link_key = {"link": url} if (url := link(check["rule"], language)) else {}
                path = f"styles/Playbook-{language}/{name}{suffix}.yml"
                files[path] = _to_yaml({**rule, **link_key})
            unsupported += [
                f"- {language}, {name}: {reason}\n"
                for reason in _unsupported_reasons(check, exported, reasons)
            ]
    files[".vale.ini"] = _configuration(playbook)
    files[UNSUPPORTED_FILE] = (
        f"# What Vale cannot express\n\n{_COMMON_LIMITS}{''.join(unsupported)}"
    )
    return files


def _unsupported_reasons(
    check: Mapping[str, Any], exported: object, reasons: list[str]
) -> Iterator[str]:
    yield from reasons
    if exported and (check["channels"] or check["accounts"] or check["situations"]):
        yield _SCOPE_IGNORED


def _to_yaml(rule: Mapping[str, Any]) -> str:
    return yaml.safe_dump(rule, allow_unicode=True, sort_keys=False, width=1000)


def _configuration(playbook: Playbook) -> str:
    sections = (
        f"[*.{language}.{{md,txt}}]\nBasedOnStyles = Playbook-{language}\n"
        for language in playbook.languages
    )
    return "StylesPath = styles\nMinAlertLevel = suggestion\n\n" + "\n".join(sections)
