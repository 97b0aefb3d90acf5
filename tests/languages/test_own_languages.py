"""Checks that an organisation can add a language, or change single strings of one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from playbook.languages.files import shipped_languages
from playbook.languages.pack import Languages
from playbook.messages import messages
from playbook.post.compile import compile_rules
from playbook.post.draft_files import read_drafts
from playbook.post.engine import Engine
from playbook.post.finding import PostContext
from playbook.post.token_patterns import shapes
from playbook.project import DATA_FOLDER, read_project
from playbook.words.catalogue import words_of
from support import problem_lines, replace

UI = "languages/xx/ui.yml"


def write(project: Path, name: str, text: str) -> None:
    """Write a file in the data folder."""
    path = project / DATA_FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def add_language(project: Path, code: str) -> None:
    """Add a language to the handbook, without any translations."""
    replace(project, "playbook.yml", "[sv, en]", f"[sv, en, {code}]\nmissing_text: notice")


def language_problems(project: Path) -> list[str]:
    """All problems except PB120, which counts texts without a translation."""
    return [line for line in problem_lines(project) if " PB120: " not in line]


def test_an_organisation_can_replace_a_string(small_project: Path) -> None:
    write(small_project, "languages/sv/ui.yml", "permalink: Fast länk\n")
    assert problem_lines(small_project) == []
    playbook = read_project(small_project).playbook
    assert playbook is not None
    assert words_of(playbook, "sv")("permalink") == "Fast länk"
    assert words_of(playbook, "sv")("print") == "Skriv ut"
    assert words_of(playbook, "en")("permalink") == "Link"


def test_missing_strings_are_counted_and_shown_in_english(small_project: Path) -> None:
    write(small_project, UI, "permalink: Xink\nused_in: {one: '{n} xlace', other: '{n} xlaces'}\n")
    write(small_project, "languages/xx/writing.yml", "locale: en\n")
    add_language(small_project, "xx")
    (line,) = language_problems(small_project)
    assert line.startswith("playbook_data/languages/xx/ui.yml:1:1: notice PB502: ")
    assert "UI strings are missing in 'xx' and shown in en: kinds.flows.title, " in line
    playbook = read_project(small_project).playbook
    assert playbook is not None
    words = words_of(playbook, "xx")
    assert (words("permalink"), words("print")) == ("Xink", "Print")
    assert words.count("used_in", 2) == "2 xlaces"


def test_a_language_without_files_is_a_problem(small_project: Path) -> None:
    add_language(small_project, "xx")
    assert language_problems(small_project) == [
        "playbook_data/playbook.yml:9:21: error PB501: there is no UI catalogue for 'xx'; use one "
        f"of: {', '.join(shipped_languages())}; "
        "to add a language, write its strings in playbook_data/languages/xx/ui.yml"
    ]


FILES = (
    "name the folder after the language's code, and the file one of: ui.yml, search.yml, "
    "inflections.yml, writing.yml, post.yml, forms.yml, problems.yml"
)
SEARCH_KEYS = (
    "stemmer, vowels, endings, compounds, stop, asking, whole, forms, elements, simple, alike, "
    "wider, favours, pages"
)
RULES = "a list of rules with the key 'ending'"
MISTAKES = {
    ("sv/ui.yml", "no_such: Ord"): "1:1: error PB503: no page uses the string 'no_such'; remove it",
    ("sv/ui.yml", "used_in: {one: '{m} gång'}"): "1:16: error PB504: the string 'used_in.one' has "
    "other placeholders than the pages fill in; use these: n",
    ("sv/ui.yml", "print: [a]"): "1:8: error PB507: 'print' is not a text; write a text",
    ("sv/search.yml", "stemer: swedish"): "1:1: error PB506: unknown key 'stemer'; use one of: "
    f"{SEARCH_KEYS}",
    ("sv/search.yml", "stop: [a]"): "1:7: error PB507: 'stop' is not a text; write a text",
    ("sv/search.yml", "alike: ord"): "1:8: error PB507: 'alike' is not a list of texts; write a "
    "list of texts",
    ("sv/search.yml", "endings:\n  - {ending: an, leest: 4}"): "2:18: error PB506: unknown key "
    "'leest'; use one of: ending, after, write, least",
    ("sv/search.yml", "endings:\n  - {ending: an, least: four}"): "2:25: error PB507: 'least' is "
    "not a number; write a number",
    (
        "sv/search.yml",
        "endings: [an]",
    ): f"1:11: error PB507: 'endings' is not {RULES}; write {RULES}",
    ("sv/writing.yml", "locale: tlh"): "1:9: error PB509: the plurals, numbers and dates of 'tlh' "
    "are unknown; name a language in CLDR that writes them in the same way, as in 'locale: en', in "
    "playbook_data/languages/sv/writing.yml",
    ("sv/words.yml", "a: b"): f"1:1: error PB505: 'words.yml' is not a file of a language; {FILES}",
    ("ui.yml", "a: b"): f"1:1: error PB505: 'ui.yml' is not a file of a language; {FILES}",
}


@pytest.mark.parametrize(("name", "text"), MISTAKES)
def test_a_mistake_in_a_language_file_is_reported_at_its_line(
    small_project: Path, name: str, text: str
) -> None:
    write(small_project, f"languages/{name}", f"{text}\n")
    assert problem_lines(small_project) == [
        f"playbook_data/languages/{name}:{MISTAKES[name, text]}"
    ]
    playbook = read_project(small_project).playbook
    assert playbook is not None
    assert words_of(playbook, "sv").count("used_in", 1)


def test_invalid_yaml_in_a_language_file_is_reported(small_project: Path) -> None:
    write(small_project, "languages/sv/ui.yml", "print: {one\n")
    (line,) = problem_lines(small_project)
    assert line.startswith("playbook_data/languages/sv/ui.yml:1:")


def test_an_unknown_stemmer_is_reported(small_project: Path) -> None:
    write(small_project, "languages/sv/search.yml", "stemmer: norse\n")
    (line,) = problem_lines(small_project)
    assert line.startswith(
        "playbook_data/languages/sv/search.yml:1:10: error PB508: there is no stemmer 'norse'; use "
        "one of: arabic, armenian, "
    )


def test_an_own_language_has_its_own_words_for_secrets_addresses_and_images(
    small_project: Path,
) -> None:
    write(small_project, UI, "permalink: Xink\n")
    text = (
        "images: kuva\nsecrets: [salasana, 'koodi *']\nsecret_is: on\nsecret_now: nyt\n"
        "street_endings: katu\ntext_columns: [viesti]\nlanguage_columns: [kieli]\n"
    )
    write(small_project, "languages/xx/post.yml", text)
    playbook = read_project(small_project).playbook
    assert playbook is not None
    post = "Salasana on nyt: abc123! Koodi ovelle: 12#34 Pitkäkatu 5"
    detected = {
        name: {kind for kind, form in shapes(data)["detected"].items() if re.search(form, post)}
        for name, data in (("own", playbook.language_data), ("shipped", Languages()))
    }
    assert detected == {"own": {"secret", "address"}, "shipped": set()}
    assert re.search(shapes(playbook.language_data)["tokens"]["image"], "[kuva: pilvi]")
    draft, *_ = read_drafts("a.csv", "kieli,viesti\nFI,Hei\n", None, playbook.language_data)
    assert (draft.text, draft.language) == ("Hei", "FI")


def test_a_post_is_checked_with_the_words_of_an_own_language(small_project: Path) -> None:
    write(small_project, UI, "permalink: Xink\n")
    write(small_project, "languages/xx/post.yml", "secrets: [salasana]\nsecret_is: on\n")
    playbook = read_project(small_project).playbook
    assert playbook is not None
    rules = compile_rules(playbook, "en")
    check = {**rules["checks"][0], "type": "detect", "what": ["secret"], "exceptions": []}
    check |= {"channels": [], "accounts": [], "situations": []}
    engine = Engine({**rules, "checks": [check]})
    (finding,) = engine.check("Salasana on abc123!", PostContext(None, "official", "post"))
    assert (finding.start, finding.end) == (0, 19)


OWN_MESSAGES = """\
problems:
  PB103: {message: "«{value}» xei {key}"}
