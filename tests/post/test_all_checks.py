"""All checks of a draft together are fast, whatever the draft: no type is slow with another."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import pytest

from playbook.post.check_types import CHECK_TYPES
from playbook.post.engine import Engine
from playbook.post.finding import PostContext
from post.conformance_rules import rules

DRAFT_LENGTH = 10_000
"""Characters of a draft."""
MAX_SECONDS = 2.0
"""Processor time for one draft and all checks; measured: 0.1 to 0.3 seconds."""
DRAFTS = {
    "letters": "a",
    "words": "a ",
    "capitals": "ABC ",
    "exclamation marks": "!",
    "hashtags": "#å ",
    "links": "https://a.se/ ",
    "emoji": "😀👩‍💻",
    "numbers": "8112189876 ",
    "quotation marks": "”’",
    "code": "`",
    "list items": "\n- a",
    "sentences": "Vi är bäst. ",
    "invisible characters": "a\u00ad\u200b",
    "addresses": "a@b.",
    "repeated words": "the the ",
}


@pytest.mark.parametrize("name", DRAFTS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_checks_of_a_draft_are_fast_together(
    language: str, name: str, hostile_inputs: Counter[str]
) -> None:
    part = DRAFTS[name]
    draft = (part * (DRAFT_LENGTH // len(part) + 1))[:DRAFT_LENGTH]
    engine = Engine(unlimited_rules(language))
    start = time.process_time()
    engine.check(draft, PostContext(channel=None, account="official", situation="post"))
    assert time.process_time() - start < MAX_SECONDS
    hostile_inputs["drafts for all checks"] += 1


def test_the_checks_are_of_every_type() -> None:
    assert {each["type"] for each in unlimited_rules("sv")["checks"]} == set(CHECK_TYPES)


def unlimited_rules(language: str) -> dict[str, Any]:
    """All rules of a language, each for every channel, account and situation."""
    compiled = rules()[language]
    every = [{**each, "channels": [], "accounts": [], "situations": []}
             for each in compiled["checks"]]  # fmt: skip
    return {**compiled, "checks": every}
