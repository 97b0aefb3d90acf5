"""Prose is safe and its links have valid targets."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Origin, Playbook
from ..model.types import TextMarker
from ..model.value_descriptions import did_you_mean
from ..problems import Code, Problem
from ..prose import markdown
from ..source.tree import Path

RAW_HTML = Code(
    "PB301",
    "error",
    "the text contains raw HTML: {html}",
    "write it in Markdown, or put `backticks` around code that readers should see",
)
UNKNOWN_TARGET = Code(
    "PB302", "error", "the link '{url}' does not lead to an entry", "use the id of an entry"
)
RETIRED = Code(
    "PB303",
    "error",
    "the link '{url}' leads to a retired entry",
    "link to what replaced it: {replacement}",
)
UNSAFE = Code(
    "PB304",
    "error",
    "the link '{url}' has a scheme that is not allowed",
    "link to an entry as id:entry-id, or use https://, mailto: or tel:",
)
IMAGE = Code(
    "PB305",
    "error",
    "the text contains an image: {url}",
    "describe it in words; images belong in hand-written pages",
)
HEADING = Code(
    "PB307",
    "warning",
    "the line '{line}' is inside a text, so it is shown as a heading and is not a comment",
    "move a comment above the key of the text; start a heading with ##",
)


def iter_texts(value: object, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Every text of a marked value, as path, language and text."""
    assert isinstance(value, dict)
    for language, words in value.items():
        if isinstance(words, str):
            yield (*path, language), language, words
        else:
            for index, item in enumerate(words):
                yield (*path, language, index), language, item


def check(playbook: Playbook) -> Iterator[Problem]:
    """Problems with links, images, headings and HTML in every prose text."""
    for entry in playbook.entries.values():
        for field in playbook.found[entry.id]:
            if isinstance(field.marker, TextMarker) and field.marker.prose:
                for path, _, text in iter_texts(field.value, field.path):
                    yield from _prose(playbook, playbook.origins[entry.id], path, text)


def _prose(playbook: Playbook, origin: Origin, path: Path, text: str) -> Iterator[Problem]:
    for line in markdown.h1_lines(text)[:1]:
        yield HEADING.at(origin.find(path, line), line=line)
    if not markdown.may_have_markup(text):
        return
    pieces = markdown.raw_html(text)
    for html in [piece for piece in pieces if not piece.startswith("</")] or pieces:
        yield RAW_HTML.at(origin.find(path, html.split("\n")[0]), html=html)
    for url in markdown.images(text):
        yield IMAGE.at(origin.find(path, url), url=url)
    for url in markdown.links(text):
        location = origin.find(path, url)
        if not markdown.is_safe(url):
            yield UNSAFE.at(location, url=url)
        elif url.startswith(markdown.ENTRY):
            id = url.removeprefix(markdown.ENTRY)
            target = playbook.entries.get(id)
            known = target or id in playbook.chapter_origins or playbook.may_exist(id)
            if not known:
                yield UNKNOWN_TARGET.at(location, url=url, cure=did_you_mean(id, playbook.entries))
            elif target is not None and target.status == "retired" and target.replaced_by:
                yield RETIRED.at(location, url=url, replacement=target.replaced_by)
