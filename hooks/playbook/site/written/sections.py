"""Splits hand-written pages into the sections that the search finds.

As Material documents it, ``search: {exclude: true}`` in the metadata of a page leaves it out, and
``data-search-exclude`` a part of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from selectolax.lexbor import LexborHTMLParser

from ...search.sections import Section
from ..pages import language_of, path_of
from .pages import WrittenPage

_BLOCK_END = re.compile(
    r"</(?:dd|div|dt|figcaption|h[1-6]|label|li|p|summary|t[dh])>|</span>(?=<pre)|<br ?/?>"
)
"""The end of an element whose text is separate from the next, also without a space."""
_LEFT_OUT = (
    "[data-search-exclude], .headerlink, .footnote-ref, .footnote-backref, .pb-annotation,"
    " .linenos, button, script, style, template, svg"
)


def title_of(page: WrittenPage) -> str:
    """The title of a page as text; MkDocs gives it as HTML."""
    return " ".join(Markup(str(page.page.title or "")).striptags().split())


def is_listed(page: WrittenPage, config: MkDocsConfig) -> bool:
    """Whether the search and ``llms.txt`` list a page: it is in ``docs/``, and not left out.

    Plugins make other pages, such as the archive of a blog.
    """
    search = page.meta.get("search")
    is_left_out = isinstance(search, dict) and search.get("exclude") is True
    source = page.page.file.abs_src_path
    return not is_left_out and bool(source) and Path(str(source)).is_relative_to(config.docs_dir)


def sections_by_language(
    pages: Iterable[WrittenPage], languages: list[str]
) -> Mapping[str, list[Section]]:
    """The sections of pages, by the language of the page. URLs are relative to its root."""
    found: dict[str, list[Section]] = {language: [] for language in languages}
    for page in pages:
        language = language_of(page.page.file.src_uri, languages)
        found[language] += sections(page, path_of(page.page, languages))
    return found


def sections(page: WrittenPage, url: str) -> Iterator[Section]:
    """The sections of a page: its beginning, and one for each heading of level two and three.

    The text of a heading inside another element, such as a tab, belongs to the section before.
    """
    tree = LexborHTMLParser(_BLOCK_END.sub(r"\g<0> ", page.html), is_fragment=True)
    title, anchor, heading = title_of(page), "", title_of(page)
    texts: list[str] = []
    left_out = {node.mem_id for node in tree.css(_LEFT_OUT)}
    for node in [node for node in tree.css("*") if node.parent is None]:
        if node.mem_id in left_out:
            continue
        for part in node.css(_LEFT_OUT):
            part.decompose()
        text = " ".join(node.text().split())
        id = node.attributes.get("id")
        if node.tag in ("h2", "h3") and id and text:
            yield Section(url, anchor, heading, title, " ".join(texts))
            anchor, heading, texts = id, text, []
        elif node.tag != "h1":
            texts.append(text)
    yield Section(url, anchor, heading, title, " ".join(texts))
