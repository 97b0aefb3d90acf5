"""Checks that the starter's rules say for whom they are, and its exceptions when they apply."""

from __future__ import annotations

import pytest

from playbook.kinds.policy import Rule
from playbook.kinds.roles import Role
from starter.content import LANGUAGES, SECTORS, entries_shown, rules

CONDITION_WORDS = {"sv": ("Om ", "När "), "en": ("If ", "When ")}


def included_roles(role: Role, roles: dict[str, Role]) -> set[str]:
    """The IDs of a role and of all roles that it includes, directly or through others."""
    ids = {role.id}
    for name in role.includes:
        ids |= included_roles(roles[name], roles)
    return ids


def rules_by_role(sector: str) -> dict[str, frozenset[str]]:
    """The ids of the rules on the page "My rules", by role."""
    roles = {role.id: role for role in entries_shown(sector, "roles") if isinstance(role, Role)}
    return {
        id: frozenset(
            rule.id
            for rule in rules(sector)
            if not rule.applies_to.roles or set(rule.applies_to.roles) & included_roles(role, roles)
        )
        for id, role in roles.items()
    }


@pytest.mark.parametrize("sector", SECTORS)
def test_my_rules_differ_between_roles(sector: str) -> None:
    by_role = rules_by_role(sector)
    assert len(set(by_role.values())) >= len(by_role) - 1, "two roles at most have the same rules"
    everybody, editor = by_role["all-employees"], by_role["editor"]
    assert everybody < editor
    assert len(everybody) <= 0.7 * len(rules(sector))


@pytest.mark.parametrize("sector", SECTORS)
def test_every_rule_is_for_some_role(sector: str) -> None:
    seen = set().union(*rules_by_role(sector).values())
    assert {rule.id for rule in rules(sector)} == seen


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exception_for_everyone_begins_with_its_condition(sector: str, language: str) -> None:
    without_condition = [
        (rule.id, exception.text[language])
        for rule in rules(sector)
        if isinstance(rule, Rule)
        for exception in rule.exceptions
        if not any(exception.when.model_dump().values())
        if not exception.text[language].startswith(CONDITION_WORDS[language])
    ]
    assert without_condition == []
