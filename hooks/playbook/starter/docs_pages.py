"""Arranges the hand-written pages by the languages of a handbook.

The pages of the first language are in ``docs/``, and those of each other language in a folder with
its code. A page that only a dropped language has, and that a kept page links to, is taken along.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .content import Content

DOCS = "docs"
Page = tuple[str, str]
"""A language, and the name of a page in it."""
_LINK = re.compile(r"(?<=\]\()(?P<path>[^()\s#:]+\.md)(?=[)#])")
_ONLY_WITH_SEVERAL = re.compile(
    r"<!-- several languages -->\n\n(?P<text>.*?\n\n)<!-- end -->\n\n", re.DOTALL
)
"""A passage that is only true of a handbook in several languages."""


@dataclass(frozen=True)
class Pages:
    """The pages of a starter: the text of each by language and name.

    ``languages`` are those of the starter, the first one first; ``others`` are the other files,
    by path.
    """

    languages: Sequence[str]
    texts: Mapping[Page, str]
    others: Mapping[str, bytes]


def read_pages(content: Content, languages: Sequence[str]) -> Pages:
    """The pages of a starter in some languages. Raises OSError."""
    texts: dict[Page, str] = {}
    others: dict[str, bytes] = {}
    for path in content.below(DOCS):
        relative = path.removeprefix(f"{DOCS}/")
        if relative.endswith(".md"):
            texts[_page(relative, languages)] = content.text(path)
        else:
            others[path] = content.read(path)
    return Pages(languages, texts, others)


def arranged(pages: Pages, languages: Sequence[str]) -> Mapping[str, bytes]:
    """The files of ``docs/`` for a handbook in some languages, by path."""
    kept = _kept(pages, languages)
    moved_texts = {
        _path(*page, languages): _text(page, kept, pages, languages).encode() for page in kept
    }
    return {**pages.others, **{f"{DOCS}/{path}": text for path, text in moved_texts.items()}}


def _text(page: Page, kept: Mapping[Page, Page], pages: Pages, languages: Sequence[str]) -> str:
    """The text of a page, with its links as they are from its new place."""
    source = kept[page]
    shown = r"\g<text>" if len(languages) > 1 else ""
    text = _ONLY_WITH_SEVERAL.sub(shown, pages.texts[source])
    return _LINK.sub(lambda match: _moved(match["path"], page, kept, pages, languages), text)


def _kept(pages: Pages, languages: Sequence[str]) -> dict[Page, Page]:
    """The pages of a handbook, each with the page of the starter whose text it gets."""
    kept = {page: page for page in pages.texts if page[0] in languages}
    for page in list(kept):
        for match in _LINK.finditer(pages.texts[page]):
            target = _target(match["path"], page, pages)
            if target in pages.texts and target[0] not in languages:
                kept.setdefault((page[0], target[1]), target)
    return kept


def _moved(
    path: str, page: Page, kept: Mapping[Page, Page], pages: Pages, languages: Sequence[str]
) -> str:
    """A link to a page, from the place that ``page`` has in the handbook."""
    target = _target(path, kept[page], pages)
    here = (page[0], target[1])
    if target not in kept and here not in kept:
        return path
    folder = posixpath.dirname(_path(*page, languages))
    new = _path(*(target if target in kept else here), languages)
    return posixpath.relpath(new, folder or ".")


def _target(path: str, page: Page, pages: Pages) -> Page:
    """The page to which a link leads."""
    folder = posixpath.dirname(_path(*page, pages.languages))
    return _page(posixpath.normpath(posixpath.join(folder, path)), pages.languages)


def _page(path: str, languages: Sequence[str]) -> Page:
    """The language and the name of a page in a folder of pages."""
    first, _, rest = path.partition("/")
    return (first, rest) if rest and first in languages[1:] else (languages[0], path)


def _path(language: str, name: str, languages: Sequence[str]) -> str:
    return name if language == languages[0] else f"{language}/{name}"
