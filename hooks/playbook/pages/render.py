"""From a planned page to its HTML in one language, kept while what it is made from stays."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from ..kinds import KINDS
from ..model.entry import Entry
from .handbook import Handbook
from .plan import Planned
from .show import Show

TEMPLATES = Path(__file__).parent / "templates"
KIND_TEMPLATES = Path(__file__).parent.parent / "kinds"
_TITLE_FREE = {"home": "home.title"}


@dataclass(frozen=True)
class Rendered:
    """A page's content in one language.

    ``toc`` holds the anchors worth listing with their titles; ``key`` changes whenever anything
    that the page shows does.
    """

    language: str
    planned: Planned
    title: str
    description: str
    html: str
    toc: tuple[tuple[str, str], ...]
    anchors: frozenset[str]
    key: str


@dataclass
class Kept:
    """The pages of the build before, by language and path. One lives as long as a preview."""

    pages: MutableMapping[tuple[str, str], Rendered] = field(default_factory=dict)


@functools.cache
def environment() -> jinja2.Environment:
    """The templates of the pages: autoescape on, and an unknown name is an error."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([TEMPLATES, KIND_TEMPLATES]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals["kinds"] = KINDS
    return env


def render_all(handbook: Handbook, pages: list[Planned], kept: Kept) -> Iterator[Rendered]:
    """Every page in every language. Pages whose key is as before come from ``kept``."""
    common = _common_key(handbook)
    for language in handbook.playbook.languages:
        for planned in pages:
            key = _key(handbook, planned, language, common)
            before = kept.pages.get((language, planned.path))
            if before is None or before.key != key:
                before = render(handbook, planned, language, key)
                kept.pages[language, planned.path] = before
            yield before


def render(handbook: Handbook, planned: Planned, language: str, key: str = "") -> Rendered:
    """One page in one language."""
    show = Show(handbook, language, planned.path)
    template = environment().get_template(f"{planned.sort}.html")
    html = template.render(
        show=show,
        t=show.words,
        handbook=handbook,
        page=planned,
        settings=handbook.playbook.settings,
    )
    title, description = _heading(show, planned)
    anchors = {entry.id for entry in planned.entries} if planned.sort != "index" else set()
    old = {id for entry in planned.entries for id in entry.previous_ids}
    return Rendered(
        language, planned, title, description, html,
        toc=tuple(_toc(show, planned)),
        anchors=frozenset(anchors | (old if anchors else set())),
        key=key,
    )  # fmt: skip


def _heading(show: Show, planned: Planned) -> tuple[str, str]:
    if planned.chapter is not None:
        return show.plain(planned.chapter.title), show.plain(planned.chapter.summary)
    if planned.sort == "entry":
        entry = planned.entries[0]
        return show.plain(entry.title), show.plain(entry.summary)
    if planned.kind is not None:
        return show.words(f"kinds.{planned.kind}.title"), show.words(f"kinds.{planned.kind}.about")
    return show.words("home.title"), show.words("home.about")


def _toc(show: Show, planned: Planned) -> Iterator[tuple[str, str]]:
    if planned.sort in ("chapter", "kind"):
        for entry in planned.entries:
            yield entry.id, show.plain(entry.title)


def _common_key(handbook: Handbook) -> str:
    """A digest of what any page may show of any entry: titles, addresses, terms, verdicts."""
    digest = hashlib.sha256(repr(handbook.playbook.settings).encode())
    for entry in handbook.playbook.entries.values():
        if entry.id in handbook.shown:
            digest.update(repr(_face(handbook, entry)).encode())
    for chapters in handbook.playbook.chapters.values():
        digest.update(repr(chapters).encode())
    return digest.hexdigest()


def _face(handbook: Handbook, entry: Entry) -> tuple[object, ...]:
    """What other pages show of an entry."""
    listed = tuple(getattr(entry, name, None) for name in KINDS[entry.kind].listed_fields)
    return (
        entry.id,
        entry.title,
        entry.summary,
        entry.status,
        handbook.addresses[entry.id],
        listed,
    )


def _key(handbook: Handbook, planned: Planned, language: str, common: str) -> str:
    """A digest of all that a page is made from."""
    digest = hashlib.sha256(f"{common} {language} {planned.path}".encode())
    for entry in planned.entries:
        used_in = handbook.used_in.get(entry.id)
        place = handbook.playbook.origins[entry.id].place(("id",))
        digest.update(repr((entry, used_in, place)).encode())
    return digest.hexdigest()
