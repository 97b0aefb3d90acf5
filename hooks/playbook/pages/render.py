"""From a planned page to its HTML in one language, kept while what it is made from stays."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from ..kinds import KINDS
from ..model.entry import Entry
from ..post.compile import channels
from .handbook import Handbook
from .plan import Planned
from .post_rules import judged_by_people
from .show import Show

TEMPLATES = Path(__file__).parent / "templates"
KIND_TEMPLATES = Path(__file__).parent.parent / "kinds"
NARROW = frozenset({"chapter", "kind", "entry"})
"""The sorts of pages that show only their own entries and those that these name."""


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
    """The pages of the build before, by language and path. One lives as long as a preview.

    ``pages`` holds what this room rendered; ``outputs`` the whole page around it, with the key of
    what it shows, for as long as what stands around all pages is the same.
    """

    pages: MutableMapping[tuple[str, str], Rendered] = field(default_factory=dict)
    outputs: MutableMapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    around: str = ""

    def begin(self, around: str) -> None:
        """Begin a build; whole pages are forgotten when what stands around them has changed."""
        if around != self.around:
            self.outputs.clear()
        self.around = around

    def keep(self, rendered: Rendered, output: str) -> None:
        """Keep a whole page."""
        self.outputs[rendered.language, rendered.planned.path] = (rendered.key, output)

    def output(self, rendered: Rendered) -> str:
        """The whole page as written before, or nothing where anything it shows has changed."""
        key, output = self.outputs.get((rendered.language, rendered.planned.path), ("", ""))
        return output if key == rendered.key else ""


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
    keys = _keys(handbook)
    for language in handbook.playbook.languages:
        for planned in pages:
            key = keys.of(planned, language)
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
        judged_by_people=judged_by_people,
        channels=channels,
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
    if planned.sort == "post":
        return show.words("post.title"), show.words("post.lead")
    if planned.sort == "health":
        return show.words("health.title"), show.words("health.lead")
    return show.words("home.title"), show.words("home.about")


def _toc(show: Show, planned: Planned) -> Iterator[tuple[str, str]]:
    if planned.sort in ("chapter", "kind"):
        for entry in planned.entries:
            yield entry.id, show.plain(entry.title)


@dataclass(frozen=True)
class _Keys:
    """Digests of what pages are made from, worked out once for all of them.

    ``common`` covers what any page may show: settings, chapters and the glossary's terms;
    ``faces`` what other pages show of each entry.
    """

    handbook: Handbook
    common: str
    faces: Mapping[str, str]

    def of(self, planned: Planned, language: str) -> str:
        """The key of a page. One with entries depends on them and on those that they name."""
        parts = [self.common, language, planned.path]
        named = {id for entry in planned.entries for id in self._named(entry)}
        if planned.sort not in NARROW:
            named = set(self.faces)
        parts += [self.faces[id] for id in sorted(named) if id in self.faces]
        if planned.sort == "health":
            parts.append(repr(self.handbook.health))
        for entry in planned.entries:
            place = self.handbook.playbook.origins[entry.id].place(("id",))
            parts.append(repr((entry, self.handbook.used_in.get(entry.id), place)))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _named(self, entry: Entry) -> Iterator[str]:
        yield from self.handbook.targets[entry.id]
        yield from self.handbook.used_in.get(entry.id, ())
        yield from filter(None, (entry.owner, entry.replaced_by))


def _keys(handbook: Handbook) -> _Keys:
    playbook = handbook.playbook
    faces = {id: repr(_face(handbook, playbook.entries[id])) for id in sorted(handbook.shown)}
    terms = [faces[entry.id] for entry in handbook.by_kind.get("glossary", ())]
    parts = (playbook.settings, playbook.chapters, terms, handbook.edition)
    common = hashlib.sha256(repr(parts).encode())
    return _Keys(handbook, common.hexdigest(), faces)


def _face(handbook: Handbook, entry: Entry) -> tuple[object, ...]:
    """What other pages show of an entry."""
    listed = tuple(getattr(entry, name, None) for name in KINDS[entry.kind].listed_fields)
    address = handbook.addresses[entry.id]
    return (entry.id, entry.title, entry.summary, entry.status, address, listed)
