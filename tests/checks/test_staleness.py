"""Staleness checks at the boundaries of dates, scopes and words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook.kinds import KINDS
from playbook.model.entry import Entry
from playbook.model.fields import walk
from playbook.model.referenced_kinds import ROLES
from playbook.model.types import RefMarker
from support import problem_lines, replace

FUNCTION_NAMES = """
    abuse admin arkiv archive communications contact dataskydd desk dpo duty editor events fraga
    group grupp help helpdesk hr info investor it jobb jobs jour kommunikation kontakt kund
    kundservice kundtjanst legal mail marketing marknad media moderation news office post press
    privacy public redaktion registrator registry relations sales security service social sociala
    staff support team trust web webb
"""
KNOWN_ABBREVIATIONS = "AI CV EU HR ID IT MB OK PDF QR SMS TV UK URL US USA"


def lines_of(project: Path, code: str, today: str | None = None) -> list[str]:
    """The problem lines with a code, without their cures."""
    date = dt.date.fromisoformat(today) if today else None
    lines = problem_lines(project, today=date)
    return [line.partition("; ")[0] for line in lines if f" {code}: " in line]


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2027-01-10", []),
        ("2027-01-11", ["PB712"]),
        ("2027-02-10", ["PB712"]),
        ("2027-02-11", ["PB711"]),
    ],
)
def test_a_review_is_due_soon_thirty_days_before_and_overdue_one_day_after(
    small_project: Path, today: str, found: list[str]
) -> None:
    codes = [
        code
        for code in ("PB711", "PB712")
        if any("'press-desk'" in line for line in lines_of(small_project, code, today))
    ]
    assert codes == found


@pytest.mark.parametrize(
    ("checked", "today", "is_old"),
    [
        ("2026-02-03", "2027-02-02", False),
        ("2026-02-03", "2027-02-03", True),
        ("2026-02-03", "2027-01-31", False),
        ("2026-02-03", "2026-12-31", False),
        ("2025-12-01", "2026-12-01", True),
        ("2025-12-02", "2026-12-01", False),
    ],
)
def test_a_legal_check_is_too_old_after_twelve_whole_months(
    small_project: Path, checked: str, today: str, is_old: bool
) -> None:
    law = "    checked: 2026-02-03\n\n  - id: ftc-endorsements"
    replace(small_project, "legal.yml", law, law.replace("2026-02-03", checked))
    lines = lines_of(small_project, "PB716", today)
    assert any("'marketing-act'" in line for line in lines) is is_old


RULE_TEMPLATE = """
  - id: {id}
    title: {{sv: Q, en: Q}}
    question: {{sv: Q?, en: Q?}}
    asks: {asks}
    verdict: {verdict}
    statement: {{sv: Q., en: Q.}}
    why: {{sv: Q., en: Q.}}
    examples: {{do: {{sv: [Q.], en: [Q.]}}, dont: {{sv: [Q.], en: [Q.]}}}}
    owner: policy-owner
    reviewed: 2026-02-10
