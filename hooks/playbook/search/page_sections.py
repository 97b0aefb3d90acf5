"""The pages and tools of a handbook as the search finds them: chapters, overviews, the quiz.

Entries are found by themselves; these sections lead to a page as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..pages.handbook import Handbook
from ..pages.json_export import language_roots
from ..pages.page_formatter import PageFormatter
from ..pages.page_titles import title_and_description
from ..pages.plan import plan
from .sections import Section
from .vocabulary import vocabulary

_WITHOUT_SECTION = ("home", "entry", "pocket", "confirm", "health", "search")
"""The types of pages that have no section: they show an entry, are for few people, or search."""


def page_sections(handbook: Handbook, language: str) -> Iterator[Section]:
    """A section for each chapter, each overview of a kind and each standalone page.

    The phrases that people search for them by are those of the language, under ``pages`` in its
    ``search.yml``.
    """
    formatter = PageFormatter(handbook, language, page="")
    phrases = vocabulary(handbook.playbook.language_data[language]).page_phrases
    for page in plan(handbook):
        if page.page_type not in _WITHOUT_SECTION:
            title, about = title_and_description(formatter, page)
            yield Section(page.path, "", title, title, about, phrases.get(page.page_type, ()))
    if handbook.release_info is not None:
        words = formatter.words
        title, about = words("release.all"), words("release.all_about")
        url = _releases(handbook, language)
        yield Section(url, "", title, title, about, phrases.get("releases", ()))


def _releases(handbook: Handbook, language: str) -> str:
    """The path of the list of all versions, from the root of a language in a version."""
    root = language_roots(handbook)[language]
    return f"../../{root}releases/" if root else "../releases/"
