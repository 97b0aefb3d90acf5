"""Checks the search index and the answers of a handbook, decoded from the published files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from playbook.search.coding import front_decoded
from playbook.search.files import search_files
from playbook.search.index import index
from search.index_reader import Index, as_lines, bodies, concepts, entry_phrases, parts
from search.titles import handbook_of_titles
from site_helpers import handbook_of
from support import SMALL, replace

EXPECTED = Path(__file__).parent / "expected"


def files_of(project: Path, language: str) -> dict[str, str]:
    return dict(search_files(handbook_of(project), language))


def compare(name: str, actual: str, *, accept: bool) -> None:
    if accept:
        (EXPECTED / name).write_text(actual, encoding="utf-8")
    assert actual == (EXPECTED / name).read_text(encoding="utf-8")


def test_the_index_of_a_handbook_is_as_expected(accept: bool) -> None:
    data = json.loads(files_of(SMALL, "sv")["index.json"])
    compare("index.sv.txt", "\n".join([*as_lines(data), ""]), accept=accept)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_answers_of_a_handbook_are_as_expected(language: str, accept: bool) -> None:
    files = files_of(SMALL, language)
    count = len(files) - 1
    lists = [json.loads(files[f"answers-{number}.json"]) for number in range(count)]
    per_file = json.loads(files["index.json"])["answers_per_file"]
    assert [len(answers) for answers in lists[:-1]] == [per_file] * (count - 1)
    lines = [json.dumps(answer, ensure_ascii=False) for answers in lists for answer in answers]
    compare(f"answers.{language}.txt", "\n".join([*lines, ""]), accept=accept)


TERMS = {
    # Inflected forms have the same term, and short words keep their endings.
    "sv": (  # pairs of a word and its term
        "blockering:block tävling:tavl varning:varn tidning:tidn ring:ring foton:foto "
        "policyn:policy kontot:konto jobbet:jobb skrattet:skratt kallt:kall biljetter:bilj "
        "fågeln:fagl titel:titl enkelt:enkelt hjälpan:hjalp ropan:rop gatan:gat böcker:bok "
        "möten:mot_ spindeln:spindl förening:fore_ platsen:plats kommentarerna:komment nätet:nat"
    ),
    "en": (
        "organize:organi organise:organi colour:color color:color favour:favor four:four "
        "hour:hour prize:prize size:size written:write people:person usefulness:use_"
    ),
}


@pytest.mark.parametrize("language", TERMS)
def test_a_word_is_indexed_under_its_term(tmp_path: Path, language: str) -> None:
    pairs = dict(pair.split(":") for pair in TERMS[language].split())
    found = title_phrases(tmp_path, list(pairs), language)
    assert {word: " ".join(terms) for word, terms in found.items()} == pairs


def title_phrases(folder: Path, titles: list[str], language: str) -> dict[str, tuple[str, ...]]:
    """The terms of titles in a language, by title."""
    data = index_of_titles(folder, titles, language)
    ids = front_decoded(data["ids"])
    phrases_of_entries = entry_phrases(data["languages"][0])
    phrases: dict[str, tuple[str, ...]] = {}
    for number, title in enumerate(titles):
        (_weight, terms), *_ = phrases_of_entries[ids.index(f"title-{number}")]
        phrases[title] = terms
    return phrases


def index_of_titles(folder: Path, titles: list[str], language: str) -> Index:
    other = "en" if language == "sv" else "sv"
    handbook = handbook_of_titles(folder, [{language: title, other: "Q"} for title in titles])
    return index(handbook, language)


def test_question_words_stay_in_a_phrase_and_other_stop_words_are_removed(tmp_path: Path) -> None:
    """*Vem får* (who may) is not *får jag* (may I); a title of stop words alone keeps them all."""
    titles = ["Vem får blockera", "Får jag blockera", "Om att vara den", "Svar på ett svar"]
    assert list(title_phrases(tmp_path, titles, "sv").values()) == [
        ("block", "far", "vem"),
        ("block", "far"),
        ("att", "den", "om", "vara"),
        ("svar",),
    ]


def test_everyday_synonyms_are_one_concept_and_a_broader_word_comes_first(
    tmp_path: Path,
) -> None:
    data = index_of_titles(tmp_path, ["Q"], "sv")
    assert [["jobb", "arb"], []] in concepts(data, "concepts")
    assert ["kolleg", "arbetskompis"] in [phrases[:2] for phrases, _ in concepts(data, "wider")]
    assert all(len(swedish) + len(english) > 1 for swedish, english in concepts(data, "concepts"))


def test_compounds_are_split_into_words_of_the_handbook_and_everyday_words(
    tmp_path: Path,
) -> None:
    titles = ["Skärmbild", "Chefsfråga", "Hotbild", "Hot", "Hot mot oss", "Xyzzybild", "e-post"]
    found = parts(index_of_titles(tmp_path, titles, "sv")["languages"][0])
    assert {
        whole: found.get(whole) for whole in ("skarmbild", "hotbild", "xyzzybild", "epost")
    } == {
        "skarmbild": ("skarm", "bild"),
        "hotbild": ("hot", "bild"),
        "xyzzybild": None,
        "epost": ("e", "post"),
    }


def test_only_the_most_significant_words_of_a_long_text_are_indexed(small_project: Path) -> None:
    words = " ".join(
        f"Påhitt{first}{second}xq" for first in "bcdfghjklm" for second in "bcdfghjklm"
    )
    replace(
        small_project, "reading.yml", "{sv: Kort och klar.", f"{{sv: {words} {'pressjour ' * 9}"
    )
    handbook = handbook_of(small_project)
    data = index(handbook, "sv")
    body = bodies(data)[front_decoded(data["ids"]).index("spot-hidden-ads")]
    assert len(body) == 90
    assert body["pressjour"] > min(body.values())


def answer_of(project: Path, id: str, language: str = "sv") -> dict[str, Any]:
    """The answer that a search result shows for an entry."""
    files = files_of(project, language)
    data = json.loads(files["index.json"])
    number = front_decoded(data["ids"]).index(id)
    file, position = divmod(number, data["answers_per_file"])
    answer: dict[str, Any] = json.loads(files[f"answers-{file}.json"])[position]
    return answer


LONG_TEXT = " ".join(["Sexton bokstäver"] * 14)  # 14 times 16 letters, and 13 spaces between them
SHORTENED_TEXTS = {
    "it fits": (f"{LONG_TEXT} nu", f"{LONG_TEXT} nu"),
    "it has the maximum length": (f"{LONG_TEXT} ja", f"{LONG_TEXT} ja"),
    "it is one letter too long": (f"{LONG_TEXT} nej", f"{LONG_TEXT} …"),
    "there is a comma before the cut": (f"{LONG_TEXT}, och mera", f"{LONG_TEXT} …"),
}


@pytest.mark.parametrize(("text", "shown"), SHORTENED_TEXTS.values(), ids=SHORTENED_TEXTS)
def test_a_long_answer_is_cut_between_words(small_project: Path, text: str, shown: str) -> None:
    replace(small_project, "reading.yml", "{sv: Kort och klar.", f"{{sv: '{text}'")
    assert answer_of(small_project, "spot-hidden-ads")["text"] == shown


def test_a_checklist_shows_its_first_steps_and_the_number_of_further_steps(
    small_project: Path,
) -> None:
    step = "      - text: {sv: Ta en skärmbild., en: Take a screenshot.}\n"
    more = "".join(step.replace("Ta en skärmbild", f"Steg {n}") for n in range(1, 5))
    replace(small_project, "checklists.yml", "    steps:\n", f"    steps:\n{more}")
    assert answer_of(small_project, "threat-checklist")["action"] == {
        "steps": ["Steg 1.", "Steg 2.", "Steg 3.", "Steg 4."],
        "more": 2,
    }


def test_a_step_without_a_translation_is_shown_in_the_other_language(small_project: Path) -> None:
    replace(small_project, "playbook.yml", "public: no\n", "public: no\nmissing_text: notice\n")
    step = "{sv: Ta en skärmbild., en: Take a screenshot.}"
    replace(small_project, "checklists.yml", step, "{sv: Ta en skärmbild.}")
    steps = answer_of(small_project, "threat-checklist", "en")["action"]["steps"]
    assert steps == ["Ta en skärmbild.", "Contact the press desk."]


def test_a_terms_title_forms_and_synonyms_are_one_concept(
    small_project: Path,
) -> None:
    use = "    use: avoid\n"
    forms = "    forms: {sv: [smittsam], en: [catching]}\n    synonyms: {sv: [känt], en: [Q]}\n"
    replace(small_project, "glossary.yml", use, use + forms)
    data = index(handbook_of(small_project), "sv")
    assert [["viralt", "smittsam", "kant"], ["viral", "catch", "q"]] in concepts(data, "concepts")
