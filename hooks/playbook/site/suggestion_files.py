"""Makes the data of the page "Suggest a change" as JavaScript modules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..pages.handbook import Handbook
from ..pages.post_rules import rules_module
from ..pages.suggestion_entries import ENTRIES_FOLDER, entry_files
from ..pages.suggestion_page import CHOICES_FILE, page_data
from .pages import language_root


def suggestion_files(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """The path of each file in the site, and its text. None if no change can be suggested."""
    entries = entry_files(handbook)
    for name, data in entries.items():
        yield f"{ENTRIES_FOLDER}{name}.js", rules_module(data)
    languages = handbook.playbook.languages if entries else []
    for language in languages:
        root = language_root(language, languages[0])
        yield f"{root}{CHOICES_FILE}", rules_module(page_data(handbook, language))


def paths_by_language(handbook: Handbook, folder: Path) -> dict[str, list[str]]:
    """The paths of the files in a site that readers of each language need without a network."""
    languages = handbook.playbook.languages
    entries = [
        f"{ENTRIES_FOLDER}{path.name}" for path in sorted((folder / ENTRIES_FOLDER).glob("*.js"))
    ]
    if not entries:
        return {}
    return {
        language: [f"{language_root(language, languages[0])}{CHOICES_FILE}", *entries]
        for language in languages
    }
