"""Checks that every used UI string is in every catalogue, and that every string is used."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from jinja2 import Environment, nodes
from pydantic import BaseModel

from hostile_values import plain_fields
from playbook.acknowledgements.standings import STATUSES
from playbook.changes.change import ChangeType
from playbook.changes.html_report import SIGN_COLUMNS
from playbook.changes.record import ReleaseClass
from playbook.changes.report import SECTIONS
from playbook.changes.report_links import LinkName
from playbook.changes.value_formatter import HEADER_CHOICES
from playbook.health.renderers import DUE_STATES
from playbook.kinds import KINDS
from playbook.kinds.glossary import Term
from playbook.kinds.policy.parts import Match
from playbook.kinds.roles import Permission
from playbook.kinds.strategy import Strategy
from playbook.kinds.themes import Theme
from playbook.languages.files import shipped_languages
from playbook.model.contribute import Channel
from playbook.model.directions import NotCompared
from playbook.model.entry import (
    HEADER_BINDINGS,
    AccountKind,
    Audience,
    Chapter,
    Group,
    Sector,
    Verdict,
)
from playbook.model.settings import Settings, Weekday
from playbook.model.settings_bindings import SETTINGS_BINDINGS
from playbook.model.values import Rate, TimeUnit, Value
from playbook.pages.plan import PAGE_PATHS
from playbook.pages.reader_choices import UI_STRINGS as READER_STRINGS
from playbook.pages.suggestion_page import PROBLEMS
from playbook.pages.suggestion_page import UI_STRINGS as SUGGESTION_STRINGS
from playbook.search.files import UI_STRINGS
from playbook.site.written.adapt import BOX_TITLES
from playbook.words.catalogue import catalogue
from site_helpers import ROOT

PACKAGE = ROOT / "hooks" / "playbook"
PLURAL_FORMS = ("one", "other")
FORMATTERS = ("clock", "date", "field", "kind", "list", "month", "number", "time_tag")
"""Methods of the catalogue that take a value, not a key."""


def choices(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The values that a field may have."""
    return get_args(model.model_fields[field].annotation)


def words_of_fields(prefix: str) -> set[str]:
    """The keys of the catalogue with a prefix that belong to a field. Some fields have no key."""
    models: list[type[BaseModel]] = [*KINDS.values(), Chapter, Settings]
    names = {step for model in models for path, _ in plain_fields(model) for step in path}
    names.add("chapter")  # the chapter that contains an entry
    return {f"{prefix}{name}" for name in names} & catalogue("en").words.keys()


CHOICES: dict[str, set[str]] = {
    f"{prefix}.*": {f"{prefix}.{value}" for value in choices(model, field)}
    for model in KINDS.values()
    for field, prefix in model.spec.choices.items()
    if field in model.model_fields
}
"""The keys of choices, which reports look up by the specification of a kind."""

