"""The template context of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from ..model.feedback import feedback_addresses
from ..model.settings import Settings
from ..pages.composed import RULES
from ..pages.handbook import Handbook
from ..pages.plan import PAGE_PATHS, PlannedPage
from ..pages.release_info import ReleaseInfo
from ..words.catalogue import Words
from .configuration import DEFAULT_IMAGES, by_language, theme_image
from .navigation import Group
from .pages import GeneratedPage, language_of, language_root, path_of
from .security import security_policy
from .written.components import modules, needs_sheet

_MODULES = {
    "quiz": ("quiz",),
    "calculator": ("calculator",),
    "pocket": ("ticks",),
    "confirm": ("confirm",),
}
"""Extra JavaScript modules by page type; a kind names the modules of its own pages."""

THEME = Path(__file__).parent / "theme"


def is_own_template(template: str | None) -> bool:
    """Whether a template belongs to our theme; our templates are autoescaped."""
    return template is not None and (THEME / template).is_file()


@dataclass(frozen=True)
class Alternate:
    """The same page in another language, or its nearest ancestor that exists in that language."""

    language: str
    url: str
    is_same: bool


@dataclass(frozen=True)
class Crumb:
    """A breadcrumb."""

    title: str
    url: str


@dataclass(frozen=True)
class PageContext:
    """The context of a page: ``page_context`` in the templates."""

    language: str
    t: Words
    settings: Settings
    menu: tuple[Group, ...]
    home: str
    alternates: tuple[Alternate, ...]
    crumbs: tuple[Crumb, ...]
    kind: str | None
    page_type: str
    page_urls: Mapping[str, str]
    modules: tuple[str, ...]
    has_components: bool
    policy: str
    public: bool
    release_info: ReleaseInfo | None
    current_url: str
    releases: str
    in_all_languages: Mapping[str, Words]
    images: Mapping[str, str]
    rules: str = RULES
    """The kind whose changes the page announces to a returning reader."""


class PageContexts:
    """Creates the context of each page. One per build."""

    def __init__(
        self, handbook: Handbook, menus: Mapping[str, tuple[Group, ...]], urls: frozenset[str],
        config: MkDocsConfig, *, preview: bool = False,
    ) -> None:  # fmt: skip
        self.handbook, self.menus, self.urls = handbook, menus, urls
        self.languages = handbook.playbook.languages
        self.configs = by_language(config, handbook)
        self.images = {name: quote(theme_image(config, name)) for name in DEFAULT_IMAGES}
        self.policy = security_policy(
            preview=preview, feedback=feedback_addresses(handbook.playbook.settings)
        )
        self.page_urls = {language: self._page_urls(language) for language in self.languages}

    def language(self, page: Page | None) -> str:
        """The language of a page; the default language if there is no page, as for 404."""
        return language_of(page.file.src_uri, self.languages) if page else self.languages[0]

    def for_page(self, page: Page | None) -> PageContext:
        """The context of one page."""
        language = self.language(page)
        planned_page = page.rendered.planned_page if isinstance(page, GeneratedPage) else None
        return PageContext(
            language=language,
            t=self.handbook.words[language],
            settings=self.handbook.playbook.settings,
            menu=self.menus[language],
            home=language_root(language, self.languages[0]),
            alternates=tuple(self._alternates(page, language)),
            crumbs=tuple(self._crumbs(page, language)),
            kind=planned_page.kind if planned_page else None,
            page_type=planned_page.page_type if planned_page else "written",
            page_urls=self.page_urls[language],
            modules=_modules(self.handbook, planned_page) if planned_page else modules(page),
            has_components=planned_page is None and needs_sheet(page),
            policy=self.policy,
            public=self.handbook.playbook.settings.public,
            release_info=self.handbook.release_info,
            current_url=from_tree_root(page, self._in_current_version(page, language)),
            releases=from_tree_root(page, f"{language_root(language, self.languages[0])}releases/"),
            in_all_languages=self.handbook.words,
            images=self.images,
        )

    def _in_current_version(self, page: Page | None, language: str) -> str:
        """The URL of a page in the current version, relative to the root of the published tree.

        The permanent URL of a topic contains only its id, so the topic can move to another page.
        """
        planned_page = page.rendered.planned_page if isinstance(page, GeneratedPage) else None
        if planned_page is None or planned_page.kind is None:
            return f"latest/{page.url if page else ''}"
        id = planned_page.chapter.id if planned_page.chapter else planned_page.kind
        id = planned_page.entries[0].id if planned_page.page_type == "entry" else id
        return f"{language_root(language, self.languages[0])}r/{id}/"

    def _page_urls(self, language: str) -> Mapping[str, str]:
        """The URL of each standalone page, or an empty string if the page is missing."""
        root = language_root(language, self.languages[0])
        urls = {page_type: f"{root}{path}" for page_type, path in PAGE_PATHS.items()}
        return {page_type: url if url in self.urls else "" for page_type, url in urls.items()}

    def _alternates(self, page: Page | None, language: str) -> Iterator[Alternate]:
        path = path_of(page, self.languages) if page else ""
        for other in self.languages:
            root = language_root(other, self.languages[0])
            nearest = path
            while nearest and root + nearest not in self.urls:
                nearest = nearest.rstrip("/").rpartition("/")[0]
                nearest = nearest and f"{nearest}/"
            yield Alternate(other, root + nearest, nearest == path)

    def same_page(self, page: Page) -> Iterator[tuple[str, str]]:
        """The absolute URL of a page in each language that has it."""
        for alternate in self._alternates(page, self.language(page)):
            if alternate.is_same and page.canonical_url:
                base = page.canonical_url.removesuffix(page.url)
                yield alternate.language, base + alternate.url

    def _crumbs(self, page: Page | None, language: str) -> Iterator[Crumb]:
        home = language_root(language, self.languages[0])
        if page is None or page.url == home:
            return
        yield Crumb(self.handbook.words[language]("page.home"), home)
        if isinstance(page, GeneratedPage) and page.rendered.planned_page.parent:
            kind = page.rendered.planned_page.kind
            title = self.handbook.words[language](f"kinds.{kind}.title")
            yield Crumb(title, home + page.rendered.planned_page.parent)


def relative_to(page: Page | None, base_url: str, url: str) -> str:
    """A URL of the site relative to a page, or relative to ``base_url`` if there is no page."""
    if page is None:
        return f"{base_url.rstrip('/')}/{url}"
    return str(get_relative_url(url or ".", page.url))


def from_tree_root(page: Page | None, url: str) -> str:
    """A URL outside this version in the published tree, relative to a page."""
    return "../" * (1 + (page.url.count("/") if page else 0)) + url


def _modules(handbook: Handbook, planned_page: PlannedPage) -> tuple[str, ...]:
    if planned_page.page_type == "index":
        return ()
    kind = handbook.playbook.kinds.get(planned_page.kind or "")
    return _MODULES.get(planned_page.page_type) or (kind.spec.scripts if kind else ())
