"""Makes the rules and the check types of the page "Check a post" as JavaScript modules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..pages.handbook import Handbook
from ..pages.post_rules import START_MODULE, has_rules, rules_module, rules_of
from ..post.check_types import CHECK_TYPES
from ..search.files import stripped_module

RULES_FOLDER = "assets/playbook/post/"
"""The folder of the modules, relative to the site."""
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


def rule_files(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """The path and text of each language's rules, and of the entry module of its page."""
    for language in handbook.playbook.languages if has_rules(handbook) else ():
        yield f"{RULES_FOLDER}rules.{language}.js", rules_module(rules_of(handbook, language))
        yield f"{RULES_FOLDER}start.{language}.js", START_MODULE.format(language)


def write_check_types(site: Path) -> None:
    """Write the module of all check types."""
    module = stripped_module(types_module())
    (site / RULES_FOLDER / "check-types.js").write_text(module, encoding="utf-8", newline="\n")
