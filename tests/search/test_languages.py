"""What the search knows of each language."""

from __future__ import annotations

import pytest

from playbook.kinds import KINDS
from playbook.search.analysis import STEMMERS, fold, language


@pytest.mark.parametrize("name", STEMMERS)
def test_forms_of_a_question_ask_for_kinds_that_there_are(name: str) -> None:
    assert language(name).favours.keys() <= KINDS.keys()


@pytest.mark.parametrize("name", STEMMERS)
def test_a_group_of_words_alike_has_each_of_them_once(name: str) -> None:
    groups = (*language(name).alike, *language(name).wider)
    folded = [[fold(word) for word in group] for group in groups]
    assert [group for group in folded if len(group) < 2 or len(set(group)) < len(group)] == []
