"""One build after another: what MkDocs' events do, in order, and what is kept between builds."""

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
from ..pages.rendered import Kept
from ..problems import failing
from ..project import read_project
from .audit import audit
from .beside import write_beside
from .context import THEME, Surroundings, relative_to
from .edition import edition_of
from .expected import expected_site, written_pages
from .health_files import write_calendars
from .links import folders_in, refuse_links
from .logs import show_safely
from .navigation import menus
from .offline import write_offline
from .pages import GeneratedPage, add_pages
from .post_files import write_post_rules
from .reading import ReadPage
from .workplace import Workplace

log = logging.getLogger("mkdocs.plugins.playbook")

UNUSED = ("assets/javascripts/", "assets/stylesheets/main.", "assets/stylesheets/palette.")
"""What Material brings and no page of ours asks for: four megabytes."""


@dataclass
class Session:
    """The builds of one process. A preview has many of them, a build one."""

    kept: Kept | None = None
    """What a preview keeps; a build has no build after it."""
    workplace: Workplace | None = None
    handbook: Handbook | None = None
    read: dict[str, ReadPage] = field(default_factory=dict)
    """What the audit of a preview knows of pages by their addresses."""
    pages: list[GeneratedPage] = field(default_factory=list)
    written: Mapping[str, str] = field(default_factory=dict)
    surroundings: Surroundings | None = None
    config: MkDocsConfig | None = None
    preview: bool = False

    def start(self, *, preview: bool) -> None:
        """Note which command runs."""
        show_safely()
        self.preview = preview
        self.kept = Kept() if preview else None

    def begin(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the data, and send MkDocs to the workplace. Raises Abort with problems."""
        folder = Path(config.config_file_path).parent
        checked = read_project(folder, folders=folders_in(config))
        failures = failing(checked.problems, strict=bool(config.strict))
        if failures or checked.playbook is None:
            raise Abort("\n".join(map(str, failures)))
        for problem in failing(checked.problems):
            log.warning(problem)
        self.handbook = Handbook(checked.playbook, edition_of(config, checked.playbook))
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(THEME))
        config.theme["language"] = checked.playbook.languages[0]
        self.config = config
        self.workplace = self._workplace(Path(config.site_dir))
        try:
            self.workplace.open()
        except OSError as error:
            site = self.workplace.site
            raise Abort(f"nothing can be written beside {site}: {error.strerror}") from error
        config.site_dir = str(self.workplace.folder)
        return config

    def _workplace(self, site: Path) -> Workplace:
        before = self.workplace
        if before and site in (before.site, before.folder):
            return before
        return Workplace(site, same_folder=not self.preview)

    def add_pages(self, files: Files, config: MkDocsConfig) -> Files:
        """Plan and render every page, and add them to MkDocs' files. Raises Abort with problems."""
        assert self.handbook
        refuse_links(files, config)
        for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
            files.remove(file)
        rendered = render_all(self.handbook, plan(self.handbook), self.kept)
        default = self.handbook.playbook.languages[0]
        self.pages = add_pages(rendered, default, files, config)
        return files

    def surround(self, files: Files, config: MkDocsConfig) -> None:
        """Work out menus and languages, once all hand-written pages have their titles."""
        assert self.handbook
        urls = frozenset(file.url.removeprefix("./") for file in files.documentation_pages())
        urls = frozenset("" if url == "." else url for url in urls)
        self.written = written_pages(files, config)
        menu = menus(self.handbook, self.pages, files)
        self.surroundings = Surroundings(self.handbook, menu, urls, config, preview=self.preview)
        if self.kept:
            self.kept.begin(repr((menu, sorted(urls), config.site_url, config.site_name)))
        for page in self.pages:
            if self._kept(page):
                page.meta["template"] = "kept.html"

    def _kept(self, page: Page | None) -> str:
        """A page as it was written before; nothing where it must be written anew."""
        if self.kept is None or not isinstance(page, GeneratedPage):
            return ""
        return self.kept.output(page.rendered)

    def in_context(self, context: Any, page: Page | None) -> Any:
        """Give a template what stands around the page, in the page's language."""
        assert self.surroundings
        if output := self._kept(page):
            context["kept"] = Markup(output)
            return context
        if page is not None:
            page.content = Markup(page.content)
        base: str = context["base_url"]
        language = self.surroundings.language(page)
        context["config"] = self.surroundings.configs[language]
        context["around"] = self.surroundings.around(page)
        link: Callable[[str], str] = lambda url: relative_to(page, base, url)  # noqa: E731
        context["link"] = link
        context["same_page"] = self.surroundings.same_page
        return context

    def keep(self, output: str, page: Page) -> None:
        """Keep a page as it was written, for the next build of a preview."""
        if self.kept and isinstance(page, GeneratedPage):
            self.kept.keep(page.rendered, output)

    def finish(self, config: MkDocsConfig) -> None:
        """Write what stands beside the pages, and audit the site. Raises Abort with its faults."""
        assert self.handbook
        assert self.workplace
        assert self.surroundings
        folder = self.workplace.folder
        (folder / "sitemap.xml.gz").unlink(missing_ok=True)
        write_beside(folder, self.handbook, self.surroundings.urls)
        write_calendars(self.handbook, folder)
        write_post_rules(self.handbook, folder / "assets" / "playbook" / "post")
        write_offline(folder, self.handbook.playbook.settings.release, self.pages)
        expected = expected_site(self.handbook, self.pages, self.written, config)
        faults = audit(folder, expected, self.read if self.preview else None)
        if faults:
            raise Abort("\n".join(map(str, faults)))
        self.workplace.finished = True
        if self.preview and not (self.workplace.site / "index.html").exists():
            self.close()  # a preview without live reload has no event after its only build

    def fail(self) -> None:
        """Note that the build failed: the site stays as it was."""
        if self.workplace:
            self.workplace.finished = False

    def close(self) -> None:
        """Put the site in place, or remove what was not finished."""
        if self.workplace and self.config:
            if self.workplace.close():
                log.info("The handbook is in %s", self.workplace.site.name)
            self.config.site_dir = str(self.workplace.site)
