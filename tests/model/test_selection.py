"""Checks which entries a handbook shows, and that links to hidden entries are reported."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from playbook.model.entry import AppliesTo, Sector
from playbook.model.selection import is_shown, shown_ids
from playbook.problems import failing
from playbook.project import read_project
from support import problem_lines, replace

ENTRIES_BY_AUDIENCE = {
    "company": {"posts-a-week"},
    "public_body": {"public-record", "freedom-of-the-press"},
    "US": {"paid-in-the-us", "ftc-endorsements"},
}


@pytest.mark.parametrize(
    ("sector", "countries", "hidden"),
    [
        ("company", "[SE]", ("public_body", "US")),
        ("public_body", "[SE]", ("company", "US")),
        ("company", "[SE, US]", ("public_body",)),
        ("public_body", "[US]", ("company",)),
    ],
)
def test_a_handbook_shows_the_entries_that_apply_to_its_organisation(
    small_project: Path, sector: str, countries: str, hidden: tuple[str, ...]
) -> None:
    replace(small_project, "playbook.yml", "sector: company", f"sector: {sector}")
    replace(small_project, "playbook.yml", "countries: [SE]", f"countries: {countries}")
    checked = read_project(small_project)
    assert failing(checked.problems) == [], "the data must be valid for every organisation"
    assert checked.playbook is not None
    hidden_ids = checked.playbook.entries.keys() - shown_ids(checked.playbook)
    assert hidden_ids == set().union(*(ENTRIES_BY_AUDIENCE[name] for name in hidden))


def test_an_entry_with_an_empty_scope_is_shown(small_project: Path) -> None:
    playbook = read_project(small_project).playbook
    assert playbook is not None
    assert is_shown(AppliesTo(), playbook.settings.organisation)


@pytest.mark.parametrize(
    ("scope", "target_scope", "hidden_for"),
    [
        ("{}", "{}", None),
        ("{sector: [company]}", "{}", None),
        ("{sector: [company]}", "{sector: [company]}", None),
        ("{sector: [company]}", "{sector: [company, public_body]}", None),
        ("{sector: [company]}", "{sector: [public_body]}", "company"),
        ("{}", f"{{sector: [{', '.join(get_args(Sector))}]}}", None),
        ("{}", "{sector: [company, public_body]}", "municipal_company, publicly_funded_provider"),
        ("{}", "{sector: [company]}", "municipal_company, public_body, publicly_funded_provider"),
        (
            "{sector: [municipal_company, public_body]}",
            "{sector: [public_body]}",
            "municipal_company",
        ),
        ("{countries: [US]}", "{countries: [US, SE]}", None),
        ("{countries: [US, NO]}", "{countries: [US]}", "NO"),
        ("{}", "{countries: [US]}", "other countries"),
        ("{account: [personal]}", "{account: [official]}", None),
        ("{roles: [employee]}", "{roles: [moderator]}", None),
    ],
)
def test_a_link_to_an_entry_that_is_hidden_for_some_is_reported(
    small_project: Path, scope: str, target_scope: str, hidden_for: str | None
) -> None:
    book_fields = (
        "    url: https://www.example.com/b\n    why: {sv: Bra., en: Good.}\n"
        "    owner: policy-owner\n    author: B\n    year: 2020\n"
    )
    link = "{sv: 'Se [b](id:b-book).', en: 'See [b](id:b-book).'}"
    with (small_project / "playbook_data" / "reading.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"  - id: b-book\n    title: {{all: B}}\n    applies_to: {target_scope}\n{book_fields}"
        )
        file.write(f"  - id: a-book\n    title: {{all: A}}\n    applies_to: {scope}\n")
        file.write(book_fields.replace("{sv: Bra., en: Good.}", link))
    lines = problem_lines(small_project)
    if hidden_for is None:
        assert lines == []
    else:
        assert len(lines) == 2, "one line for each language"
        assert all(
            f"PB306: the link to 'b-book' is hidden for {hidden_for} although" in line
            for line in lines
        )


@pytest.mark.parametrize(
    ("scope", "when", "target_scope", "hidden_for"),
    [
        # A part is shown only to readers for whom both its entry and its own scope apply.
        ("{countries: [US, NO]}", "{countries: [US]}", "{countries: [US]}", None),
        ("{countries: [US]}", "{countries: [US, NO]}", "{countries: [US]}", None),
        ("{countries: [US, NO]}", "{countries: [NO, SE]}", "{countries: [US]}", "NO"),
        ("{countries: [US, NO]}", "{countries: [NO, SE]}", "{countries: [US, NO]}", None),
        ("{countries: [US]}", "{countries: [NO]}", "{countries: [DK]}", None),
        ("{countries: [US]}", "{account: [official]}", "{countries: [US]}", None),
        ("{}", "{countries: [US]}", "{countries: [US]}", None),
        ("{}", "{countries: [US]}", "{countries: [NO]}", "US"),
        ("{sector: [company]}", "{}", "{sector: [company]}", None),
        ("{sector: [company]}", "{sector: [company, public_body]}", "{sector: [company]}", None),
        ("{sector: [company, public_body]}", "{sector: [company]}", "{sector: [company]}", None),
        ("{sector: [company]}", "{sector: [public_body]}", "{sector: [company]}", None),
        ("{countries: [US]}", "{sector: [company]}", "{sector: [public_body]}", "company"),
        (
            "{sector: [company], countries: [US]}",
            "{}",
            "{sector: [public_body], countries: [NO]}",
            "US, company",
        ),
    ],
)
def test_a_link_in_an_exception_is_checked_where_rule_and_exception_both_apply(
    small_project: Path, scope: str, when: str, target_scope: str, hidden_for: str | None
) -> None:
    rules, link = "policy/posting.yml", "[guiden](id:b-book)"
    replace(small_project, rules, "applies_to: {account: [personal]}", f"applies_to: {scope}")
    replace(small_project, rules, "when: {countries: [US]}", f"when: {when}")
    replace(small_project, rules, "sv: Vänder sig inlägget till USA", f"sv: Se {link} och")
    with (small_project / "playbook_data" / "reading.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"  - id: b-book\n    title: {{all: B}}\n    applies_to: {target_scope}\n"
            "    url: https://www.example.com/b\n    why: {sv: Bra., en: Good.}\n"
            "    owner: policy-owner\n    author: B\n    year: 2020\n"
        )
    lines = [line for line in problem_lines(small_project) if "'b-book'" in line]
    if hidden_for is None:
        assert lines == []
    else:
        (line,) = lines
        assert f"PB306: the link to 'b-book' is hidden for {hidden_for} although" in line
