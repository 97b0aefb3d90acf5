"""Checks that the ``search.yml`` of each shipped language is consistent."""

from __future__ import annotations

import pytest

from playbook.kinds import KINDS
from playbook.languages.files import shipped_languages
from playbook.languages.pack import shipped_language
from playbook.search.analysis import fold
from playbook.search.vocabulary import vocabulary


@pytest.mark.parametrize("language", shipped_languages())
def test_favoured_kinds_exist(language: str) -> None:
    assert vocabulary(shipped_language(language)).kind_hints.keys() <= KINDS.keys()


@pytest.mark.parametrize("language", shipped_languages())
def test_a_group_of_synonyms_has_no_duplicates(language: str) -> None:
    known = vocabulary(shipped_language(language))
    groups = (*known.synonyms, *known.broader_words)
    folded = [[fold(word) for word in group] for group in groups]
    assert [group for group in folded if len(group) < 2 or len(set(group)) < len(group)] == []
