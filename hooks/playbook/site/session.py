"""The builds of a process: handlers of MkDocs' events, and the cache between builds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..pages.handbook import Handbook
from ..pages.plan import plan
from ..pages.render import render_all
from ..pages.rendered_pages import PageCache
from ..problems import failing
from ..project import read_project
from .audit import audit
from .context import THEME, PageContexts, relative_to
from .edition import edition_of
from .expected_site import expected_site, written_pages
from .extra_files import write_extra_files
from .health_files import write_calendars
from .links import folders_in, refuse_links
from .logs import messages_for, show_safely
from .navigation import menus
from .offline import write_offline
from .page_scan import ScannedPage
from .pages import GeneratedPage, add_pages
from .post_files import write_post_rules
from .staging import Staging

log = logging.getLogger("mkdocs.plugins.playbook")

UNUSED_ASSETS = ("assets/javascripts/", "assets/stylesheets/main.", "assets/stylesheets/palette.")
"""Material assets that our pages do not use (four megabytes)."""


@dataclass
class Session:
    """The builds of one process: many for a preview, otherwise one."""

    cache: PageCache | None = None
    """The page cache of a preview; None in a build."""
    staging: Staging | None = None
    handbook: Handbook | None = None
    scanned_pages: dict[str, ScannedPage] = field(default_factory=dict)
    """Scanned pages of a preview's audit, by URL."""
    pages: list[GeneratedPage] = field(default_factory=list)
    hand_written: Mapping[str, str] = field(default_factory=dict)
    page_contexts: PageContexts | None = None
    config: MkDocsConfig | None = None
    preview: bool = False

    def start(self, *, preview: bool) -> None:
        """Record whether the command is a preview."""
        show_safely()
        self.preview = preview
        self.cache = PageCache() if preview else None

    def start_build(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the data, and make MkDocs build in the staging folder.

        Raises Abort with problems.
        """
        folder = Path(config.config_file_path).parent
        checked = read_project(folder, folders=folders_in(config))
        failures = failing(checked.problems, strict=bool(config.strict))
        if failures or checked.playbook is None:
            raise Abort(messages_for(checked.playbook).text(failures))
        for problem in failing(checked.problems):
            log.warning(messages_for(checked.playbook).text([problem]))
        self.handbook = Handbook(checked.playbook, edition_of(config, checked.playbook))
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(THEME))
        config.theme["language"] = checked.playbook.languages[0]
        self.config = config
        self.staging = self._staging(Path(config.site_dir))
        try:
            self.staging.open()
        except OSError as error:
            site = self.staging.site
            raise Abort(f"cannot write next to {site}: {error.strerror}") from error
        config.site_dir = str(self.staging.folder)
        return config

    def _staging(self, site: Path) -> Staging:
        previous = self.staging
        if previous and site in (previous.site, previous.folder):
            return previous
        return Staging(site, same_folder=not self.preview)

    def add_pages(self, files: Files, config: MkDocsConfig) -> Files:
        """Plan and render every page, and add them to MkDocs' files. Raises Abort with problems."""
        assert self.handbook
        refuse_links(files, config)
        for file in [file for file in files if file.src_uri.startswith(UNUSED_ASSETS)]:
            files.remove(file)
        rendered = render_all(self.handbook, plan(self.handbook), self.cache)
        default = self.handbook.playbook.languages[0]
        self.pages = add_pages(rendered, default, files, config)
        return files

    def prepare_contexts(self, files: Files, config: MkDocsConfig) -> None:
        """Create menus and page contexts, once hand-written pages have titles."""
        assert self.handbook
        urls = frozenset(file.url.removeprefix("./") for file in files.documentation_pages())
        urls = frozenset("" if url == "." else url for url in urls)
        self.hand_written = written_pages(files, config)
        menu = menus(self.handbook, self.pages, files)
        self.page_contexts = PageContexts(self.handbook, menu, urls, config, preview=self.preview)
        if self.cache:
            self.cache.start_build(repr((menu, sorted(urls), config.site_url, config.site_name)))
        for page in self.pages:
            if self._cached(page):
                page.meta["template"] = "cached.html"

    def _cached(self, page: Page | None) -> str:
        """The cached output of a page, or an empty string."""
        if self.cache is None or not isinstance(page, GeneratedPage):
            return ""
        return self.cache.output(page.rendered)

    def update_context(self, context: Any, page: Page | None) -> Any:
        """Add the page context to a template context."""
        assert self.page_contexts
        if output := self._cached(page):
            context["cached"] = Markup(output)
            return context
        if page is not None:
            page.content = Markup(page.content)
        base: str = context["base_url"]
        language = self.page_contexts.language(page)
        context["config"] = self.page_contexts.configs[language]
        context["around"] = self.page_contexts.for_page(page)
        link: Callable[[str], str] = lambda url: relative_to(page, base, url)  # noqa: E731
        context["link"] = link
        context["same_page"] = self.page_contexts.same_page
        return context

    def store_page(self, output: str, page: Page) -> None:
        """Cache the output of a page for the next build of a preview."""
        if self.cache and isinstance(page, GeneratedPage):
            self.cache.store_page(page.rendered, output)

    def finish(self, config: MkDocsConfig) -> None:
        """Write the extra files and audit the site. Raises Abort with problems."""
        assert self.handbook
        assert self.staging
        assert self.page_contexts
        folder = self.staging.folder
        (folder / "sitemap.xml.gz").unlink(missing_ok=True)
        write_extra_files(folder, self.handbook, self.page_contexts.urls)
        write_calendars(self.handbook, folder)
        write_post_rules(self.handbook, folder / "assets" / "playbook" / "post")
        write_offline(folder, self.handbook.playbook.settings.release, self.pages)
        expected = expected_site(self.handbook, self.pages, self.hand_written, config)
        problems = audit(folder, expected, self.scanned_pages if self.preview else None)
        if problems:
            raise Abort(messages_for(self.handbook.playbook).text(problems))
        self.staging.finished = True
        if self.preview and not (self.staging.site / "index.html").exists():
            self.close()  # without live reload, a preview has no event after its only build

    def fail(self) -> None:
        """Record that the build failed; the site remains unchanged."""
        if self.staging:
            self.staging.finished = False

    def close(self) -> None:
        """Publish the finished site, or remove an unfinished one."""
        if self.staging and self.config:
            if self.staging.close():
                log.info("The handbook is in %s", self.staging.site.name)
            self.config.site_dir = str(self.staging.site)
