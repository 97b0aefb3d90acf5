"""Checks that schemas are generated from the models, and that outdated ones are reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from playbook.cli import main
from playbook.project import read_project
from playbook.schema.files import FOLDER, check, schemas
from support import SMALL, line_of, replace


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["schema", *map(str, arguments)])
    return result.exit_code, result.output


def nested_mappings(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping within a schema."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(inner, dict | list):
            yield from nested_mappings(inner)


def test_schemas_have_no_one_of_and_every_field_has_a_description_and_an_example() -> None:
    fields = 0
    playbook = read_project(SMALL).playbook
    assert playbook
    for file, text in schemas(playbook).items():
        for node in nested_mappings(json.loads(text)):
            assert "oneOf" not in node
            if file != "names.json":
                for name, field in node.get("properties", {}).items():
                    assert field["description"], name
                    fields += 1
                    if name not in ("chapter", "defaults", "entries"):
                        words, _, example = field["description"].partition("\n\nExample: ")
                        assert words.endswith("."), name
                        assert example.startswith(f"{name}: "), name
                        assert example != f"{name}: …", name
    assert fields > 200


@pytest.mark.parametrize(("languages", "language"), [("[sv, en]", "sv"), ("[en, sv]", "en")])
def test_each_pattern_says_what_to_write_in_the_handbooks_first_language(
    small_project: Path, languages: str, language: str
) -> None:
    replace(small_project, "playbook.yml", "languages: [sv, en]", f"languages: {languages}")
    playbook = read_project(small_project).playbook
    assert playbook
    patterns = [
        node
        for text in schemas(playbook).values()
        for node in nested_mappings(json.loads(text))
        if isinstance(node.get("pattern"), str)
    ]
    sayings = {node["pattern"]: node["patternErrorMessage"] for node in patterns}
    assert len(sayings) > 20
    begin = {"sv": "PB106: skriv ", "en": "PB106: write "}[language]
    assert sayings["^[A-Z]{2}$"] == begin + {
        "sv": "två versaler, till exempel SE", "en": "two capital letters, for example SE",
    }[language]  # fmt: skip
    assert not [words for words in sayings.values() if "^[" in words or "{{" in words]


def test_schema_writes_the_schemas_and_the_schema_lines_of_data_files(small_project: Path) -> None:
    assert run("--check", small_project)[0] == 1
    assert not (small_project / FOLDER).exists()
    status, output = run(small_project)
    assert status == 0
    assert "schema/policy.json: written" in output
    posting = (small_project / "playbook_data" / "policy" / "posting.yml").read_text(
        encoding="utf-8"
    )
    assert posting.startswith("# yaml-language-server: $schema=../../schema/policy.json\nchapter:")
    assert run("--check", small_project) == (0, "")
    assert run(small_project) == (0, "")
    assert read_project(small_project).problems == ()


def test_windows_line_endings_stay(small_project: Path) -> None:
    path = small_project / "playbook_data" / "reading.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    run(small_project)
    written = path.read_bytes()
    assert written.startswith(b"# yaml-language-server: $schema=../schema/reading.json\r\nentries:")
    assert written.count(b"\n") == written.count(b"\r\n")


def test_an_outdated_schema_is_a_notice(small_project: Path) -> None:
    run(small_project)
    replace(small_project, "contacts.yml", "  - id: legal-desk", "  - id: law-desk")
    replace(small_project, "contacts.yml", "backup: legal-desk", "backup: law-desk")
    playbook = read_project(small_project).playbook
    assert playbook
    (problem,) = check(small_project, playbook)
    assert line_of(problem).startswith("schema/names.json:1:1: notice PB741: ")
    assert list(schemas(playbook)) == sorted(schemas(playbook))


def test_nothing_is_written_if_playbook_yml_has_errors(small_project: Path) -> None:
    replace(small_project, "playbook.yml", "format: 2", "format: 7")
    status, output = run(small_project)
    assert status == 2
    assert "run 'playbook check'" in output
    assert not (small_project / FOLDER).exists()
