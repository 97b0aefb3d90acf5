"""Checks that only the folders of kinds contain the names of kinds and of their fields."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

import playbook
from playbook.kinds import KINDS
from playbook.model.referenced_kinds import REQUIRED_KINDS

PACKAGE = Path(playbook.__file__).parent
EXEMPT_MODULES = {"model/referenced_kinds.py", "pages/composed.py"}
"""The modules that list the kinds which other kinds refer to, or which composed pages need."""
OTHER_MEANINGS = {
    "channels": {"post/vale.py", "post/engine.py", "post/check_types/limit.py",
                 "post/compile.py"},
    "accounts": {"post/vale.py", "post/engine.py", "post/compile.py"},
    "roles": {"search/index.py", "pages/json_export.py", "changes/audience.py",
              "changes/classifiers.py", "checks/staleness/contradictions.py"},
    "keys": {"languages/codes.py"},
    "legal": {"kinds/contacts/checks.py"},
    "templates": {"release/renderer.py", "pages/templating.py", "starter/written_files.py",
                  "documents/layout.py"},
}  # fmt: skip
"""The modules in which a word means something else, such as a folder, by word."""
KIND_FIELDS = {
    "verdict",
    "asks",
    "ask",
    "within",
    "pending",
    "question",
    "force",
    "platform",
    "when",
}
MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(PACKAGE).parts[0] != "kinds"
    and path.relative_to(PACKAGE).as_posix() not in EXEMPT_MODULES
]

SCRIPTS_AND_TEMPLATES = [
    path
    for path in sorted(PACKAGE.rglob("*"))
    if path.suffix in (".js", ".html", ".xml")
    and path.relative_to(PACKAGE).parts[0] != "kinds"
    and "snowball" not in path.parts
]
OTHER_MEANINGS_IN_SCRIPTS = {"site/theme/assets/playbook/scope.js": {"roles"}}
"""By file, the words that mean something else there: a field of a scope."""
_COMMENT = re.compile(r"\{#.*?#\}|/\*.*?\*/|(?<![:\w\"'])//[^\n]*", re.DOTALL)
_NAME = re.compile(rf"[\"'`](?:kinds\.)?({'|'.join(KINDS)})(?:\.[\w.]*)?[\"'`]")


def kind_names(path: Path) -> set[str]:
    """The kinds that a script or a template names in a string, also in the key of a label."""
    return set(_NAME.findall(_COMMENT.sub("", path.read_text(encoding="utf-8"))))


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_contains_the_name_of_a_kind(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    names = {
        node.value
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in KINDS
    }
    assert {kind for kind in names if name not in OTHER_MEANINGS.get(kind, ())} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_looks_up_a_kinds_field_by_name(path: Path) -> None:
    lookups = [
        ast.unparse(node)
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("getattr", "hasattr")
        and isinstance(node.args[1], ast.Constant)
        and node.args[1].value in KIND_FIELDS
    ]
    assert lookups == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_import_only_required_kinds(path: Path) -> None:
    modules = {node.module for node in nodes(path) if isinstance(node, ast.ImportFrom)}
    kinds = {(module or "").partition("kinds.")[2].split(".")[0] for module in modules}
    allowed = {*REQUIRED_KINDS, "packages", "check_kind", ""}
    if path.relative_to(PACKAGE).as_posix() == "pages/crisis.py":  # for types only
        allowed |= {"contacts", "incidents"}
    assert kinds <= allowed


@pytest.mark.parametrize(
    "path", SCRIPTS_AND_TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_no_script_or_template_contains_the_name_of_a_kind(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    assert kind_names(path) == OTHER_MEANINGS_IN_SCRIPTS.get(name, set())


def test_kind_names_are_found_in_scripts_and_templates(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        """{% if "flows" in kinds %}{{ t('kinds.keys.title') }} {# "roles" #} policy\n"""
        """run(`policy`, "glossary-page"); // "tone" """
    )
    assert kind_names(path) == {"flows", "keys", "policy"}
    assert len(SCRIPTS_AND_TEMPLATES) > 80
