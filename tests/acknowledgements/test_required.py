"""What has to be read again between two versions, and which answers count."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from acknowledgements.conftest import Published
from playbook.acknowledgements.accepted import accept
from playbook.acknowledgements.answers import Answer
from playbook.acknowledgements.people import Person
from playbook.acknowledgements.required import Required
from playbook.acknowledgements.standings import standings
from playbook.problems import Location
from playbook.release.decisions import Decision

ANNA = Person("Anna", "anna@x.test", "anna@x.test", ("moderator",))


@pytest.mark.parametrize(
    ("since", "role", "changed"),
    [
        ("3.0.0", "policy-owner", set()),
        ("2.1.0", "policy-owner", {"policy-owner"}),
        ("2.1.0", "moderator", set()),
        ("2.0.0", "moderator", set()),  # the rewording of 2.1.0 is editorial
        ("1.0.0", "moderator", {"moderator", "share-posts"}),
        ("1.0.0", "employee", {"share-posts"}),
        ("1.0.0", "", {"share-posts"}),
    ],
)
def test_the_records_say_what_has_changed_for_a_role(
    published: Published, since: str, role: str, changed: set[str]
) -> None:
    version = next(each for each in published.required.versions if each.text == since)
    roles = published.reading.roles.included(role) if role else frozenset()
    assert {each.id for each in published.required.since(version, roles)} == changed


def test_after_a_rollback_the_changes_between_the_versions_count(published: Published) -> None:
    versions = {each.text: each for each in published.source.versions}
    required = Required(published.source.versions, versions["2.1.0"], published.required.words)
    changed = required.since(versions["3.0.0"], frozenset({"policy-owner"}))
    assert [each.id for each in changed] == ["policy-owner"]
    assert required.since(versions["3.0.0"], frozenset({"moderator"})) == ()


def answer(published: Published, **parts: str) -> Answer:
    usual = {"address": "anna@x.test", "name": "", "version": "3.0.0", "role": "moderator",
             "digest": published.digests["3.0.0"], "time": ""}  # fmt: skip
    fields: dict[str, Any] = {**usual, **parts}
    return Answer(location=Location("answers.csv", 7), **fields)


@pytest.mark.parametrize(
    ("parts", "role", "code"),
    [
        ({}, "moderator", None),
        ({"version": ""}, "moderator", None),  # the digest names the version
        ({"address": "", "name": "anna"}, "moderator", None),
        ({"role": "employee"}, "employee", None),  # moderators are employees
        ({"role": "Moderator "}, "moderator", None),
        ({"role": ""}, "", None),
        ({"role": "policy-owner"}, "policy-owner", "PB957"),
        ({"role": "king"}, "", "PB957"),
        ({"address": "eve@x.test"}, None, "PB953"),
        ({"address": "", "name": ""}, None, "PB953"),
        ({"version": "9.9.9"}, None, "PB954"),
        ({"version": "2.0.0"}, None, "PB955"),
        ({"digest": ""}, None, "PB956"),
    ],
)
def test_an_answer_counts_or_a_problem_says_why_not(
    published: Published, parts: dict[str, str], role: str | None, code: str | None
) -> None:
    versions = {each.text: each for each in published.source.versions}
    people, roles = {ANNA.address: ANNA}, published.reading.roles
    accepted, problems = accept(answer(published, **parts), people, versions, roles)
    assert (accepted.role if accepted else None) == role
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(problem.location == Location("answers.csv", 7) for problem in problems)


def test_a_name_that_two_people_have_identifies_nobody(published: Published) -> None:
    versions = {each.text: each for each in published.source.versions}
    people = {"a": ANNA, "b": replace(ANNA, address="b@x.test")}
    given = answer(published, address="", name="Anna")
    accepted, problems = accept(given, people, versions, published.reading.roles)
    assert accepted is None
    assert [problem.code for problem in problems] == ["PB953"]


def test_a_digest_from_before_a_page_was_withdrawn_counts_with_a_notice(
    published: Published,
) -> None:
    versions = {each.text: each for each in published.source.versions}
    decision = Decision("2026-06-05", "The lawyer", {"en": "A mistake."}, "0" * 64, ("policy/",))
    manifest = replace(versions["3.0.0"].manifest, withdrawn_pages=(decision,))
    versions["3.0.0"] = replace(versions["3.0.0"], manifest=manifest, data=b"{}")
    accepted, problems = accept(
        answer(published), {ANNA.address: ANNA}, versions, published.reading.roles
    )
    assert accepted is not None
    assert [problem.code for problem in problems] == ["PB959"]


def test_messages_about_something_else_are_only_counted(published: Published) -> None:
    """PB958: a message without a version, or a number in the message of a stranger."""
    digest = published.digests["3.0.0"]
    mails = [
        replace(answer(published, version="", digest=""), is_message=True),
        replace(answer(published, address="eve@x.test", digest=""), is_message=True),
        replace(answer(published, address="eve@x.test", digest=digest), is_message=True),
    ]
    outcome = standings({ANNA.address: ANNA}, mails, published.required, published.reading.roles)
    assert [problem.code for problem in outcome.problems] == ["PB953", "PB958"]
    assert outcome.problems[1].fact("count") == 2
    assert [each.status for each in outcome.standings] == ["missing"]