# Keys with parts that are set at run time (`*`), and all keys that each pattern matches.
PATTERNS: dict[str, set[str]] = {
    **CHOICES,
    "kinds.*.title": {f"kinds.{kind}.title" for kind in KINDS},
    "kinds.*.about": {f"kinds.{kind}.about" for kind in KINDS},
    "kinds.*.fields.*": {key for kind in KINDS for key in words_of_fields(f"kinds.{kind}.fields.")},
    "written.box.*": {f"written.box.{name}" for name in BOX_TITLES},
    "contribute.*": {f"contribute.{channel}" for channel in get_args(Channel)},
    "groups.*": {f"groups.{name}" for name in get_args(Group)},
    "verdict.*.*": {
        *(f"verdict.may.{verdict}" for verdict in get_args(Verdict)),
        *(f"verdict.must.{verdict}" for verdict in ("yes", "yes_if", "no")),
    },
    "verdict.may.*": {f"verdict.may.{verdict}" for verdict in get_args(Verdict)},
    "account.*": {f"account.{name}" for name in get_args(AccountKind)},
    "sector.*": {f"sector.{name}" for name in get_args(Sector)},
    "readers.*": {f"readers.{name}" for name in get_args(Audience)},
    "term.*": {f"term.{name}" for name in choices(Term, "use")},
    "permission.*": {f"permission.{name}" for name in get_args(Permission)},
    "strategy.*": {
        f"strategy.{name}"
        for name in (
            *choices(Strategy, "part"),
            *("hours_spent", "worth", "by_purpose", "by_channel"),
        )
    },
    "places.*": {f"places.{page_type}" for page_type in PAGE_PATHS},
    "about.*": {f"about.{page_type}" for page_type in PAGE_PATHS},
    "reader.*": {f"reader.{name}" for name in READER_STRINGS},
    "theme.*": {f"theme.{name}" for name in choices(Theme, "type")},
    "time.*": {
        f"time.{unit}.{form}"
        for unit in (*get_args(TimeUnit), "next_working_days")
        for form in PLURAL_FORMS
    },
    "acknowledge.status.*": {f"acknowledge.status.{status}" for status in STATUSES},
    "health.*": {f"health.{standing}" for standing in DUE_STATES},
    "suggest.*": {f"suggest.{name}" for name in SUGGESTION_STRINGS},
    "suggest.way.*": {f"suggest.way.{name}" for name in ("mail", "form", "issue")},
    "suggest.problem.*": {f"suggest.problem.{name}" for name in PROBLEMS},
    "search.*": {f"search.{name}" for name in UI_STRINGS},
    "diff.sort.*": {f"diff.sort.{page_type}" for page_type in get_args(ChangeType)},
    "diff.section.*": {f"diff.section.{name}" for name in SECTIONS},
    "diff.link.*": {f"diff.link.{name}" for name in get_args(LinkName)},
    "diff.sign.*": {f"diff.sign.{name}" for name in SIGN_COLUMNS},
    "diff.bound.*": {f"diff.bound.{name}" for name in get_args(choices(Value, "bound")[0])},
    "settings.*": {
        f"settings.{key.removeprefix('organisation.')}"
        for key, direction in SETTINGS_BINDINGS.items()
        if not isinstance(direction, NotCompared)
    },
    "release.class.*": {f"release.class.{name}" for name in get_args(ReleaseClass)},
    "field.*": words_of_fields("field."),
    "contact.day.*": {f"contact.day.{day}" for day in get_args(Weekday)},
    "rule.match.*": {f"rule.match.{name}" for name in get_args(Match)},
    "rule.no_answer.*": {f"rule.no_answer.{name}" for name in ("yes", "no")},
    "rate.*": {f"rate.{per}.{form}" for per in choices(Rate, "per") for form in PLURAL_FORMS},
}


@pytest.mark.parametrize("language", shipped_languages())
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_a_report_can_show_has_a_label(kind: str, language: str) -> None:
    bindings = {**HEADER_BINDINGS, **KINDS[kind].spec.bindings}
    own = {field.alias or name for name, field in KINDS[kind].model_fields.items()
           if not isinstance(bindings[name], NotCompared)}  # fmt: skip
    words = catalogue(language)
    assert sorted(key for key in own if words.field(kind, key) == key) == []


def test_a_page_and_a_report_have_the_same_label_for_a_field() -> None:
    """A page shows the label of a field, and no other string, before its value."""
    found, count = set(), 0
    for kind, model in KINDS.items():
        template = (PACKAGE / "kinds" / kind / "detail.html").read_text(encoding="utf-8")
        shown = re.findall(r'\bt\("([\w.]+)"\), \w[\w.]*\(entry\.(\w+)', template)
        count += len(shown)
        found |= {(kind, field, key) for key, field in shown
                  if key not in (f"kinds.{kind}.fields.{field}", f"field.{field}")
                  and field in model.model_fields}  # fmt: skip
    assert sorted(found) == []
    assert count > 40


COUNTING_METHODS = ("count", "forms")
"""The methods of `Words` that take the key of a count."""


def in_templates() -> Iterator[tuple[str, bool]]:
    """The keys that templates pass to ``t`` or ``t.count``, each with whether it is a plural."""
    for path in sorted(PACKAGE.rglob("*.html")):
        tree = Environment().parse(path.read_text(encoding="utf-8"))
        loops = {
            loop.target.name: [item.as_const() for item in loop.iter.items]
            for loop in tree.find_all(nodes.For)
            if isinstance(loop.target, nodes.Name) and isinstance(loop.iter, nodes.Tuple)
        }
        for call in tree.find_all(nodes.Call):
            counted = isinstance(call.node, nodes.Getattr) and call.node.attr in COUNTING_METHODS
            if isinstance(call.node, nodes.Getattr) and call.node.attr in FORMATTERS:
                continue  # a value or a name, not a key
            name = call.node.node if isinstance(call.node, nodes.Getattr) else call.node
            if _is_catalogue_in_template(name):
                yield from ((key, counted) for key in _keys_in_template(call.args[0], loops))


