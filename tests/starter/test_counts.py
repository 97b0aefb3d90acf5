"""Checks that the starter content contains everything that each kind of organisation needs."""

from __future__ import annotations

from collections import Counter

import pytest

from playbook.kinds.accounts import Account
from playbook.kinds.channels import Channel
from playbook.kinds.contacts import Contact
from playbook.kinds.flows import Flow
from playbook.kinds.glossary import Term
from playbook.kinds.incidents import Incident
from playbook.kinds.keys import Key
from playbook.kinds.legal import Legal
from playbook.kinds.policy import Rule
from playbook.kinds.strategy import Strategy
from playbook.kinds.themes import Theme
from playbook.kinds.tone import ToneRule
from starter.content import LANGUAGES, SECTORS, entries_shown, playbook, rules

MINIMUM_COUNTS = {
    "accounts": 5,
    "channels": 8,
    "checklists": 7,
    "contacts": 11,
    "flows": 9,
    "glossary": 80,
    "incidents": 4,
    "keys": 7,
    "legal": 14,
    "policy": 65,
    "reading": 1,
    "roles": 9,
    "strategy": 12,
    "templates": 15,
    "themes": 10,
    "tone": 14,
}
CHAPTER_COUNT = 23
ROLES = {
    "all-employees", "spokesperson", "official-voice", "moderator", "account-administrator",
    "duty-officer", "policy-owner",
}  # fmt: skip
TONE_RULES = {
    "marketing-not-advertising", "vision-not-mission", "personal-not-private", "honest",
    "transparent", "let-go-of-control", "useful",
}  # fmt: skip
FLOWS = {
    "can-i-post", "how-do-i-reply", "may-i-remove-this", "is-this-a-crisis", "account-hacked",
    "impersonation", "we-made-a-mistake", "new-platform", "which-channel", "who-takes-part",
}  # fmt: skip
CHECKLISTS = {
    "before-posting", "new-account", "close-account", "someone-leaves", "crisis-first-hour",
    "quarterly-review", "role-fit",
}  # fmt: skip
LEGAL_REFERENCES = {
    "bbs-act", "gdpr", "name-and-image-act", "marketing-act", "joint-controller", "public-records",
    "archives-rules", "freedom-to-communicate", "duty-of-loyalty", "accessibility-act",
    "accessible-campaigns", "political-advertising", "ai-act-50", "music-licences", "market-abuse",
    "ftc-endorsements", "lix", "whistleblowing-act", "freedom-own-account",
    "source-protection-private", "digital-services-act", "green-claims-directive",
    "work-environment-act", "cookies-law", "accessibility-products-act", "criminal-code",
    "archives-act", "administrative-procedure-act",
}  # fmt: skip
DAYS_OF_READING = {"2026-11-23", "2026-11-30", "2026-12-01"}


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize(("kind", "minimum"), MINIMUM_COUNTS.items())
def test_a_sector_has_enough_of_a_kind(sector: str, kind: str, minimum: int) -> None:
    assert len(entries_shown(sector, kind)) >= minimum


def test_there_are_eighty_rules_in_all() -> None:
    assert len(playbook().of_kind("policy")) >= 80


@pytest.mark.parametrize("sector", SECTORS)
def test_each_chapter_has_three_rules(sector: str) -> None:
    chapters = playbook().chapters["policy"]
    assert len(chapters) == CHAPTER_COUNT
    rule_counts = Counter(playbook().chapter_of[rule.id] for rule in rules(sector))
    assert [chapter.id for chapter in chapters if rule_counts[chapter.id] < 3] == []


def test_each_rule_has_every_required_part() -> None:
    for rule in playbook().of_kind("policy"):
        assert isinstance(rule, Rule)
        assert rule.verdict or rule.answer, rule.id
        assert rule.ask, rule.id
        assert rule.within, rule.id
        assert rule.asked_as, rule.id
        for language in LANGUAGES:
            assert len(rule.asked_as[language]) >= 4, rule.id
            assert rule.examples.do[language], rule.id
            assert rule.examples.dont[language], rule.id


def test_each_key_says_why_and_how_and_links_to_entries() -> None:
    for key in playbook().of_kind("keys"):
        assert isinstance(key, Key)
        assert all(len(key.self_check[language]) == 3 for language in LANGUAGES), key.id
        assert all(key.how[language] for language in LANGUAGES), key.id
        kinds = {playbook().entries[id].kind for id in key.leads_to}
        assert {"policy", "roles"} <= kinds, key.id


@pytest.mark.parametrize("sector", SECTORS)
def test_the_required_roles_exist(sector: str) -> None:
    assert {entry.id for entry in entries_shown(sector, "roles")} >= ROLES


def test_every_entry_has_several_search_phrases() -> None:
    """Rules and glossary terms have separate tests."""
    entries_with_few_phrases = [
        (entry.id, language)
        for entry in playbook().entries.values()
        if entry.kind not in ("policy", "glossary")
        for language in LANGUAGES
        if len((entry.asked_as or {}).get(language, ())) < 8
    ]
    assert entries_with_few_phrases == []


