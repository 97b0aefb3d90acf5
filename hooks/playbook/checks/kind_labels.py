"""Checks that every kind has labels in every language of the handbook."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import KINDS
from ..languages.files import shipped_languages
from ..model.kind_labels import FOLDER, languages_of
from ..model.playbook import Playbook
from ..problems import Code, Phrase, Problem
from ..words.strings import written_strings

NO_LABELS = Code("PB513", "warning", "kind", "language", "shown")


def check(playbook: Playbook) -> Iterator[Problem]:
    """A warning for each language and kind without labels."""
    for index, language in enumerate(playbook.languages):
        if language not in shipped_languages():
            continue  # reported once for the whole language
        location = playbook.settings_tree.location(("languages", index))
        for kind, model in playbook.kinds.items():
            written = written_strings(playbook.language_data[language], (model,))
            if f"kinds.{kind}.title" not in written:
                shown = languages_of(model)[0]
                path = f"kinds/{kind}/{FOLDER}/{language}.yml"
                cure = Phrase("cure.own-labels", path=path) if kind in KINDS else None
                yield NO_LABELS.at(location, kind=kind, language=language, shown=shown, cure=cure)
