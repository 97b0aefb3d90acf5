"""Arranges the hand-written pages for the languages and the size of a new handbook.

The pages of the first language are in ``docs/``, and those of each other language in a folder with
its code. A page that only a dropped language has, and that a kept page links to, is taken along.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .content import Content

DOCS = "docs"
GUIDE = "make-it-yours.md"
"""The page that shows how to replace the starter text, one file after the other."""
RELEASE_GUIDE = "for-release-managers.md"
Page = tuple[str, str]
"""A language, and the name of a page in it."""

_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<path>[^()\s#:]+\.md)(?P<anchor>#[^()\s]*)?\)")
_ONLY_WITH_SEVERAL_LANGUAGES = re.compile(
    r"<!-- several languages -->\n\n(?P<text>.*?\n\n)<!-- end -->\n\n", re.DOTALL
)
"""A passage that is only true of a handbook in several languages."""
_SECTION = re.compile(r"^## .*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_FILES_OF_SECTION = re.compile(r"\A## .*\n\n\*[^*\n]*\*\n")
"""The heading of a section and the line in italics that names the files that it is about."""
_DATA_FILE = re.compile(r"`(playbook_data/[^`]*)`")


@dataclass(frozen=True)
class Pages:
    """The pages of a starter: the text of each by language and name.

    ``languages`` are those of the starter, the first one first; ``others`` are the other files,
    by path.
    """

    languages: Sequence[str]
    texts: Mapping[Page, str]
    others: Mapping[str, bytes]


@dataclass(frozen=True)
class _Arrangement:
    """The arrangement of a starter's ``pages`` in a handbook with some languages.

    ``sources`` maps each page of the handbook to the page of the starter whose text it gets.
    """

    pages: Pages
    languages: Sequence[str]
    sources: Mapping[Page, Page]
    is_full: bool


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


_IMAGES = f"{DOCS}/images/"
"""The images of the pages; those in each language are beside its own."""


def arranged_files(
    pages: Pages, languages: Sequence[str], data_files: Collection[str],
    dropped: Collection[str] | None = None,
) -> Mapping[str, bytes]:  # fmt: skip
    """The files of ``docs/`` for a handbook in some languages with some data, by path.

    ``dropped`` are the pages that a smaller starter does not have, or None for the full starter. In
    a smaller one, links to generated pages keep only their words, because some of these pages do
    not exist. The folder exists also if no page is in the languages.
    """
    sources = _sources(pages, languages, dropped or ())
    arrangement = _Arrangement(pages, languages, sources, dropped is None)
    texts = {
        f"{DOCS}/{_path(*page, languages)}": _text(page, arrangement, data_files).encode()
        for page in arrangement.sources
    }
    images = {
        path.replace(_IMAGES, f"{DOCS}/{language}/images/", 1): data
        for path, data in pages.others.items() if path.startswith(_IMAGES)
        for language in languages[1:]
    }  # fmt: skip
    return {**images, **pages.others, **texts} or {f"{DOCS}/.gitkeep": b""}


def _sources(pages: Pages, languages: Sequence[str], dropped: Collection[str]) -> dict[Page, Page]:
    """The pages of a handbook, each with the page of the starter whose text it gets."""
    kept = {page: text for page, text in pages.texts.items() if page[1] not in dropped}
    sources = {page: page for page in kept if page[0] in languages}
    for language, name in list(sources):
        for match in _LINK.finditer(kept[language, name]):
            target = _target(match["path"], (language, name), pages)
            target_language, target_name = target
            if target in kept and target_language not in languages:
                sources.setdefault((language, target_name), target)
    return sources


def _text(page: Page, arrangement: _Arrangement, data_files: Collection[str]) -> str:
    """The text of a page, with its links adapted to its new path."""
    text = arrangement.pages.texts[arrangement.sources[page]]
    replacement = r"\g<text>" if len(arrangement.languages) > 1 else ""
    text = _ONLY_WITH_SEVERAL_LANGUAGES.sub(replacement, text)
    _, name = page
    if name == GUIDE:
        text = _SECTION.sub(lambda match: _section(match[0], data_files), text)
    return _LINK.sub(lambda match: _link(match, page, arrangement), text)


def _section(text: str, data_files: Collection[str]) -> str:
    """A section of the guide, or nothing if the data has none of the files that it is about."""
    heading = _FILES_OF_SECTION.match(text)
    named = _DATA_FILE.findall(heading[0]) if heading else []
    has_data = any(path.startswith(name) for path in data_files for name in named)
    return text if has_data or not named else ""


def _link(match: re.Match[str], page: Page, arrangement: _Arrangement) -> str:
    """A link to a page, from the place that ``page`` has in the handbook."""
    target = _target(match["path"], arrangement.sources[page], arrangement.pages)
    if target not in arrangement.sources:  # perhaps taken along into the language of ``page``
        (language, _), (_, target_name) = page, target
        target = (language, target_name)
    if target not in arrangement.sources:
        return match[0] if arrangement.is_full else match["words"]
    folder = posixpath.dirname(_path(*page, arrangement.languages))
    path = posixpath.relpath(_path(*target, arrangement.languages), folder or ".")
    return f"[{match['words']}]({path}{match['anchor'] or ''})"


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
