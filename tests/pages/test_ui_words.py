"""Every UI word that the pages ask for is in every catalogue, and every word there is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from jinja2 import Environment, nodes
from pydantic import BaseModel

from hostile_values import leaves
from playbook.changes.change import ChangeType
from playbook.changes.record import ReleaseClass
from playbook.health.renderers import DUE_STATES
from playbook.kinds import KINDS
from playbook.kinds.accounts import Account
from playbook.kinds.channels import Channel
from playbook.kinds.glossary import Term
from playbook.kinds.legal import Legal
from playbook.kinds.roles import Permission
from playbook.kinds.strategy import Strategy
from playbook.kinds.themes import Theme
from playbook.languages.files import shipped_languages
from playbook.model.entry import AccountKind, Chapter, Group, Sector, Verdict
from playbook.model.settings import Rate, Settings, TimeUnit
from playbook.pages.plan import PLACES
from playbook.pages.reader_choices import WORDS
from playbook.release.version_diff import EntryChangeType
from playbook.search.files import UI
from playbook.words.catalogue import catalogue
from site_helpers import ROOT

PACKAGE = ROOT / "hooks" / "playbook"
FORMS = ("one", "other")


def choices(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The values that a field may have."""
    return get_args(model.model_fields[field].annotation)


def words_of_fields(before: str) -> set[str]:
    """The words there that belong to a field: not every field has one."""
    models: list[type[BaseModel]] = [*KINDS.values(), Chapter, Settings]
    names = {step for model in models for path, _ in leaves(model) for step in path}
    names.add("chapter")  # where an entry stands
    return {f"{before}{name}" for name in names} & catalogue("en").words.keys()


# Keys that are put together: with `*` for each part that is worked out, and all they stand for.
MADE: dict[str, set[str]] = {
    "kinds.*.title": {f"kinds.{kind}.title" for kind in KINDS},
    "kinds.*.about": {f"kinds.{kind}.about" for kind in KINDS},
    "groups.*": {f"groups.{name}" for name in get_args(Group)},
    "verdict.*.*": {
        *(f"verdict.may.{verdict}" for verdict in get_args(Verdict)),
        *(f"verdict.must.{verdict}" for verdict in ("yes", "no")),
    },
    "account.*": {f"account.{name}" for name in get_args(AccountKind)},
    "sector.*": {f"sector.{name}" for name in get_args(Sector)},
    "two_factor.*": {f"two_factor.{name}" for name in choices(Account, "two_factor")},
    "standing.*": {f"standing.{name}" for name in choices(Channel, "standing")},
    "term.*": {f"term.{name}" for name in choices(Term, "use") if name != "use"},
    "force.*": {f"force.{name}" for name in choices(Legal, "force")},
    "permission.*": {f"permission.{name}" for name in get_args(Permission)},
    "strategy.*": {
        f"strategy.{name}"
        for name in (
            *choices(Strategy, "part"),
            *("baseline", "target", "hours_spent", "worth", "by_purpose", "by_channel"),
        )
    },
    "places.*": {f"places.{page_type}" for page_type in PLACES},
    "about.*": {f"about.{page_type}" for page_type in PLACES},
    "reader.*": {f"reader.{name}" for name in WORDS},
    "theme.*": {f"theme.{name}" for name in choices(Theme, "sort")},
    "time.*": {f"time.{unit}.{form}" for unit in get_args(TimeUnit) for form in FORMS},
    "health.*": {f"health.{standing}" for standing in DUE_STATES},
    "search.*": {f"search.{name}" for name in UI},
    "diff.sort.*": {f"diff.sort.{page_type}" for page_type in get_args(ChangeType)},
    "release.class.*": {f"release.class.{name}" for name in get_args(ReleaseClass)},
    "release.what.*": {f"release.what.{what}" for what in get_args(EntryChangeType)},
    "release.fields.*": words_of_fields("release.fields."),
    "diff.field.*": words_of_fields("diff.field."),
    "rate.*": {f"rate.{per}.{form}" for per in choices(Rate, "per") for form in FORMS},
}


