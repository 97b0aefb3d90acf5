"""The findings of the shipped rules in independently labelled posts.

The rules were tuned on the open half. The command ``python tests/starter/post/labelled.py sealed``
measures the sealed half; here only its format is tested.
"""

from __future__ import annotations

import pytest
import yaml

from playbook.project import read_project
from starter.post.labelled import LABELLED, ROOT, evaluate, measures


def test_there_are_enough_labelled_posts_and_half_are_acceptable() -> None:
    posts = [
        post
        for name in ("open", "sealed")
        for post in yaml.safe_load((LABELLED / f"{name}.yml").read_text("utf-8"))
    ]
    assert len(posts) >= 200
    assert sum(post["fine"] is True for post in posts) * 2 == len(posts)
    assert {post["language"] for post in posts} == {"sv", "en"}
    assert len({post["text"] for post in posts}) == len(posts)


@pytest.mark.slow
def test_the_rules_have_enough_precision_and_recall_on_the_open_half() -> None:
    results = measures(evaluate("open"))
    assert results["fine with an error"] == 0
    assert results["fine with a warning"] <= results["fine"] / 10
    assert results["recall"] >= 0.95
    assert results["precision"] >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("name", ["innocent_open", "innocent_sealed"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_rules_warn_of_at_most_one_innocent_post_in_twenty(name: str, language: str) -> None:
    posts = [checked for checked in evaluate(name) if checked.post["language"] == language]
    assert len(posts) == 50
    assert sum(checked.is_reported for checked in posts) <= len(posts) / 20


@pytest.mark.slow
def test_the_rules_still_catch_nine_tenths_of_what_they_caught() -> None:
    caught = yaml.safe_load((LABELLED / "caught.yml").read_text("utf-8"))
    before = {id for name in caught for ids in caught[name] for id in ids}
    now = {
        checked.post["id"]
        for name in caught
        for checked in evaluate(name)
        if checked.is_reported and not checked.is_fine
    }
    assert len(before) == 106
    assert len(before & now) >= 0.9 * len(before)


@pytest.mark.slow
def test_no_labelled_post_contains_an_example_of_the_rules() -> None:
    playbook = read_project(ROOT).playbook
    assert playbook
    texts = [
        text
        for rule in playbook.of_kind("tone")
        for pair in rule.pairs  # type: ignore[attr-defined]
        for side in (pair.bad, pair.good)
        for text in side.values()
    ]
    posts = (LABELLED / "open.yml").read_text("utf-8")
    assert len(texts) >= 2 * 2 * 3 * 14
    assert not [text for text in texts if text in posts]


@pytest.mark.parametrize("kind", ["tone"])
def test_every_tone_rule_has_checks_and_questions_for_people(kind: str) -> None:
    playbook = read_project(ROOT).playbook
    assert playbook
    for rule in playbook.of_kind(kind):
        assert rule.checks, rule.id  # type: ignore[attr-defined]
        assert rule.self_check, rule.id  # type: ignore[attr-defined]
