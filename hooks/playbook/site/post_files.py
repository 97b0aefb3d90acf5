"""Writes the rules and the check types of the page "Check a post" as JavaScript modules."""

from __future__ import annotations

from pathlib import Path

from ..pages.handbook import Handbook
from ..pages.post_rules import START_MODULE, has_rules, rules_module, rules_of
from ..post.check_types import CHECK_TYPES
from ..search.files import stripped_module

TYPES_MODULE = """\
// The types of check, written at each build: each module of the folder check-types is one.

{imports}

/** @import {{ Match, Post, PreparedCheck, Setting }} from "./types.js" */

/**
 * The function that runs each type of check.
 * @type {{Record<string, (prepared: PreparedCheck<any>, post: Post, setting: Setting) => Match[]>}}
 */
export const CHECK_TYPES = {{ {names} }};
"""


def types_module() -> str:
    """The module of all check types: their functions by name, each from its own module."""
    imports = (f'import {{ {name} }} from "./check-types/{name}.js";' for name in CHECK_TYPES)
    return TYPES_MODULE.format(imports="\n".join(imports), names=", ".join(CHECK_TYPES))


def write_post_rules(handbook: Handbook, folder: Path) -> None:
    """Write the check types, the rules of each language, and the entry module of its page."""
    (folder / "check-types.js").write_text(
        stripped_module(types_module()), encoding="utf-8", newline="\n"
    )
    if has_rules(handbook):
        for language in handbook.playbook.languages:
            module = rules_module(rules_of(handbook, language))
            (folder / f"rules.{language}.js").write_text(module, encoding="utf-8", newline="\n")
            (folder / f"start.{language}.js").write_text(
                START_MODULE.format(language), encoding="utf-8", newline="\n"
            )
