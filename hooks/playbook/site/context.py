"""What the theme's templates are given for a page, in the page's own language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from ..model.settings import Settings
from ..pages.edition import Edition
from ..pages.handbook import Handbook
from ..pages.plan import PLACES, Planned
from ..words.catalogue import Words
from .configuration import by_language
from .navigation import Group
from .pages import GeneratedPage, language_of, path_of, root_of
from .security import security_policy

_MODULES = {
    "flows": ("flow",),
    "templates": ("slots",),
    "checklists": ("ticks",),
    "quiz": ("quiz",),
    "calculator": ("calculator",),
    "pocket": ("ticks",),
}
"""The modules that pages of a sort or of a kind need beside those of every page."""

THEME = Path(__file__).parent / "theme"


def is_ours(template: str | None) -> bool:
    """Whether a template stands in our theme: there all that is put in is text, unless marked."""
    return template is not None and (THEME / template).is_file()


@dataclass(frozen=True)
class Alternate:
    """The same page in another language, or the nearest page above it."""

    language: str
    url: str
    is_same: bool


@dataclass(frozen=True)
class Crumb:
    """A page on the way from home to this one."""

    title: str
    url: str


@dataclass(frozen=True)
class Around:
    """All that stands around a page's content, as ``around`` in the templates."""

    language: str
    t: Words
    settings: Settings
    menu: tuple[Group, ...]
    home: str
    alternates: tuple[Alternate, ...]
    crumbs: tuple[Crumb, ...]
    kind: str | None
    sort: str
    places: Mapping[str, str]
    modules: tuple[str, ...]
    policy: str
    public: bool
    edition: Edition | None
    now: str
    releases: str
    in_all_languages: Mapping[str, Words]


class Surroundings:
    """Works out what stands around each page. One for a build; menus are shared by its pages."""

    def __init__(
        self, handbook: Handbook, menus: Mapping[str, tuple[Group, ...]], urls: frozenset[str],
        config: MkDocsConfig, *, preview: bool = False,
    ) -> None:  # fmt: skip
        self.handbook, self.menus, self.urls = handbook, menus, urls
        self.languages = handbook.playbook.languages
        self.configs = by_language(config, handbook)
        self.policy = security_policy(preview=preview)
        self.places = {language: self._places(language) for language in self.languages}

    def language(self, page: Page | None) -> str:
        """The language of a page; the default where there is no page, as for 404."""
        return language_of(page.file.src_uri, self.languages) if page else self.languages[0]

    def around(self, page: Page | None) -> Around:
        """What stands around one page."""
        language = self.language(page)
        planned = page.rendered.planned if isinstance(page, GeneratedPage) else None
        return Around(
            language=language,
            t=self.handbook.words[language],
            settings=self.handbook.playbook.settings,
            menu=self.menus[language],
            home=root_of(language, self.languages[0]),
            alternates=tuple(self._alternates(page, language)),
            crumbs=tuple(self._crumbs(page, language)),
            kind=planned.kind if planned else None,
            sort=planned.sort if planned else "written",
            places=self.places[language],
            modules=_modules(planned),
            policy=self.policy,
            public=self.handbook.playbook.settings.public,
            edition=self.handbook.edition,
            now=above(page, self._now(page, language)),
            releases=above(page, f"{root_of(language, self.languages[0])}releases/"),
            in_all_languages=self.handbook.words,
        )

    def _now(self, page: Page | None, language: str) -> str:
        """Where a page stands in the version that applies, from the root of all versions.

        A topic's permanent address is found by its id, so that it may move to another page.
        """
        planned = page.rendered.planned if isinstance(page, GeneratedPage) else None
        if planned is None or planned.kind is None:
            return f"latest/{page.url if page else ''}"
        id = planned.chapter.id if planned.chapter else planned.kind
        id = planned.entries[0].id if planned.sort == "entry" else id
        return f"{root_of(language, self.languages[0])}r/{id}/"

    def _places(self, language: str) -> Mapping[str, str]:
        """The addresses of the pages that stand beside the sections; empty where there is none."""
        root = root_of(language, self.languages[0])
        urls = {sort: f"{root}{path}" for sort, path in PLACES.items()}
        return {sort: url if url in self.urls else "" for sort, url in urls.items()}

    def _alternates(self, page: Page | None, language: str) -> Iterator[Alternate]:
        path = path_of(page, self.languages) if page else ""
        for other in self.languages:
            root = root_of(other, self.languages[0])
            nearest = path
            while nearest and root + nearest not in self.urls:
                nearest = nearest.rstrip("/").rpartition("/")[0]
                nearest = nearest and f"{nearest}/"
            yield Alternate(other, root + nearest, nearest == path)

    def same_page(self, page: Page) -> Iterator[tuple[str, str]]:
        """The full addresses of a page in each language that has it."""
        for other in self._alternates(page, self.language(page)):
            if other.is_same and page.canonical_url:
                base = page.canonical_url.removesuffix(page.url)
                yield other.language, base + other.url

    def _crumbs(self, page: Page | None, language: str) -> Iterator[Crumb]:
        home = root_of(language, self.languages[0])
        if page is None or page.url == home:
            return
        yield Crumb(self.handbook.words[language]("page.home"), home)
        if isinstance(page, GeneratedPage) and page.rendered.planned.parent:
            kind = page.rendered.planned.kind
            title = self.handbook.words[language](f"kinds.{kind}.title")
            yield Crumb(title, home + page.rendered.planned.parent)


def relative_to(page: Page | None, base_url: str, url: str) -> str:
    """An address of the site as seen from a page, or from the root where there is none."""
    if page is None:
        return f"{base_url.rstrip('/')}/{url}"
    return str(get_relative_url(url or ".", page.url))


def above(page: Page | None, url: str) -> str:
    """An address beside this version in the published tree, as seen from a page."""
    return "../" * (1 + (page.url.count("/") if page else 0)) + url


def _modules(planned: Planned | None) -> tuple[str, ...]:
    if planned is None or planned.sort == "index":
        return ()
    return _MODULES.get(planned.sort, ()) or _MODULES.get(planned.kind or "", ())
