"""The template context of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..model.feedback import feedback_addresses
from ..model.settings import Settings
from ..pages.composed import RULES
from ..pages.handbook import Handbook
from ..pages.plan import CARD_PATH, PAGE_PATHS, PlannedPage
from ..pages.release_info import ReleaseInfo
from ..words.catalogue import Words
from .configuration import DEFAULT_IMAGES, by_language, theme_image
from .navigation import Group
from .page_code import page_code
from .page_modules import page_modules
from .pages import GeneratedPage, language_of, language_root, path_of
from .relative_urls import from_tree_root
from .search_start import SearchStart, search_starts
from .security import security_policy
from .written.components import modules, needs_sheet

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
    search_start: SearchStart
    modules: tuple[str, ...]
    has_components: bool
    policy: str
    public: bool
    release_info: ReleaseInfo | None
    current_url: str
    releases: str
    feed: str
    code: Markup | None
    in_all_languages: Mapping[str, Words]
    images: Mapping[str, str]
    rules: str = RULES
    """The kind whose changes the page announces to a returning reader."""


class PageContexts:
    """Creates the context of each page. One per build."""

    def __init__(
        self, handbook: Handbook, menus: Mapping[str, tuple[Group, ...]], urls: frozenset[str],
        config: MkDocsConfig,
    ) -> None:  # fmt: skip
        self.handbook, self.menus, self.urls = handbook, menus, urls
        self.languages = handbook.playbook.languages
        self.configs = by_language(config, handbook)
        self.images = {name: quote(theme_image(config, name)) for name in DEFAULT_IMAGES}
        self.policy = security_policy(feedback_addresses(handbook.playbook.settings))
        self.search_starts = search_starts(handbook)
        self.page_urls = {language: self._page_urls(language) for language in self.languages}

    def language(self, page: Page | None) -> str:
        """The language of a page; the default language if there is no page, as for 404."""
        return language_of(page.file.src_uri, self.languages) if page else self.languages[0]

    def for_page(self, page: Page | None) -> PageContext:
        """The context of one page."""
        language, planned_page = self.language(page), _planned_page(page)
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
            search_start=self.search_starts[language],
            modules=page_modules(page, self.handbook) if planned_page else modules(page),
            has_components=planned_page is None and needs_sheet(page),
            policy=self.policy,
            public=self.handbook.playbook.settings.public,
            release_info=self.handbook.release_info,
            current_url=from_tree_root(page, self._in_current_version(page, language)),
            releases=from_tree_root(page, f"{language_root(language, self.languages[0])}releases/"),
            feed=from_tree_root(page, f"{language_root(language, self.languages[0])}feed.xml"),
            code=_code(page, planned_page),
            in_all_languages=self.handbook.words,
            images=self.images,
        )

    def _in_current_version(self, page: Page | None, language: str) -> str:
        """The URL of a page in the current version, relative to the root of the published tree.

        The permanent URL of a topic contains only its id, so the topic can move to another page.
        """
        planned_page = _planned_page(page)
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


def _planned_page(page: Page | None) -> PlannedPage | None:
    return page.rendered.planned_page if isinstance(page, GeneratedPage) else None


def _code(page: Page | None, planned_page: PlannedPage | None) -> Markup | None:
    """The QR code of the page above a pocket card, if the handbook knows its address."""
    if page is None or planned_page is None or planned_page.page_type != "pocket":
        return None
    return page_code(page.canonical_url.removesuffix(CARD_PATH)) if page.canonical_url else None
