"""Which content is stale or doubtful, and which is not: boundaries of dates, scopes and words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from support import problem_lines, replace

FUNCTIONS = """
    abuse admin arkiv archive communications contact dataskydd desk dpo duty editor events fraga
    group grupp help helpdesk hr info investor it jobb jobs jour kommunikation kontakt kund
    kundservice kundtjanst legal mail marketing marknad media moderation news office post press
    privacy public redaktion registrator registry relations sales security service social sociala
    staff support team trust web webb
"""
KNOWN = "AI CV EU HR ID IT MB OK PDF QR SMS TV UK URL US USA"


def lines_of(project: Path, code: str, today: str | None = None) -> list[str]:
    """The lines with a code, without what may be done about them."""
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
def test_a_review_is_soon_thirty_days_before_and_overdue_the_day_after(
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
def test_a_legal_check_is_old_after_twelve_whole_months(
    small_project: Path, checked: str, today: str, is_old: bool
) -> None:
    law = "    checked: 2026-02-03\n\n  - id: ftc-endorsements"
    replace(small_project, "legal.yml", law, law.replace("2026-02-03", checked))
    lines = lines_of(small_project, "PB716", today)
    assert any("'marketing-act'" in line for line in lines) is is_old


RULE = """
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
BOTH = "    tags: [a, b]\n"
PAIRS = {
    "the same people": ("no", BOTH, BOTH, True),
    "tags in another order": ("no", BOTH, "    tags: [b, a]\n", True),
    "other tags": ("no", BOTH, "    tags: [a]\n", False),
    "no tags": ("no", "", "", False),
    "the same verdict": ("yes", BOTH, BOTH, False),
    "neither yes nor no": ("ask_first", BOTH, BOTH, False),
    "a draft": ("no", BOTH, f"{BOTH}    status: draft\n", False),
    "other accounts": (
        "no",
        f"{BOTH}    applies_to: {{account: [official]}}\n",
        f"{BOTH}    applies_to: {{account: [personal]}}\n",
        False,
    ),
    "one account": ("no", f"{BOTH}    applies_to: {{account: [official]}}\n", BOTH, True),
    "some of the countries": (
        "no",
        f"{BOTH}    applies_to: {{countries: [SE, US]}}\n",
        f"{BOTH}    applies_to: {{countries: [US, NO]}}\n",
        True,
    ),
    "other countries": (
        "no",
        f"{BOTH}    applies_to: {{countries: [SE]}}\n",
        f"{BOTH}    applies_to: {{countries: [NO]}}\n",
        False,
    ),
    "another sector": (
        "no",
        f"{BOTH}    applies_to: {{sector: [company]}}\n",
        f"{BOTH}    applies_to: {{sector: [public_body]}}\n",
        False,
    ),
    "other roles": (
        "no",
        f"{BOTH}    applies_to: {{roles: [moderator]}}\n",
        f"{BOTH}    applies_to: {{roles: [employee]}}\n",
        False,
    ),
    "one day in common": (
        "no",
        f"{BOTH}    effective_to: 2026-03-01\n",
        f"{BOTH}    effective_from: 2026-03-01\n",
        True,
    ),
    "one after the other": (
        "no",
        f"{BOTH}    effective_from: 2026-03-02\n",
        f"{BOTH}    effective_to: 2026-03-01\n",
        False,
    ),
}


@pytest.mark.parametrize(("verdict", "first", "second", "contradict"), PAIRS.values(), ids=PAIRS)
def test_two_rules_contradict_each_other_for_the_same_people_on_the_same_day(
    small_project: Path, verdict: str, first: str, second: str, contradict: bool
) -> None:
    rules = RULE.format(id="first", asks="may", verdict="yes") + first
    rules += RULE.format(id="second", asks="may", verdict=verdict) + second
    rules += RULE.format(id="third", asks="must", verdict="no") + first
    path = small_project / "playbook_data" / "policy" / "more.yml"
    path.write_text(f"{CHAPTER}entries:{rules}", encoding="utf-8")
    lines = lines_of(small_project, "PB717")
    assert [line for line in problem_lines(small_project) if " error " in line] == []
    assert len(lines) == contradict
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
def test_an_address_of_two_names_looks_personal(
    small_project: Path, email: str, is_personal: bool
) -> None:
    replace(small_project, "contacts.yml", "email: press@example.com", f"email: {email}")
    assert len(lines_of(small_project, "PB721")) == is_personal


def test_the_address_of_a_function_is_not_personal(small_project: Path) -> None:
    with (small_project / "playbook_data" / "contacts.yml").open("a", encoding="utf-8") as file:
        for name in FUNCTIONS.split():
            file.write(
                f"\n  - id: desk-{name}\n    title: {{sv: Q, en: Q}}\n    for: {{sv: Q, en: Q}}\n"
                f"    hours: {{sv: Q, en: Q}}\n    address: {{email: {name}.north@example.com}}\n"
            )
    assert lines_of(small_project, "PB721") == []
    assert len(lines_of(small_project, "PB723")) == len(FUNCTIONS.split()), "they were read"


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        (KNOWN, ""),
        ("CMS", "CMS"),
        ("CMS-system, X, ABCDEFG och EU-CMS", ""),
        ("”Ett CMS” och `CMS`", ""),
        ("TODO, TBD, FIXME och XXX", ""),
        ("SFS och CFR", ""),
        ("AB", ""),
        ("Ett ÅÄÖ", "ÅÄÖ"),
    ],
)
def test_an_abbreviation_needs_an_explanation_unless_all_know_it(
    small_project: Path, text: str, unexplained: str
) -> None:
    replace(small_project, "roles.yml", "skills: {sv: [Lugn.]", f"skills: {{sv: ['{text}']")
    found = [line.split("'")[1] for line in lines_of(small_project, "PB720")]
    assert found == unexplained.split()