"""
CHAPTER = "chapter: {id: more, title: {sv: Q, en: Q}, summary: {sv: Q., en: Q.}, order: 2}\n"
TWO_TAGS = "    tags: [a, b]\n"
RULE_PAIRS = {
    "the same tags": ("no", TWO_TAGS, TWO_TAGS, True),
    "tags in another order": ("no", TWO_TAGS, "    tags: [b, a]\n", True),
    "other tags": ("no", TWO_TAGS, "    tags: [a]\n", False),
    "no tags": ("no", "", "", False),
    "the same verdict": ("yes", TWO_TAGS, TWO_TAGS, False),
    "neither yes nor no": ("ask_first", TWO_TAGS, TWO_TAGS, False),
    "a draft": ("no", TWO_TAGS, f"{TWO_TAGS}    status: draft\n", False),
    "other accounts": (
        "no",
        f"{TWO_TAGS}    applies_to: {{account: [official]}}\n",
        f"{TWO_TAGS}    applies_to: {{account: [personal]}}\n",
        False,
    ),
    "one account": ("no", f"{TWO_TAGS}    applies_to: {{account: [official]}}\n", TWO_TAGS, True),
    "some of the countries": (
        "no",
        f"{TWO_TAGS}    applies_to: {{countries: [SE, US]}}\n",
        f"{TWO_TAGS}    applies_to: {{countries: [US, NO]}}\n",
        True,
    ),
    "other countries": (
        "no",
        f"{TWO_TAGS}    applies_to: {{countries: [SE]}}\n",
        f"{TWO_TAGS}    applies_to: {{countries: [NO]}}\n",
        False,
    ),
    "another sector": (
        "no",
        f"{TWO_TAGS}    applies_to: {{sector: [company]}}\n",
        f"{TWO_TAGS}    applies_to: {{sector: [public_body]}}\n",
        False,
    ),
    "other roles": (
        "no",
        f"{TWO_TAGS}    applies_to: {{roles: [moderator]}}\n",
        f"{TWO_TAGS}    applies_to: {{roles: [employee]}}\n",
        False,
    ),
    "one day in common": (
        "no",
        f"{TWO_TAGS}    effective_to: 2026-03-01\n",
        f"{TWO_TAGS}    effective_from: 2026-03-01\n",
        True,
    ),
    "one after the other": (
        "no",
        f"{TWO_TAGS}    effective_from: 2026-03-02\n",
        f"{TWO_TAGS}    effective_to: 2026-03-01\n",
        False,
    ),
}


@pytest.mark.parametrize(
    ("verdict", "first", "second", "is_contradiction"), RULE_PAIRS.values(), ids=RULE_PAIRS
)
def test_opposite_verdicts_with_overlapping_scopes_are_a_contradiction(
    small_project: Path, verdict: str, first: str, second: str, is_contradiction: bool
) -> None:
    rules = RULE_TEMPLATE.format(id="first", asks="may", verdict="yes") + first
    rules += RULE_TEMPLATE.format(id="second", asks="may", verdict=verdict) + second
    rules += RULE_TEMPLATE.format(id="third", asks="must", verdict="no") + first
    path = small_project / "playbook_data" / "policy" / "more.yml"
    path.write_text(f"{CHAPTER}entries:{rules}", encoding="utf-8")
    lines = lines_of(small_project, "PB717")
    assert [line for line in problem_lines(small_project) if " error " in line] == []
    assert len(lines) == is_contradiction
    assert all(f"'second' says {verdict} and 'first' says yes" in line for line in lines)


@pytest.mark.parametrize(
    ("email", "is_personal"),
    [
        ("anna.berg@example.com", True),
        ("anna.berg2@example.com", True),
        ("anna-karin.berg@example.com", True),
        ("anna@example.com", False),
        ("press.berg@example.com", False),
        ("north.desk@example.com", False),
        ("a.b.c@example.com", False),
    ],
)
def test_an_email_address_with_a_first_and_last_name_is_personal(
    small_project: Path, email: str, is_personal: bool
) -> None:
    replace(small_project, "contacts.yml", "email: press@example.com", f"email: {email}")
    assert len(lines_of(small_project, "PB721")) == is_personal


def test_an_email_address_with_a_function_name_is_not_personal(small_project: Path) -> None:
    with (small_project / "playbook_data" / "contacts.yml").open("a", encoding="utf-8") as file:
        for name in FUNCTION_NAMES.split():
            file.write(
                f"\n  - id: desk-{name}\n    title: {{sv: Q, en: Q}}\n    for: {{sv: Q, en: Q}}\n"
                f"    hours: {{sv: Q, en: Q}}\n    address: {{email: {name}.north@example.com}}\n"
            )
    assert lines_of(small_project, "PB721") == []
    assert len(lines_of(small_project, "PB723")) == len(FUNCTION_NAMES.split()), (
        "an entry was not read"
    )


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        (KNOWN_ABBREVIATIONS, ""),
        ("CMS", "CMS"),
        ("CMS-system, X, ABCDEFG och EU-CMS", ""),
        ("”Ett CMS” och `CMS`", ""),
        ("TODO, TBD, FIXME och XXX", ""),
        ("SFS och CFR", ""),
        ("AB", ""),
        ("Ett ÅÄÖ", "ÅÄÖ"),
    ],
)
def test_unknown_abbreviations_are_reported_as_unexplained(
    small_project: Path, text: str, unexplained: str
) -> None:
    replace(small_project, "roles.yml", "skills: {sv: [Lugn.]", f"skills: {{sv: ['{text}']")
    found = [line.split("'")[1] for line in lines_of(small_project, "PB720")]
    assert found == unexplained.split()


@pytest.mark.parametrize(
    ("code", "today", "found"),
    [
        ("PB710", None, "PB703"),
        ("PB711", None, ""),  # only a date tells whether it is needed
        ("PB712", None, ""),
        ("PB716", None, ""),
        ("PB728", None, ""),
        ("PB731", None, ""),  # it compares two revisions
        ("PB713", None, "PB702"),
        ("PB799", None, "PB702"),
        ("PB713", "2026-12-31", "PB702"),
        ("PB713", "2027-01-01", "PB701"),
    ],
)
def test_a_suppression_is_reported_if_invalid_unused_or_expired(
    small_project: Path, code: str, today: str | None, found: str
) -> None:
    backup = "    backup: legal-desk\n"
    suppression = f"{{code: {code}, because: Somebody looks at it, until: 2026-12-31}}"
    replace(
        small_project, "contacts.yml", backup, f"{backup}    suppress:\n      - {suppression}\n"
    )
    codes = ("PB701", "PB702", "PB703")
    lines = [line for each in codes for line in lines_of(small_project, each, today)]
    assert [line.split()[2][:-1] for line in lines] == found.split()


@pytest.mark.parametrize(
    ("swedish", "english", "is_reported"),
    [
        ("Från 14.20.", "From 2.20 pm.", False),
        ("Från 14:20.", "From 2:20 p.m.", False),
        ("Klockan 12.", "At 12 pm.", False),
        ("Klockan 0.", "At 12 am.", False),
        ("Klockan 9.", "At 9 am.", False),
        ("Klockan 9.", "At 9 pm.", True),
        ("Högst 1 000 ord.", "At most 1,000 words.", False),
        ("Högst 12,5 procent.", "At most 12.5 per cent.", False),
        ("Två, 2 och 3.", "Two, 3 and 2.", False),
        ("En 2 och en 2.", "One 2.", True),
        ("Fil B2.", "File B3.", False),
        ("Se [q](https://www.example.com/1).", "See [q](https://www.example.com/2).", False),
        ("Inom {reply_within}.", "Within {reply_within}.", False),
        ("Inom {reply_within}.", "Within a day.", True),
        ("Inom ett dygn.", "Within {reply_within}.", True),
    ],
)
def test_different_numbers_in_a_translation_are_reported(
    small_project: Path, swedish: str, english: str, is_reported: bool
) -> None:
    why = "{sv: Kort och klar., en: Short and clear.}"
    replace(small_project, "reading.yml", why, f"{{sv: '{swedish}', en: '{english}'}}")
    assert len(lines_of(small_project, "PB724")) == is_reported


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("…", "…"),
        (" ... ", "..."),
        ("Mer …", ""),
        ("TODO: skriv", "TODO"),
        ("Skriv TBD", "TBD"),
        ("FIXME", "FIXME"),
        ("XXX", "XXX"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("lorem ipsum", "lorem ipsum"),
        ("TODOS och todo", ""),
    ],
)
def test_a_placeholder_text_is_reported(small_project: Path, text: str, found: str) -> None:
    replace(small_project, "reading.yml", "{sv: Kort och klar.", f"{{sv: '{text}'")
    words = [line.rpartition("placeholder: ")[2] for line in lines_of(small_project, "PB726")]
    assert words == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hej [namn]!", "[namn]"),
        ("Hej [namn](id:moderator)!", ""),
        ("Hej [namn][1]!", ""),
        ("Hej {first_name}!", ""),
    ],
)
def test_brackets_in_a_template_are_reported(small_project: Path, text: str, found: str) -> None:
    replace(small_project, "templates.yml", "        Tack för att", f"        {text} Tack för att")
    words = [line.split("'")[1] for line in lines_of(small_project, "PB727")]
    assert words == ([found] if found else [])


FUNCTION_WORDS = {
    "sv": (
        "att bör de den det du eller ett från får för ha har hos hur inte jag kan med måste ni när "
        "och om på ska som till upp ut vad var varför vem vi vid vilka är å även"
    ),
    "en": (
        "and are be can do does for from has have how i if is it may must need not of or our "
        "should that the their they this to us we what when where which who why with you your"
    ),
}


@pytest.mark.parametrize(("language", "foreign"), [("sv", "with their"), ("en", "och inte")])
def test_a_text_with_a_function_word_of_its_own_language_is_not_reported(
    small_project: Path, language: str, foreign: str
) -> None:
    texts = {name: ["Q"] for name in FUNCTION_WORDS}
    texts[language] = [f"{word.upper()}, {foreign}" for word in FUNCTION_WORDS[language].split()]
    old = "tasks: {sv: [Dela när det känns rätt.], en: [Share when it feels right.]}"
    replace(small_project, "roles.yml", old, f"tasks: {json.dumps(texts)}")
    assert lines_of(small_project, "PB725") == []
    replace(small_project, "roles.yml", texts[language][0], f"Qwerty, {foreign}")
    assert len(lines_of(small_project, "PB725")) == 1


def test_questions_and_examples_may_have_different_numbers(small_project: Path) -> None:
    rules = "policy/posting.yml"
    replace(small_project, rules, "sv: [dela från jobbet,", "sv: [dela från jobbet 1,")
    replace(small_project, rules, "do: {sv: [Märk inlägget.]", "do: {sv: [Märk inlägg 1.]")
    replace(small_project, rules, "dont: {sv: [En liten", "dont: {sv: [1 liten")
    replace(small_project, "glossary.yml", "forms: {sv: [modererar,", "forms: {sv: [moder 1,")
    replace(small_project, "glossary.yml", "synonyms: {sv: [rensa]", "synonyms: {sv: [rensa 1]")
    replace(small_project, "themes.yml", "prompts: {sv: [En dag i", "prompts: {sv: [Dag 1 i")
    replace(small_project, "themes.yml", "good_examples: {sv: [Bilden", "good_examples: {sv: [1")
    replace(small_project, "tone.yml", "good: {sv: Tack för", "good: {sv: Tack 1 för")
    assert lines_of(small_project, "PB724") == []
    replace(small_project, "glossary.yml", "Att hålla ordning", "Att hålla 1 ordning")
    assert len(lines_of(small_project, "PB724")) == 1


def test_abbreviations_in_quotations_and_bad_examples_are_not_reported(small_project: Path) -> None:
    rules = "policy/posting.yml"
    replace(small_project, rules, "sv: [dela från jobbet,", "sv: [dela i CMS,")
    replace(small_project, rules, "dont: {sv: [En liten", "dont: {sv: [CMS är en liten")
    replace(small_project, "themes.yml", "prompts: {sv: [En dag i", "prompts: {sv: [CMS i")
    replace(small_project, "themes.yml", "good_examples: {sv: [Bilden", "good_examples: {sv: [CMS")
    replace(small_project, "tone.yml", "bad: {sv: Ditt ärende", "bad: {sv: Ditt CMS-ärende CMS")
    assert lines_of(small_project, "PB720") == []
    replace(small_project, "reading.yml", "{sv: Kort och klar.", "{sv: CMS är klart.")
    assert len(lines_of(small_project, "PB720")) == 1


def test_an_entry_without_a_date_is_not_due_and_one_without_an_owner_belongs_to_nobody(
    small_project: Path,
) -> None:
    replace(small_project, "tone.yml", "    review_by: 2027-02-10\n", "")
    replace(small_project, "reading.yml", "    owner: policy-owner\n", "")
    lines = lines_of(small_project, "PB711", "2028-01-01")
    assert not any("'warm-tone'" in line for line in lines)
    assert any("'spot-hidden-ads'" in line and "(owner: nobody)" in line for line in lines)


def test_brackets_outside_template_texts_are_not_reported(small_project: Path) -> None:
    replace(small_project, "templates.yml", "{sv: Någon berömmer oss.", "{sv: 'Ja [q] nej'")
    replace(small_project, "flows.yml", "text: {sv: Är det ett hot?", "text: {sv: 'Ett [hot]?'")
    assert lines_of(small_project, "PB727") == []


SUPPRESSION = """
    suppress:
      - {code: PB723, because: It is new, until: 2026-12-31}
