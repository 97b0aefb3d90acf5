"""What the search knows of each language."""

from __future__ import annotations

import pytest

from playbook.kinds import KINDS
from playbook.languages.files import shipped_languages
from playbook.languages.pack import shipped_language
from playbook.search.analysis import fold
from playbook.search.vocabulary import vocabulary


@pytest.mark.parametrize("name", shipped_languages())
def test_forms_of_a_question_ask_for_kinds_that_there_are(name: str) -> None:
    assert vocabulary(shipped_language(name)).favours.keys() <= KINDS.keys()


@pytest.mark.parametrize("name", shipped_languages())
def test_a_group_of_words_alike_has_each_of_them_once(name: str) -> None:
    known = vocabulary(shipped_language(name))
    groups = (*known.alike, *known.wider)
    folded = [[fold(word) for word in group] for group in groups]
    assert [group for group in folded if len(group) < 2 or len(set(group)) < len(group)] == []
