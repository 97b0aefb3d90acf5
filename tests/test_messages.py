"""Checks that every code and phrase has a message in each language that uses all its facts."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

import playbook
from checks.test_cases import all_codes
from playbook.languages.shapes import Shape
from playbook.messages import FOLDER, REFERENCE, Messages, messages, shipped_languages
from playbook.model.post_check import CheckLevel
from playbook.problems import LEVELS, Code, Location, Output, Phrase
from playbook.source.codes import SYNTAX, UNREADABLE
from playbook.starter.answers import HOSTS, SECTORS, SIZES
from playbook.starter.upgrade import Action
from support import replace

PACKAGE = Path(playbook.__file__).parent
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\w+)\}")
FINDING_LEVELS = get_args(CheckLevel)
CODES = sorted({*all_codes(), *all_codes(of_builds=True)}, key=lambda code: code.code)
COMPUTED_PHRASES = {
    **{f"level.{level}": frozenset[str]() for level in LEVELS},
    **{f"count.{level}": frozenset({"count"}) for level in LEVELS},
    "foreign": frozenset({"text"}),
    **{f"shape.{shape}": frozenset[str]() for shape in get_args(Shape)},
    **{f"upgrade.{action}": frozenset[str]() for action in get_args(Action)},
    **{f"init.sector.{sector}": frozenset[str]() for sector in SECTORS},
    **{f"init.host.{host}": frozenset[str]() for host in HOSTS},
    **{f"init.starter.{size}": frozenset[str]() for size in SIZES},
    **{f"post.level.{level}": frozenset[str]() for level in FINDING_LEVELS},
    **{f"post.count.{what}": frozenset({"count"}) for what in ("post", *FINDING_LEVELS)},
}
"""The facts of the phrases whose keys the package computes."""
COMPUTED_PREFIXES = {key.split(".")[0] for key in COMPUTED_PHRASES}


def facts_in(text: str | dict[str, str]) -> frozenset[str]:
    """The names of the facts in a message, or in all its plural forms."""
    texts = [text] if isinstance(text, str) else list(text.values())
    return frozenset(name for form in texts for name in PLACEHOLDER.findall(form) if name)


@functools.cache
def phrases_in_the_code() -> frozenset[tuple[str, frozenset[str]]]:
    """The key and the fact names of every call of `Phrase` in the package."""
    return frozenset(_phrases_in_the_code())


def _phrases_in_the_code() -> Iterator[tuple[str, frozenset[str]]]:
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "problems import" not in source or path.name == "messages.py":
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Phrase":
                first = node.args[0]
                keys = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                for key in keys:
                    if isinstance(key, ast.JoinedStr):
                        assert ast.unparse(key)[2:].split(".")[0] in COMPUTED_PREFIXES, path.name
                        continue
                    assert isinstance(key, ast.Constant), f"{path.name}: {ast.unparse(node)}"
                    yield str(key.value), frozenset(str(keyword.arg) for keyword in node.keywords)


@pytest.fixture(params=shipped_languages())
def catalogue(request: pytest.FixtureRequest) -> dict[str, dict[str, dict[str, str]]]:
    """The message catalogue of each language, without the fallback to English."""
    return _read_catalogue(FOLDER / request.param / "problems.yml")


@functools.cache
def _read_catalogue(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    data: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def test_swedish_and_english_are_shipped() -> None:
    assert {"en", "sv"} <= set(shipped_languages())


def test_every_code_has_a_text_with_its_facts(
    catalogue: dict[str, dict[str, dict[str, str]]],
) -> None:
    texts = catalogue["problems"]
    assert texts.keys() == {code.code for code in CODES}
    for code in CODES:
        assert texts[code.code].keys() == {"message", "cure"}
        used = facts_in(texts[code.code]["message"]) | facts_in(texts[code.code]["cure"])
        assert used == set(code.facts), code.code


def test_every_phrase_has_a_text_with_its_facts(
    catalogue: dict[str, dict[str, dict[str, str]]],
) -> None:
    texts = catalogue["phrases"]
    expected = {**COMPUTED_PHRASES, **dict(phrases_in_the_code())}
    named_in_messages = {"also", "count.none", "no-sentence", "cure.no-sentence"}
    assert texts.keys() - named_in_messages == expected.keys()
    for key, facts in expected.items():
        if isinstance(texts[key], dict):
            assert "other" in texts[key]
            assert "count" in facts
            assert facts_in(texts[key]) | {"count"} == facts, key
        else:
            assert facts_in(texts[key]) == facts, key


def test_a_phrase_has_the_same_facts_wherever_it_is_made() -> None:
    keys = [key for key, _ in phrases_in_the_code()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", shipped_languages())
@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_any_fact_can_be_shown_on_one_line(code: Code, language: str) -> None:
    facts = dict.fromkeys(code.facts, "{x}\n\u202e" + "long" * 1_000)
    problem = code.at(Location("a.yml"), **facts)  # type: ignore[arg-type]
    line = messages(language).line(problem)
    assert line.isprintable()
    assert len(line) < 3_000


def test_a_problem_with_undeclared_facts_raises_type_error() -> None:
    with pytest.raises(TypeError, match="PB018 has the facts"):
        UNREADABLE.at(Location("a.yml"), raeson="x")


def test_messages_are_english_in_a_language_without_a_catalogue() -> None:
    problem = UNREADABLE.at(Location("a.yml"), reason="x")
    assert messages("xx").line(problem) == messages(REFERENCE).line(problem)
    two = [problem, SYNTAX.at(Location("b.yml"), reason="y")]
    assert messages("xx").level_counts(two) == "2 errors"


def test_messages_that_a_catalogue_lacks_are_english(tmp_path: Path) -> None:
    (tmp_path / "fi").mkdir()
    (tmp_path / "fi" / "problems.yml").write_text(
        "problems: {PB018: {message: 'ei voi lukea: {reason}'}}\n"
        "phrases: {count.error: {one: '{count} virhe', other: '{count} virhettä'}}\n",
        encoding="utf-8",
    )
    finnish = messages("fi", tmp_path)
    problem = UNREADABLE.at(Location("a.yml"), reason="x")
    assert finnish.message(problem) == "ei voi lukea: x"
    assert finnish.cure(problem) == messages().cure(problem)
    assert finnish.level_counts([problem]) == "1 virhe"


def test_a_code_or_phrase_without_sentence_is_named_with_its_file() -> None:
    problem = Code("PB999", "error").at(Location("a.yml"))
    with pytest.raises(LookupError, match=r"languages/en/problems.yml has no 'PB999' under"):
        messages().message(problem)
    with pytest.raises(LookupError, match=r"has no 'cure.new' under 'phrases'"):
        messages().phrase(Phrase("cure.new"))


def polish_messages(text: str | dict[str, str]) -> Messages:
    """Polish messages with one phrase, ``n``."""
    return Messages("pl", {}, {"n": text})


@pytest.mark.parametrize(("count", "form"), [(1, "plik"), (3, "pliki"), (5, "plików")])
def test_a_phrase_takes_the_plural_form_for_its_count(count: int, form: str) -> None:
    texts = {"one": "plik", "few": "pliki", "many": "plików", "other": "pliku"}
    assert polish_messages(texts).phrase(Phrase("n", count=count)) == form


def test_braces_in_a_fact_are_not_placeholders() -> None:
    assert polish_messages("{{{x}}}").phrase(Phrase("n", x="{{y}} {x}")) == "{{{y}} {x}}"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "the file cannot be read: Permission denied"),
        ("sv", "filen går inte att läsa: ”Permission denied”"),
        ("nb", "filen kan ikke leses: «Permission denied»"),
        ("xx", "the file cannot be read: Permission denied"),
    ],
)
def test_the_words_of_another_program_are_quoted_in_other_languages(
    language: str, line: str
) -> None:
    problem = UNREADABLE.at(Location("a.yml"), reason="Permission denied")
    assert messages(language).message(problem) == line


def test_a_reason_of_our_own_is_translated_and_not_quoted() -> None:
    reason = Phrase("reason.no-locks-here", reason="Function not implemented {x}")
    problem = UNREADABLE.at(Location("a.yml"), reason=reason)
    assert messages("sv").message(problem) == (
        "filen går inte att läsa: filsystemet har inga lås: ”Function not implemented {x}”"
    )
    assert messages("nb").phrase(Phrase("state.record", field="a", reason="b")) == "a: «b»"


def test_program_output_is_not_shortened_in_messages() -> None:
    lines = ("x" * 300, "y" * 300)
    assert polish_messages("{x}").phrase(Phrase("n", x=Output(lines))) == " / ".join(lines)


def test_check_prints_messages_in_the_requested_language(small_project: Path) -> None:
    from click.testing import CliRunner

    from playbook.cli import main

    replace(small_project, "channels.yml", "standing: closed", "standing: stangd")
    english = CliRunner().invoke(main, ["check", str(small_project)])
    assert " error PB103: 'stangd' is not a valid value for 'standing'; " in english.stdout
    swedish = CliRunner().invoke(main, ["check", "--language", "sv", str(small_project)])
    assert " fel PB103: ”stangd” är inte ett giltigt värde för ”standing”; " in swedish.stdout
    assert swedish.stderr == "1 fel\n"
    unknown = CliRunner().invoke(main, ["check", "--language", "xx", str(small_project)])
    assert unknown.exit_code == 2
    assert "no messages in the language 'xx'; use one of: en, nb, sv" in unknown.stderr
    annotated = CliRunner().invoke(main, ["check", "--format", "github", str(small_project)])
    assert "title=PB103::”stangd” är inte" in annotated.stdout
