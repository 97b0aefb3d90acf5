"""Joins the cover, the contents, the pages and the index into the HTML of one document."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..changes.sign_off import SIGN_COLUMNS
from ..model.entry import Entry, headline
from ..pages.a_z import Letter, letter, sort_key
from ..pages.a_z import Line as IndexLine
from ..pages.page_formatter import PageFormatter
from ..pages.plan import PlannedPage
from ..pages.render import render
from ..pages.templating import bytecode_cache
from .front import Front, change_lines, front_of
from .parts import Group, Part
from .source import Source

TEMPLATES = Path(__file__).parent / "templates"
_LEVELS = {"chapter": 2, "entry": 2, "kind": 1}
"""By how many levels the headings of a page are lower than on its web page."""


@dataclass(frozen=True)
class Line:
    """A line of the contents: the id of its target, its title, and the lines below it."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class PlacedPage:
    """A page in the document; ``id`` is that of its heading, or empty if its entry has one."""

    path: str
    id: str
    levels: int
    html: Markup


@dataclass(frozen=True)
class PlacedGroup:
    """A heading with its pages and its lines in the contents."""

    id: str
    title: str
    about: str
    pages: tuple[PlacedPage, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Layout:
    """The HTML of a document in one language, and what the links in it can lead to.

    ``pages`` maps the path of each page to the id of its heading.
    """

    html: str
    front: Front
    pages: Mapping[str, str]


def lay_out(source: Source, part: Part, language: str) -> Layout:
    """Render a document in one language."""
    show = PageFormatter(source.handbook, language, "")
    front = front_of(source, part, show.words)
    groups = [_placed_group(group, show, is_excerpt=part.scope != "whole") for group in part.groups]
    release = source.handbook.release_info
    record = release.record if release else None
    html = _environment().get_template("document.html").render(
        t=show.words,
        front=front,
        record=record,
        changes=change_lines(record, source, show.words),
        ids={entry.id for entry in part.entries},
        sign_columns=SIGN_COLUMNS,
        groups=groups,
        questions=questions(part, show),
    )  # fmt: skip
    return Layout(html, front, _page_ids(part))


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=bytecode_cache(),
    )


def _page_ids(part: Part) -> dict[str, str]:
    """The id of the heading of each page, and of the listing of each kind."""
    ids: dict[str, str] = {}
    for group in part.groups:
        ids.setdefault(f"{group.kind}/", _group_id(group))
        for page in group.pages:
            ids.setdefault(page.path, _page_id(page) or page.entries[0].id)
    return ids


def _group_id(group: Group) -> str:
    return f"own.{group.kind}" if group.is_own else f"kind.{group.kind}"


def _page_id(page: PlannedPage) -> str:
    """The id of a page's heading; an entry has its own, and the kind's heading is above."""
    return f"chapter.{page.chapter.id}" if page.chapter and page.page_type == "chapter" else ""


def _placed_group(group: Group, show: PageFormatter, *, is_excerpt: bool) -> PlacedGroup:
    words = show.words
    return PlacedGroup(
        _group_id(group),
        words("role.own") if group.is_own else words.kind(group.kind),
        "" if is_excerpt else words(f"kinds.{group.kind}.about"),
        tuple(_placed_page(page, group, show, is_excerpt=is_excerpt) for page in group.pages),
        tuple(_lines(group, show, is_excerpt=is_excerpt)),
    )


def _placed_page(
    page: PlannedPage, group: Group, show: PageFormatter, *, is_excerpt: bool
) -> PlacedPage:
    html = render(show.handbook, page, show.language).html
    levels = _LEVELS[page.page_type]
    id = _page_id(page)
    if group.is_own or (is_excerpt and page.page_type == "kind"):
        html, levels, id = html[html.index("<article") :], 1, ""
    elif page.page_type == "kind":
        html = html[html.index("</p>") + len("</p>") :]  # the heading and the lead are the group's
    return PlacedPage(page.path, id, levels, Markup(html))


def _lines(group: Group, show: PageFormatter, *, is_excerpt: bool) -> Iterator[Line]:
    for page in group.pages:
        entries = tuple(Line(entry.id, show.plain(headline(entry))) for entry in page.entries)
        if page.chapter is not None and not group.is_own:
            title = show.plain(page.chapter.title)
            yield Line(_page_id(page), title, entries if is_excerpt else ())
        elif page.page_type == "entry" or is_excerpt:
            yield from entries


def questions(part: Part, show: PageFormatter) -> list[Letter]:
    """The questions of the document's entries in the alphabetical order of the language."""
    alphabet = show.handbook.playbook.language_data[show.language].listed("alphabet")
    lines = [
        IndexLine(show.plain(headline(entry)), entry)
        for entry in {entry.id: entry for entry in part.entries}.values()
        if _is_question(entry)
    ]
    by_letter: dict[str, list[IndexLine]] = {}
    for line in sorted(lines, key=lambda line: sort_key(line.text, alphabet)):
        by_letter.setdefault(letter(line.text, alphabet), []).append(line)
    return [Letter(name, tuple(members)) for name, members in by_letter.items()]


def _is_question(entry: Entry) -> bool:
    return entry.status == "current" and headline(entry) != entry.title
