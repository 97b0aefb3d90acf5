"""Checks that prose is safe and that its links have valid targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from ..model.entry import Entry
from ..model.playbook import Origin, Playbook, marked_values
from ..model.remembered import remembered
from ..model.types import TextMarker
from ..model.value_descriptions import did_you_mean
from ..problems import Code, Location, Phrase, Problem
from ..prose import markdown
from ..source.fixes import replacement_fix
from ..source.tree import DataPath
from .causes import retired_entry_cause, unknown_entry_cause
from .references import RETIRED_FOR_GOOD

RAW_HTML = Code("PB301", "error", "html")
UNKNOWN_TARGET = Code("PB302", "error", "url")
RETIRED_TARGET = Code("PB303", "error", "url", "replacement")
UNSAFE = Code("PB304", "error", "url")
IMAGE = Code("PB305", "error", "url")
H1_HEADING = Code("PB307", "warning", "line")
_ON_A_DRIVE = re.compile(r"(?:file:|[A-Za-z]:(?:[/\\]|%5C)|\\\\|%5C%5C)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/|$)")


def iter_texts(value: object, path: DataPath) -> Iterator[tuple[DataPath, str, str]]:
    """The path, the language and the string of every text in a marked value."""
    assert isinstance(value, dict)
    for language, texts in value.items():
        if isinstance(texts, str):
            yield (*path, language), language, texts
        else:
            for index, item in enumerate(texts):
                yield (*path, language, index), language, item


def check(playbook: Playbook) -> Iterator[Problem]:
    """Problems with links, images, headings and HTML in every prose text."""
    for entry, origin in _entries(playbook):
        for path, text in _texts_with_markup(entry):
            yield from _check_text(playbook, origin, path, text)


def _entries(playbook: Playbook) -> Iterator[tuple[Entry, Origin]]:
    """Every entry, also every incomplete one with its valid fields, and its origin."""
    for entry in playbook.entries.values():
        yield entry, playbook.origins[entry.id]
    yield from playbook.incomplete


@remembered
def _texts_with_markup(entry: Entry) -> tuple[tuple[DataPath, str], ...]:
    """The prose of an entry that may have headings, links, images or HTML."""
    return tuple(
        (path, text)
        for field in marked_values(entry)
        if isinstance(field.marker, TextMarker) and field.marker.prose
        for path, _, text in iter_texts(field.value, field.path)
        if markdown.may_have_markup(text) or markdown.h1_lines(text)
    )


def _unknown_target(playbook: Playbook, origin: Origin, location: Location, id: str) -> Problem:
    url, fix = f"{markdown.ENTRY}{id}", None
    cure = did_you_mean(id, playbook.entries)
    if current := playbook.current_ids.get(id):
        cure = Phrase("cure.renamed", id=current)
        fix = replacement_fix(origin.tree, location, url, f"{markdown.ENTRY}{current}")
    return UNKNOWN_TARGET.at(location, url=url, cure=cure, cause=unknown_entry_cause(id), fix=fix)


def _check_text(playbook: Playbook, origin: Origin, path: DataPath, text: str) -> Iterator[Problem]:
    for line in markdown.h1_lines(text)[:1]:
        yield H1_HEADING.at(origin.find(path, line), line=line)
    if not markdown.may_have_markup(text):
        return
    pieces = markdown.raw_html(text)
    without_end_tags = [piece for piece in pieces if not piece.startswith("</")]
    for html in without_end_tags or pieces:
        yield _raw_html(playbook, origin, path, html)
    for url in markdown.images(text):
        yield IMAGE.at(origin.find(path, url), url=url)
    for url in markdown.links(text):
        location = origin.find(path, url)
        if not markdown.is_safe(url):
            yield _unsafe(playbook, origin, path, location, url)
        elif url.startswith(markdown.ENTRY):
            id = url.removeprefix(markdown.ENTRY)
            target = playbook.entries.get(id)
            exists = target or id in playbook.chapter_origins or playbook.may_exist(id)
            if not exists:
                yield _unknown_target(playbook, origin, location, id)
            elif target is not None and target.status == "retired":
                yield _retired_target(target, origin, location, url)


def _raw_html(playbook: Playbook, origin: Origin, path: DataPath, html: str) -> Problem:
    """The problem with HTML, or with the name of a value in angle brackets."""
    location, name = origin.find(path, html.split("\n")[0]), html.strip("</> ").lower()
    if name != "organisation" and name not in playbook.settings.values:
        return RAW_HTML.at(location, html=html)
    new = f"{{{name}}}"
    fix = replacement_fix(origin.tree, location, html, new)
    return RAW_HTML.at(location, html=html, cure=Phrase("cure.write", value=new), fix=fix)


def _unsafe(
    playbook: Playbook, origin: Origin, path: DataPath, location: Location, url: str
) -> Problem:
    """The problem with a link without a scheme, or with one that is not allowed."""
    written = unquote(url)
    if written != url:
        location, url = origin.find(path, written), written
    meant, is_certain = _meant_link(playbook, url)
    cure = Phrase("cure.write", value=meant) if meant else None
    if _ON_A_DRIVE.match(url):
        cure = Phrase("cure.not-on-a-drive")
    fix = replacement_fix(origin.tree, location, url, meant) if meant and is_certain else None
    return UNSAFE.at(location, url=url, cure=cure, fix=fix)


def _meant_link(playbook: Playbook, url: str) -> tuple[str, bool]:
    """The link that was probably meant, and whether that is certain; empty if it is unknown."""
    url = url.strip("()")
    if titled := _titled(playbook, url):
        return f"{markdown.ENTRY}{titled}", False
    id = url.removeprefix("#").partition(":")[2] or url.removeprefix("#").strip("/")
    name = id.rpartition("#")[2].rpartition("/")[2].removesuffix(".md")
    is_bare = url in (name, f"#{name}", f"ID:{name}", f"Id:{name}") or url[:1] in "/."
    if name in playbook.entries or name in playbook.chapter_origins:
        return f"{markdown.ENTRY}{name}", is_bare
    if _EMAIL.fullmatch(url):
        return f"mailto:{url}", True
    return (f"https://{url}", False) if _HOST.match(url) else ("", False)


def _titled(playbook: Playbook, words: str) -> str | None:
    """The id of the one entry with a title in one of the languages, or None."""
    found = {
        entry.id
        for entry in playbook.entries.values()
        if any(title.casefold() == words.casefold() for title in entry.title.values())
    }
    return found.pop() if len(found) == 1 else None


def _retired_target(target: Entry, origin: Origin, location: Location, url: str) -> Problem:
    cause = retired_entry_cause(target.id)
    if target.replaced_by is None:
        return RETIRED_FOR_GOOD.at(location, id=target.id, cause=cause)
    fix = replacement_fix(origin.tree, location, url, f"{markdown.ENTRY}{target.replaced_by}")
    return RETIRED_TARGET.at(
        location, url=url, replacement=target.replaced_by, cause=cause, fix=fix
    )
