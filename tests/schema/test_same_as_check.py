"""The schema that editors use accepts what ``playbook check`` accepts, written in the usual way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # of check-jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from playbook.project import DATA_FOLDER, read_project
from playbook.schema.files import schemas
from support import SMALL

VALUES = {
    "amount: 1, unit: working_days": ("010", "0x10", "1_000", "1.5", "-1", "0", "yes", "٣"),
    "public: no": ("yes", "true", "False", "nej", "~", "Ja"),
    "countries: [SE]": ("[NO]", "[se]", "[SWE]", "SE", "[SE, NO]"),
    'opens: "08:00"': ("08:00", "8:00", '"24:00"', '"08.00"'),
    "on: 2026-03-02": ("2026-1-3", "31/12/2026", "20260302", '"2026-03-02"'),
    "reference: Protokoll 4": ("1.10", "12:30", "0701234567", "yes", "2026-01-01"),
    "release: 1.0.0": ("2026.10", "[1]", "1_0.0.0"),
    'brand_colour: "#0f5c5c"': ('"#0F5C5C"', '"#fff"', "red"),
    "percent: 12.5": ("100", "0.1", "101", "12.5%"),
}
"""A line of ``playbook.yml``, and other values that people write there."""
ONLY_CHECK_ACCEPTS = {
    "public: no": ("YES", "No", "on", "0"),
    "amount: 1, unit: working_days": ('"1"',),
    "percent: 12.5": ('"12.5"',),
}
"""Other spellings of yes and no, and numbers in quotes: an editor underlines them."""


class _Yaml12(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 does in editors: ``no`` and 08:00 are texts."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


def _number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    return float(node.value) if "." in node.value else int(node.value)


_Yaml12.add_implicit_resolver("!number", re.compile(r"[-+]?[0-9]+(\.[0-9]+)?$"), None)
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null)?$"), None)
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"([Tt]rue|[Ff]alse)$"), None)
_Yaml12.add_constructor("!number", _number)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    playbook = read_project(SMALL).playbook
    assert playbook is not None
    parsed = {file: json.loads(text) for file, text in schemas(playbook).items()}
    resources = [
        (file, Resource.from_contents(schema, DRAFT202012)) for file, schema in parsed.items()
    ]
    registry: Registry[object] = Registry().with_resources(resources)
    return Draft202012Validator(parsed["playbook.json"], registry=registry)


def verdicts(
    project: Path, validator: Draft202012Validator, line: str, value: str
) -> tuple[bool, bool]:
    """Whether the check and the schema accept a value in a line."""
    name, _, rest = line.partition(": ")
    end = rest[rest.index(",") :] if name == "amount" else ""
    path = project / DATA_FOLDER / "playbook.yml"
    text = path.read_text(encoding="utf-8")
    assert line in text
    changed = text.replace(line, f"{name}: {value}{end}", 1)
    path.write_text(changed, encoding="utf-8")
    problems = read_project(project).problems
    errors = [each for each in problems
              if each.level == "error" and each.location.path.endswith("playbook.yml")]  # fmt: skip
    path.write_text(text, encoding="utf-8")
    return not errors, validator.is_valid(yaml.load(changed, Loader=_Yaml12))


def cases(table: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    return ((line, value) for line, values in table.items() for value in values)


def test_the_schema_accepts_what_the_check_accepts(
    small_project: Path, validator: Draft202012Validator
) -> None:
    assert validator.is_valid(
        yaml.load((SMALL / DATA_FOLDER / "playbook.yml").read_text("utf-8"), Loader=_Yaml12)
    )
    found = {case: verdicts(small_project, validator, *case) for case in cases(VALUES)}
    assert [case for case, (checked, valid) in found.items() if checked and not valid] == []
    accepted = [case for case, (checked, _) in found.items() if checked]
    assert 0 < len(accepted) < len(found)


def test_some_spellings_are_only_for_the_check(
    small_project: Path, validator: Draft202012Validator
) -> None:
    for case in cases(ONLY_CHECK_ACCEPTS):
        assert verdicts(small_project, validator, *case) == (True, False), case