def in_templates() -> Iterator[tuple[str, bool]]:
    """What templates give to ``t`` or ``t.count``: the key, and whether it is counted."""
    for path in sorted(PACKAGE.rglob("*.html")):
        tree = Environment().parse(path.read_text(encoding="utf-8"))
        loops = {
            loop.target.name: [item.as_const() for item in loop.iter.items]
            for loop in tree.find_all(nodes.For)
            if isinstance(loop.target, nodes.Name) and isinstance(loop.iter, nodes.Tuple)
        }
        for call in tree.find_all(nodes.Call):
            counted = isinstance(call.node, nodes.Getattr) and call.node.attr == "count"
            if isinstance(call.node, nodes.Getattr) and call.node.attr == "number":
                continue  # a figure, not a key
            name = call.node.node if isinstance(call.node, nodes.Getattr) else call.node
            if _is_words_of_template(name):
                yield from ((key, counted) for key in _made_of(call.args[0], loops))


def _is_words_of_template(node: nodes.Node) -> bool:
    """Whether it is ``t``, or one of the words of ``every`` language."""
    name = node.node if isinstance(node, nodes.Getitem) else node
    return isinstance(name, nodes.Name) and name.name in ("t", "every")


def _made_of(key: nodes.Node, loops: Mapping[str, list[str]]) -> list[str]:
    """The keys that an expression stands for; ``*`` for a part that is worked out elsewhere."""
    if isinstance(key, nodes.Concat):
        parts = [_made_of(part, loops) for part in key.nodes]
        return ["".join(found) for found in product(*parts)]
    if isinstance(key, nodes.Name):
        return loops.get(key.name, ["*"])
    return [str(key.value) if isinstance(key, nodes.Const) else "*"]


def in_modules() -> Iterator[tuple[str, bool]]:
    """What modules give to ``words(…)``, ``words[language](…)``, ``….count(…)`` or ``words[…]``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_words(node.func, path):
                counted = isinstance(node.func, ast.Attribute) and node.func.attr == "count"
                yield from ((key, counted) for key in _keys(node.args[0]))
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "self.words":
                yield from ((key, False) for key in _keys(node.slice))


def _is_words(function: ast.expr, path: Path) -> bool:
    name = ast.unparse(function).removesuffix(".count").removesuffix(".words.get")
    name = re.sub(r"(\[\w+\]|\([\w, ]+\))$", "", name)
    own = path.name == "catalogue.py" and name == "self"
    return own or name.split(".")[-1] in ("words", "t", "words_of")


def _keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values)
        yield "".join(parts)


def asked_for() -> set[str]:
    """Every key that the package asks for, and every pattern of keys, as in `MADE`."""
    found: set[str] = set()
    for key, counted in (*in_templates(), *in_modules()):
        if counted and "*" not in key:
            found |= {f"{key}.{form}" for form in FORMS}
        else:
            found.add(key)
    return found - {"*.*"}  # `Words.count` itself, whose callers are counted


def test_every_pattern_of_keys_is_known() -> None:
    """A new one goes into `MADE` with all that it stands for."""
    assert {key for key in asked_for() if "*" in key} == MADE.keys()


@pytest.mark.parametrize("language", shipped_languages())
def test_every_word_that_is_asked_for_is_there(language: str) -> None:
    wanted = {key for key in asked_for() if "*" not in key}.union(*MADE.values())
    assert sorted(wanted - catalogue(language).words.keys()) == []


@pytest.mark.parametrize("language", shipped_languages())
def test_every_word_there_is_asked_for(language: str) -> None:
    wanted = {key for key in asked_for() if "*" not in key}.union(*MADE.values())
    assert sorted(catalogue(language).words.keys() - wanted) == []


def test_all_languages_have_the_same_keys_and_facts() -> None:
    facts: dict[str, dict[str, Any]] = {
        language: {
            key: sorted(re.findall(r"\{(\w+)\}", text))
            for key, text in catalogue(language).words.items()
        }
        for language in shipped_languages()
    }
    first, *others = facts
    assert others
    for other in others:
        assert facts[first].keys() ^ facts[other].keys() == set()
        differing = [key for key in facts[first] if facts[first][key] != facts[other][key]]
        assert differing == []
