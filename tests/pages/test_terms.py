"""Checks that glossary terms are found in all their forms, and linked once per section."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.pages.handbook import Handbook
from playbook.pages.plan import plan
from playbook.pages.render import render
from playbook.pages.terms import Terms
from site_helpers import handbook_of
from support import replace

# The terms by their first word: the words of each form, and the id of its entry.
TERMS = Terms(
    {
        "moderera": ((("moderera",), "moderating"),),
        "modererar": ((("modererar",), "moderating"),),
        "allmän": ((("allmän", "handling"), "record"), (("allmän",), "common")),
        "e-post": ((("e-post",), "mail"),),
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi modererar här.", [("modererar", "moderating")]),
        ("MODERERA!", [("MODERERA", "moderating")]),
        ("En allmän handling.", [("allmän handling", "record")]),
        ("Allmän\nHandling", [("Allmän\nHandling", "record")]),
        ("allmän hantering", [("allmän", "common")]),
        ("allmän", [("allmän", "common")]),
        ("Skicka e-post, eller e‑post", [("e-post", "mail")]),
        ("omoderera modereras moderera_x", [("moderera", "moderating")]),
        ("e-poster", []),
        ("moderera-mera", []),
        ("", []),
    ],
)
def test_find_matches_whole_words_in_any_case_and_prefers_the_longest_form(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(text[start:end], id) for start, end, id in TERMS.find(text)] == expected


def test_titles_and_forms_are_terms_in_their_own_language(handbook: Handbook) -> None:
    assert set(handbook.terms["sv"].forms) == {"moderera", "modererar", "modererade", "viralt"}
    assert set(handbook.terms["en"].forms) == {"moderate", "moderates", "moderating", "viral"}


def linked_terms(project: Path, path: str) -> list[str]:
    """The texts that are linked as terms on a page, in order."""
    handbook = handbook_of(project)
    (page,) = (page for page in plan(handbook) if page.path == path)
    return re.findall(r'class="pb-term"[^>]*>([^<]+)<', render(handbook, page, "sv").html)


def test_a_term_is_linked_at_its_first_use_in_each_section(small_project: Path) -> None:
    rules = "policy/posting.yml"
    replace(
        small_project,
        rules,
        "sv: Vi ber dig lägga till en rad.",
        "sv: Vi modererar. De modererade.",
    )
    replace(
        small_project,
        rules,
        "{sv: Ett svar visar att någon läser.",
        "{sv: Den som modererade svarar.",
    )
    assert linked_terms(small_project, "policy/posting/") == ["modererar", "modererade"]


def test_a_term_is_not_linked_in_its_own_entry_nor_inside_a_link(small_project: Path) -> None:
    replace(
        small_project,
        "glossary.yml",
        "Att hålla ordning",
        "Att moderera viralt är att hålla ordning",
    )
    replace(small_project, "glossary.yml", "Som sprids snabbt.", "'Som [modererar](id:moderator).'")
    assert linked_terms(small_project, "glossary/") == ["viralt"]


def test_a_hidden_term_is_not_linked(small_project: Path) -> None:
    replace(small_project, "glossary.yml", "Att hålla ordning", "Att vara viralt är")
    replace(small_project, "glossary.yml", "    use: avoid", "    use: avoid\n    status: draft")
    assert linked_terms(small_project, "glossary/") == []


@pytest.mark.parametrize("forms", ["viral, viral post, viral post mix", "viral post mix, viral"])
def test_the_longest_form_is_found_in_any_order_of_the_forms(
    small_project: Path, forms: str
) -> None:
    replace(
        small_project,
        "glossary.yml",
        "    use: avoid",
        f"    use: avoid\n    forms: {{sv: [{forms}], en: [virals]}}",
    )
    terms = handbook_of(small_project).terms["sv"]
    text = "En viral post mix."
    assert [text[start:end] for start, end, _ in terms.find(text)] == ["viral post mix"]
