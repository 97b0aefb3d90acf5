"""A newer data format does not change what old pages compare: the digest of each entry."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from playbook.changes.published_state import published_state
from playbook.model.settings import Organisation
from playbook.pages.handbook import Handbook
from playbook.pages.json_export import entry_digest
from playbook.pages.stable_content import stable_content
from support import TESTS

PUBLISHED = TESTS / "data" / "first_edition" / "published"


@pytest.mark.parametrize(
    ("version", "partly_published"), [("1.0.0", "share-job-posts"), ("2.1.0", "share-posts")]
)
def test_what_the_first_edition_published_has_the_same_digests_today(
    version: str, partly_published: str
) -> None:
    data = json.loads((PUBLISHED / version / "playbook.json").read_bytes())
    published = {entry["id"]: entry["digest"] for entry in data["entries"]}
    state = published_state(data, ["sv", "en"])
    assert state.is_whole
    organisation = Organisation.model_validate(data["organisation"])
    settings = state.settings.model_copy(update={"organisation": organisation})
    handbook = Handbook(replace(state, settings=settings))
    today = {id: entry_digest(handbook, entry) for id, entry in state.entries.items()}
    differing = {id for id in published if published[id] != today[id]}
    assert differing == {partly_published}, "its digest also counts a part that is not published"
    assert len(published) > 20


def test_the_digest_of_a_migrated_scope_counts_what_format_1_had() -> None:
    former = {"applies_to": {"sector": ["public_body", "company"]}}
    added = ["municipal_company", "publicly_funded_provider"]
    migrated = {"applies_to": {"sector": [*former["applies_to"]["sector"], *added]}}
    assert stable_content(migrated) == former
    partial = {"applies_to": {"sector": ["public_body", "company", added[0]]}}
    assert stable_content(partial) == partial