def test_each_tone_rule_has_three_pairs_of_examples() -> None:
    assert {entry.id for entry in playbook().of_kind("tone")} >= TONE_RULES
    for rule in playbook().of_kind("tone"):
        assert isinstance(rule, ToneRule)
        assert len(rule.pairs) >= 3, rule.id


def test_every_term_has_forms_and_synonyms_in_both_languages() -> None:
    for term in playbook().of_kind("glossary"):
        assert isinstance(term, Term)
        for language in LANGUAGES:
            assert (term.forms or {}).get(language), term.id
            assert (term.synonyms or {}).get(language), term.id


@pytest.mark.parametrize("sector", SECTORS)
def test_the_strategy_weighs_hours_against_value_for_a_year(sector: str) -> None:
    parts = [entry for entry in entries_shown(sector, "strategy") if isinstance(entry, Strategy)]
    found = Counter(entry.part for entry in parts)
    assert (found["vision"], found["mission"], found["purpose"]) == (1, 1, 5)
    purposes = {entry.id for entry in parts if entry.part == "purpose"}
    goals = [entry for entry in parts if entry.part == "goal"]
    assert {goal.purpose for goal in goals} == purposes
    for goal in goals:
        assert len({result.month for result in goal.results}) == 12, goal.id
        assert None not in (goal.metric, goal.unit, goal.baseline, goal.target, goal.hours)


def test_there_are_five_needs_and_five_aims_with_ideas() -> None:
    themes = [entry for entry in playbook().of_kind("themes") if isinstance(entry, Theme)]
    needs = [theme for theme in themes if theme.type == "need"]
    aims = [theme for theme in themes if theme.type == "aim"]
    assert [need.level for need in needs] == [1, 2, 3, 4, 5]
    assert len(aims) == 5
    assert all(theme.prompts["sv"] and theme.good_examples["sv"] for theme in themes)
    assert all(aim.measure and (aim.flows or aim.templates) for aim in aims)


def test_the_channels_have_different_standing() -> None:
    channels = [entry for entry in playbook().of_kind("channels") if isinstance(entry, Channel)]
    assert len({channel.standing for channel in channels}) >= 4
    assert {"own-blog", "newsletter"} <= {channel.id for channel in channels}


def test_every_account_belongs_to_a_channel_in_use() -> None:
    for account in playbook().of_kind("accounts"):
        assert isinstance(account, Account)
        channel = playbook().entries[account.channel]
        assert isinstance(channel, Channel)
        assert channel.standing in ("approved", "trial", "restricted"), account.id


def test_every_outcome_of_the_required_flows_has_an_action() -> None:
    flows = [entry for entry in playbook().of_kind("flows") if isinstance(entry, Flow)]
    assert {flow.id for flow in flows} == FLOWS
    for flow in flows:
        for name, outcome in flow.outcomes.items():
            assert outcome.action["sv"], (flow.id, name)
            assert outcome.role in playbook().entries, (flow.id, name)
            assert outcome.within in playbook().settings.values, (flow.id, name)


def test_the_required_checklists_exist() -> None:
    assert {entry.id for entry in playbook().of_kind("checklists")} >= CHECKLISTS


def test_higher_incident_levels_have_shorter_deadlines() -> None:
    levels = [entry for entry in playbook().of_kind("incidents") if isinstance(entry, Incident)]
    assert [level.level for level in levels] == [1, 2, 3, 4]
    for field in ("first_action_within", "update_every"):
        times = [_minutes(getattr(level, field)) for level in levels]
        assert times == sorted(times, reverse=True), field


def _minutes(name: str) -> int:
    duration = playbook().settings.values[name].duration
    assert duration is not None
    return int(duration.amount) * {"minutes": 1, "hours": 60, "working_days": 480}[duration.unit]


def test_the_required_legal_references_exist_and_have_a_source_but_no_check() -> None:
    law = [entry for entry in playbook().of_kind("legal") if isinstance(entry, Legal)]
    assert {entry.id for entry in law} >= LEGAL_REFERENCES
    for entry in law:
        assert (entry.force == "to_check") == (entry.type == "law"), entry.id
        assert entry.checked is None, entry.id
        assert entry.source_seen.isoformat() in DAYS_OF_READING, entry.id
        for language in LANGUAGES:
            assert entry.source[language].strip(), entry.id
            assert entry.says[language].strip(), entry.id


def test_no_entry_claims_to_be_reviewed_or_approved() -> None:
    assert playbook().settings.starter
    assert playbook().settings.decided is None
    entries = playbook().entries.values()
    assert [entry.id for entry in entries if entry.reviewed or entry.review_by] == []


def test_every_contact_is_a_function_with_a_group_address() -> None:
    for contact in playbook().of_kind("contacts"):
        assert isinstance(contact, Contact)
        address = contact.address.email
        assert address is not None, contact.id
        assert "." not in address.partition("@")[0], f"{address} looks like a person's"
