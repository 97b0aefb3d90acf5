"""The search data of each language."""

from __future__ import annotations

import pytest

from playbook.kinds import KINDS
from playbook.search.analysis import STEMMERS, fold, language


@pytest.mark.parametrize("name", STEMMERS)
def test_question_forms_favour_existing_kinds(name: str) -> None:
    assert language(name).favours.keys() <= KINDS.keys()


@pytest.mark.parametrize("name", STEMMERS)
def test_a_group_of_synonyms_has_no_duplicates(name: str) -> None:
    groups = (*language(name).alike, *language(name).wider)
    folded = [[fold(word) for word in group] for group in groups]
    assert [group for group in folded if len(group) < 2 or len(set(group)) < len(group)] == []
