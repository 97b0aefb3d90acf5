"""Checks that the handbook of each kind of organisation has no text about another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from playbook.kinds.flows import Flow
from playbook.model.playbook import marked_values
from playbook.model.shown_parts import shown_entry
from playbook.model.types import TextMarker
from starter.content import SEARCH_FIELDS, SECTORS, entries_shown, playbook

PUBLIC_WORDS = r"allmän handling|diarie|gallr|nämnd(?:en|ens)?\b|kommunens|detaljplan|bygglov"
CARE_WORDS = (
    r"\b(?:elev|patient|brukare)(?:en|ens|er|erna|ers|s|n|ns|na)?\b|undersköterska|hemtjänst"
)
TRADE_WORDS = r"konkurren|\baktie|börs|säljteam|säljare|kundlist|kundbesök|vår butik|vår fabrik"
FOREIGN_WORDS = {
    "company": rf"{PUBLIC_WORDS}|{CARE_WORDS}",
    "municipal_company": r"\baktie|börs|undersköterska|hemtjänst|säljteam",
    "publicly_funded_provider": (
        r"diarie|registrator|nämnd(?:en|ens)?\b|kommunens|\baktie|börs|säljteam"
    ),
    "public_body": TRADE_WORDS,
}
KINDS_ABOUT_MANY = ("legal", "tone")
"""Laws name all whom they bind; a tone rule has one example each from different workplaces."""


def shown_swedish_texts(sector: str) -> Iterator[tuple[str, str]]:
    """Each Swedish text that the handbook of a sector shows, with the ID of its entry."""
    organisation = playbook().settings.organisation.model_copy(update={"sector": sector})
    for entry in entries_shown(sector):
        if entry.kind in KINDS_ABOUT_MANY:
            continue
        for found in marked_values(shown_entry(entry, organisation)):
            if isinstance(found.marker, TextMarker) and found.path[0] not in SEARCH_FIELDS:
                words = found.value.get("sv", ())
                for text in (words,) if isinstance(words, str) else words:
                    yield entry.id, text


@pytest.mark.parametrize("sector", SECTORS)
def test_no_handbook_has_words_of_another_kind_of_organisation(sector: str) -> None:
    foreign = re.compile(FOREIGN_WORDS[sector], re.IGNORECASE)
    found = [
        (id, match.group(), text)
        for id, text in shown_swedish_texts(sector)
        if (match := foreign.search(text))
    ]
    assert found == []


def outcomes_from(flow: Flow, start: str) -> set[str]:
    """The names of the outcomes that a question leads to."""
    if start in flow.outcomes:
        return {start}
    answers = flow.questions[start].answers
    return {name for answer in answers for name in outcomes_from(flow, answer.to)}


def test_no_public_employee_is_sent_to_get_approval_of_a_private_post() -> None:
    organisation = playbook().settings.organisation.model_copy(update={"sector": "public_body"})
    flow = shown_entry(playbook().entries["can-i-post"], organisation)
    assert isinstance(flow, Flow)
    found = {name: flow.outcomes[name] for name in outcomes_from(flow, "about-work")}
    assert {"your-criticism-public", "not-secrets", "post-it"} <= found.keys()
    assert not {"check-first", "keep-it-inside", "say-it", "your-own-life"} & found.keys()
    for name, outcome in found.items():
        assert outcome.contact in (None, "legal-desk", "data-protection"), name
