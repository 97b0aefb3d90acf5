"""The search data of each language."""

from __future__ import annotations

import pytest

from playbook.kinds import KINDS
from playbook.languages.files import shipped_languages
from playbook.languages.pack import shipped_language
from playbook.search.analysis import fold
from playbook.search.vocabulary import vocabulary


@pytest.mark.parametrize("name", shipped_languages())
def test_question_forms_favour_existing_kinds(name: str) -> None:
    assert vocabulary(shipped_language(name)).favours.keys() <= KINDS.keys()


@pytest.mark.parametrize("name", shipped_languages())
def test_a_group_of_synonyms_has_no_duplicates(name: str) -> None:
    known = vocabulary(shipped_language(name))
    groups = (*known.alike, *known.wider)
    folded = [[fold(word) for word in group] for group in groups]
    assert [group for group in folded if len(group) < 2 or len(set(group)) < len(group)] == []