def _is_catalogue_in_template(node: nodes.Node) -> bool:
    """Whether a node is ``t``, the strings of another language, or an item of ``every``."""
    name = node.node if isinstance(node, nodes.Getitem) else node
    return isinstance(name, nodes.Name) and name.name in ("t", "section_t", "other_t", "every")


def _keys_in_template(key: nodes.Node, loops: Mapping[str, list[str]]) -> list[str]:
    """The keys that an expression can have; ``*`` for a part that is set at run time."""
    if isinstance(key, nodes.Concat):
        parts = [_keys_in_template(part, loops) for part in key.nodes]
        return ["".join(combination) for combination in product(*parts)]
    if isinstance(key, nodes.Name):
        return loops.get(key.name, ["*"])
    return [str(key.value) if isinstance(key, nodes.Const) else "*"]


def in_modules() -> Iterator[tuple[str, bool]]:
    """The keys that Python passes to ``words(…)``, ``words[language](…)``, ``….count(…)`` or
    ``words[…]``, each with whether it is a plural."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_catalogue(node.func, path):
                counted = isinstance(node.func, ast.Attribute) and node.func.attr in (
                    "count",
                    "forms",
                )
                yield from ((key, counted) for key in _keys(node.args[0]))
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "self.words":
                yield from ((key, False) for key in _keys(node.slice))


def _is_catalogue(function: ast.expr, path: Path) -> bool:
    name = (
        ast.unparse(function)
        .removesuffix(".count")
        .removesuffix(".forms")
        .removesuffix(".words.get")
    )
    name = re.sub(r"(\[\w+\]|\([\w, ]+\))$", "", name)
    is_self = path.name == "catalogue.py" and name == "self"
    return is_self or name.split(".")[-1] in ("words", "t", "words_of")


def _keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values)
        yield "".join(parts)


@functools.cache
def used_keys() -> frozenset[str]:
    """Every key that the package uses, and every pattern of keys, as in `PATTERNS`."""
    keys = {f"{prefix}.*" for prefix in HEADER_CHOICES.values()}
    for key, counted in (*in_templates(), *in_modules()):
        if counted and "*" not in key:
            keys |= {f"{key}.{form}" for form in PLURAL_FORMS}
        else:
            keys.add(key)
    return frozenset(keys - {"*.*"})  # in `Words.count` itself; its callers are included


def test_every_pattern_of_keys_is_known() -> None:
    """Add a new pattern to `PATTERNS`, with all keys that it matches."""
    patterns = {key for key in used_keys() if "*" in key}
    assert patterns | CHOICES.keys() == PATTERNS.keys()


@pytest.mark.parametrize("language", shipped_languages())
def test_every_used_key_is_in_the_catalogue(language: str) -> None:
    used = {key for key in used_keys() if "*" not in key}.union(*PATTERNS.values())
    assert sorted(used - catalogue(language).words.keys()) == []


@pytest.mark.parametrize("language", shipped_languages())
def test_every_key_in_the_catalogue_is_used(language: str) -> None:
    used = {key for key in used_keys() if "*" not in key}.union(*PATTERNS.values())
    assert sorted(catalogue(language).words.keys() - used) == []


def test_all_languages_have_the_same_keys_and_placeholders() -> None:
    placeholders: dict[str, dict[str, Any]] = {
        language: {
            key: sorted(re.findall(r"\{(\w+)\}", text))
            for key, text in catalogue(language).words.items()
        }
        for language in shipped_languages()
    }
    first, *others = placeholders
    assert others
    for other in others:
        assert placeholders[first].keys() ^ placeholders[other].keys() == set()
        differing = [
            key for key, names in placeholders[first].items() if placeholders[other][key] != names
        ]
        assert differing == []