phrases:
  count.error: {one: "{count} xirhe", few: "{count} xirhettä", other: "{count} xirheitä"}
"""


def test_an_own_language_has_sentences_of_problems_and_missing_ones_are_english(
    small_project: Path,
) -> None:
    write(small_project, UI, "permalink: Xink\n")
    write(small_project, "languages/xx/writing.yml", "locale: pl\n")
    write(small_project, "languages/xx/problems.yml", OWN_MESSAGES)
    replace(small_project, "channels.yml", "standing: closed", "standing: stangd")
    checked = CliRunner().invoke(main, ["check", "--language", "xx", str(small_project)])
    assert " error PB103: «stangd» xei 'standing'; use one of: " in checked.stdout
    assert checked.stderr == "1 xirhe\n"
    replace(small_project, "contacts.yml", "id: legal-desk", "id: Legal-Desk")
    checked = CliRunner().invoke(main, ["check", "--language", "xx", str(small_project)])
    assert re.fullmatch("[234] xirhettä\n", checked.stderr)


def test_an_organisation_replaces_single_sentences_of_the_package(small_project: Path) -> None:
    text = 'problems: {PB103: {cure: "välj: {choices}"}}\n'
    write(small_project, "languages/sv/problems.yml", text)
    replace(small_project, "channels.yml", "standing: closed", "standing: stangd")
    checked = CliRunner().invoke(main, ["check", "--language", "sv", str(small_project)])
    assert " fel PB103: ”stangd” är inte ett giltigt värde för ”standing”; välj: " in checked.stdout


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "problems: {PB999: {message: x}}",
            "1:20: error PB503: no page uses the string 'PB999.message'",
        ),
        ("problems: {PB103: {help: x}}", "1:20: error PB503: no page uses the string 'PB103.help'"),
        ("phrases: {no-such: x}", "1:11: error PB503: no page uses the string 'no-such'"),
        (
            "problems: {PB103: {message: '{no} {key}'}}",
            "1:29: error PB504: the string 'PB103.message' has other placeholders than the pages "
            "fill in; use these: choices, key, value",
        ),
        (
            "phrases: {nobody: {one: x, other: y}}",
            "1:19: error PB504: the string 'nobody' has other placeholders than the pages fill in; "
            "use these: none",
        ),
        ("problems: {PB103: {message: [x]}}", "1:29: error PB507: 'message' is not a text"),
    ],
)
def test_a_wrong_sentence_of_a_problem_is_reported_and_not_used(
    small_project: Path, text: str, problem: str
) -> None:
    write(small_project, "languages/sv/problems.yml", f"{text}\n")
    (line,) = problem_lines(small_project)
    assert line.removeprefix("playbook_data/languages/sv/problems.yml:").startswith(problem)
    playbook = read_project(small_project).playbook
    assert playbook is not None
    assert words_of(playbook, "sv").sentences.codes == messages("sv").codes
