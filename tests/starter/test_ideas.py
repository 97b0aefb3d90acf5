"""Checks that the starter covers every idea of the source document, without copying sentences."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from playbook.words.catalogue import catalogue
from starter.content import ROOT, SECTORS, entries_shown, playbook, shown_texts

HERE = Path(__file__).parent
IDEAS = yaml.safe_load((HERE / "ideas.yml").read_text(encoding="utf-8"))
ONLY_FOR_COMPANIES = {"börsbolag kvartalsrapport kommentera"}
"""Questions that only companies have."""
QUESTIONS = HERE / "search" / "questions.yml"
GRAM_LENGTH = 6


@pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: idea["idea"][:60])
def test_each_idea_of_the_source_document_has_an_entry(idea: dict[str, list[str]]) -> None:
    assert idea["entries"]
    assert [id for id in idea["entries"] if id not in playbook().entries] == []


def test_each_idea_is_shown_for_each_kind_of_organisation() -> None:
    for sector in SECTORS:
        ids = {entry.id for entry in entries_shown(sector)}
        assert [idea["idea"] for idea in IDEAS if not ids & set(idea["entries"])] == []


def test_every_question_has_an_answer_for_each_kind_of_organisation() -> None:
    questions = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    pages = {entry.kind for entry in playbook().entries.values()}
    known = pages | set(playbook().entries)
    assert len(questions) >= 34
    for question in questions:
        assert [id for id in question["answers"] if id not in known] == [], question["sv"]
    for sector in SECTORS:
        shown_ids = {entry.id for entry in entries_shown(sector)} | pages
        missing = {
            question["sv"] for question in questions if not shown_ids & set(question["answers"])
        }
        assert missing == (set() if sector == "company" else ONLY_FOR_COMPANIES)


def _grams(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    for start in range(len(words) - GRAM_LENGTH + 1):
        gram = " ".join(words[start : start + GRAM_LENGTH])
        yield hashlib.sha256(gram.encode()).hexdigest()[:12]


def test_no_sentence_of_the_source_is_copied() -> None:
    """Compares sequences of six words by their hashes, because the source may not be stored here.

    `_grams` made the hashes from the text of the source. They leave out the title of a book that
    the source names.
    """
    source = set((HERE / "source_grams.txt").read_text(encoding="utf-8").split())
    assert len(source) > 700
    ours = [(text.entry, text.text) for text in shown_texts()]
    ours += [("docs", page.read_text(encoding="utf-8")) for page in (ROOT / "docs").rglob("*.md")]
    ours += [("words", text) for text in catalogue("sv").words.values()]
    assert [source_name for source_name, text in ours if source & set(_grams(text))] == []


def test_a_copied_sentence_is_detected() -> None:
    text = "Det är bra att alla på jobbet får vara med."
    assert set(_grams(text)) & set(_grams("Vi tycker att det är bra att alla på jobbet är glada."))