"""


def test_a_suppression_hides_its_finding(small_project: Path) -> None:
    replace(small_project, "contacts.yml", "    backup: legal-desk\n", "")
    assert len(lines_of(small_project, "PB723")) == 1
    hours = "    hours: {sv: Vardagar, en: Weekdays}\n"
    replace(small_project, "contacts.yml", hours, f"{hours.rstrip()}{SUPPRESSION}")
    assert problem_lines(small_project) == []


def test_a_suppression_is_not_reported_as_unused_if_an_entry_could_not_be_read(
    small_project: Path,
) -> None:
    backup = "    backup: legal-desk\n"
    replace(small_project, "contacts.yml", backup, f"{backup.rstrip()}{SUPPRESSION}")
    assert len(lines_of(small_project, "PB702")) == 1
    replace(small_project, "tone.yml", "  - id: warm-tone\n", "  - if: warm-tone\n")
    assert lines_of(small_project, "PB702") == []


def test_an_owner_is_of_a_kind_that_others_need_not_refer_to() -> None:
    """So PB723 does not have to count owners, which the link graph leaves out."""
    assert dict(owner_kinds()) == {"owner": (ROLES,)}
    assert not KINDS[ROLES].spec.is_reference_target


def owner_kinds() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The kinds to which the owner of an entry may belong."""
    entry = Entry.model_construct(id="a", title={"en": "A"}, owner="somebody")
    for value in walk(entry):
        if isinstance(value.marker, RefMarker):
            yield str(value.path[0]), value.marker.kinds
