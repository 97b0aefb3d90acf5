"""The index and the answers of a handbook, read back from the files that are sent."""

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


def files_of(project: Path, name: str) -> dict[str, str]:
    return dict(search_files(handbook_of(project), name))


def compare(name: str, found: str, *, accept: bool) -> None:
    if accept:
        (EXPECTED / name).write_text(found, encoding="utf-8")
    assert found == (EXPECTED / name).read_text(encoding="utf-8")


def test_the_index_of_a_handbook_reads_as_expected(accept: bool) -> None:
    data = json.loads(files_of(SMALL, "sv")["index.json"])
    compare("index.sv.txt", "\n".join([*as_lines(data), ""]), accept=accept)


@pytest.mark.parametrize("name", ["sv", "en"])
def test_the_answers_of_a_handbook_read_as_expected(name: str, accept: bool) -> None:
    files = files_of(SMALL, name)
    count = len(files) - 1
    lists = [json.loads(files[f"answers-{number}.json"]) for number in range(count)]
    per_file = json.loads(files["index.json"])["answers_per_file"]
    assert [len(answers) for answers in lists[:-1]] == [per_file] * (count - 1)
    lines = [json.dumps(answer, ensure_ascii=False) for some in lists for answer in some]
    compare(f"answers.{name}.txt", "\n".join([*lines, ""]), accept=accept)


TERMS = {
    # Inflections meet in one term, and short words are left alone.
    "sv": (
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


@pytest.mark.parametrize("name", TERMS)
def test_a_word_is_kept_under_its_term(tmp_path: Path, name: str) -> None:
    pairs = dict(pair.split(":") for pair in TERMS[name].split())
    found = title_phrases(tmp_path, list(pairs), name)
    assert {word: " ".join(terms) for word, terms in found.items()} == pairs


def title_phrases(folder: Path, titles: list[str], name: str) -> dict[str, tuple[str, ...]]:
    """The terms under which titles of a language are kept."""
    data = index_of_titles(folder, titles, name)
    numbers = {id: n for n, id in enumerate(front_decoded(data["ids"]))}
    phrases = entry_phrases(data["languages"][0])
    return {title: phrases[numbers[f"title-{n}"]][0][1] for n, title in enumerate(titles)}


def index_of_titles(folder: Path, titles: list[str], name: str) -> Index:
    other = "en" if name == "sv" else "sv"
    return index(handbook_of_titles(folder, [{name: t, other: "Q"} for t in titles]), name)


def test_stop_words_that_ask_stay_in_a_phrase_and_the_others_where_they_are_all(
    tmp_path: Path,
) -> None:
    """*Vem får* is not *får jag*; a title of stop words alone is kept whole."""
    titles = ["Vem får blockera", "Får jag blockera", "Om att vara den", "Svar på ett svar"]
    assert list(title_phrases(tmp_path, titles, "sv").values()) == [
        ("block", "far", "vem"),
        ("block", "far"),
        ("att", "den", "om", "vara"),
        ("svar",),
    ]


def test_everyday_words_for_one_thing_are_one_concept_and_the_widest_comes_first(
    tmp_path: Path,
) -> None:
    data = index_of_titles(tmp_path, ["Q"], "sv")
    assert [["jobb", "arb"], []] in concepts(data, "concepts")
    assert ["kolleg", "arbetskompis"] in [found[:2] for found, _ in concepts(data, "wider")]
    assert all(len(own) + len(other) > 1 for own, other in concepts(data, "concepts"))


def test_compounds_are_split_into_words_of_the_handbook_and_into_everyday_ones(
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


def test_only_the_words_that_say_most_of_a_long_text_are_kept(small_project: Path) -> None:
    words = " ".join(
        f"Påhitt{letter}{other}xq" for letter in "bcdfghjklm" for other in "bcdfghjklm"
    )
    replace(
        small_project, "reading.yml", "{sv: Kort och klar.", f"{{sv: {words} {'pressjour ' * 9}"
    )
    handbook = handbook_of(small_project)
    data = index(handbook, "sv")
    body = bodies(data)[front_decoded(data["ids"]).index("spot-hidden-ads")]
    assert len(body) == 90
    assert body["pressjour"] > min(body.values())


def answer_to(project: Path, id: str, name: str = "sv") -> dict[str, Any]:
    """The answer that the search shows of an entry."""
    files = files_of(project, name)
    data = json.loads(files["index.json"])
    number = front_decoded(data["ids"]).index(id)
    file, place = divmod(number, data["answers_per_file"])
    answer: dict[str, Any] = json.loads(files[f"answers-{file}.json"])[place]
    return answer


LONG = " ".join(["Sexton bokstäver"] * 14)  # 14 times 16 letters, and 13 spaces between
CUTS = {
    "it fits": (f"{LONG} nu", f"{LONG} nu"),
    "to the letter": (f"{LONG} ja", f"{LONG} ja"),
    "one letter more": (f"{LONG} nej", f"{LONG} …"),
    "a comma before the cut": (f"{LONG}, och mera", f"{LONG} …"),
}


@pytest.mark.parametrize(("text", "shown"), CUTS.values(), ids=CUTS)
def test_a_long_answer_is_cut_between_words(small_project: Path, text: str, shown: str) -> None:
    replace(small_project, "reading.yml", "{sv: Kort och klar.", f"{{sv: '{text}'")
    assert answer_to(small_project, "spot-hidden-ads")["text"] == shown


def test_a_checklist_shows_its_first_steps_and_says_how_many_more_there_are(
    small_project: Path,
) -> None:
    step = "      - text: {sv: Ta en skärmbild., en: Take a screenshot.}\n"
    more = "".join(step.replace("Ta en skärmbild", f"Steg {n}") for n in range(1, 5))
    replace(small_project, "checklists.yml", "    steps:\n", f"    steps:\n{more}")
    assert answer_to(small_project, "threat-checklist")["action"] == {
        "steps": ["Steg 1.", "Steg 2.", "Steg 3.", "Steg 4."],
        "more": 2,
    }


def test_a_step_without_a_translation_is_shown_in_the_other_language(small_project: Path) -> None:
    replace(small_project, "playbook.yml", "public: no\n", "public: no\nmissing_text: notice\n")
    step = "{sv: Ta en skärmbild., en: Take a screenshot.}"
    replace(small_project, "checklists.yml", step, "{sv: Ta en skärmbild.}")
    steps = answer_to(small_project, "threat-checklist", "en")["action"]["steps"]
    assert steps == ["Ta en skärmbild.", "Contact the press desk."]


def test_all_forms_and_synonyms_of_a_term_and_names_of_a_channel_are_one_concept(
    small_project: Path,
) -> None:
    use = "    use: avoid\n"
    forms = "    forms: {sv: [smittsam], en: [catching]}\n    synonyms: {sv: [känt], en: [Q]}\n"
    replace(small_project, "glossary.yml", use, use + forms)
    data = index(handbook_of(small_project), "sv")
    assert [["viralt", "smittsam", "kant"], ["viral", "catch", "q"]] in concepts(data, "concepts")
