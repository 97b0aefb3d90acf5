"""The builds of one process, with the handlers of MkDocs' events."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..messages import Messages
from ..model.playbook import Playbook
from ..pages.handbook import Handbook
from ..problems import Phrase, Problem, failing
from ..project import read_project
from ..system_errors import reason_of
from . import page_writer
from .build import Build, PreviewCache
from .context import THEME
from .edition import edition_of, remove_staff_assets, remove_staff_pages
from .links import folders_in
from .logs import escape_log_messages, messages_for
from .missing_files import finished
from .mkdocs_settings import name_problems, set_images, theme_image_problems, unusable_settings
from .page_writer import PageWriter
from .release_info import release_info_of
from .staging import Staging
from .unbuilt import problem_of
from .written_index import with_index

log = logging.getLogger("mkdocs.plugins.playbook")


@dataclass
class Session:
    """The builds of one process: many for a preview, otherwise one.

    ``build`` is the current build, or the last one whose data could be read. Until there is one,
    the handlers of later events do nothing. ``cache`` is None unless the session is a preview.
    ``writer`` writes single pages of the current build, once MkDocs has begun with the pages.
    """

    build: Build | None = None
    cache: PreviewCache | None = None
    writer: PageWriter | None = None
    data_warnings: list[str] = field(default_factory=list)
    site_warnings: list[str] = field(default_factory=list)
    """The warnings about the data that was read last, and about the site that was built last."""
    _image_problems: list[Problem] = field(default_factory=list)
    _env: jinja2.Environment | None = None

    def start(self, *, preview: bool) -> None:
        """Prepare for the builds of a command."""
        escape_log_messages()
        self.cache = PreviewCache() if preview else None

    def start_build(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the data, and make MkDocs build in the staging folder. Raises Abort."""
        if self.cache is not None:
            config.strict = False  # a preview shows what was written; a check fails
        self.writer = None
        playbook = self.read(config)
        set_images(config, playbook)
        playbook = edition_of(playbook, config)
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(THEME))
        config.theme["language"] = playbook.languages[0]
        handbook = Handbook(playbook, release_info_of(config, playbook))
        staging = self._staging(Path(config.site_dir))
        self.build = Build(handbook, config, staging, self.cache)
        try:
            staging.open()
        except OSError as error:
            raise Abort(f"cannot write next to {staging.site}: {reason_of(error)}") from error
        config.site_dir = str(staging.folder)
        return config

    def read(self, config: MkDocsConfig) -> Playbook:
        """The playbook of the project. Logs its warnings, and raises Abort with its errors."""
        checked = read_project(
            Path(config.config_file_path).parent,
            folders=folders_in(config),
            one_language_first=self.cache is not None,
            known=self.cache.loaded_files if self.cache else None,
        )
        problems = [*unusable_settings(config), *checked.problems]
        if checked.playbook is not None:
            problems += name_problems(config, checked.playbook)
            if self.writer is None:  # later, the configuration has the images of playbook.yml
                self._image_problems = [*theme_image_problems(config, checked.playbook)]
            problems += self._image_problems
        words = messages_for(checked.playbook)
        errors = failing(problems, strict=bool(config.strict))
        if errors or checked.playbook is None:
            raise Abort(words.text(errors))
        self.data_warnings = _warn(problems, words)
        return checked.playbook

    def _staging(self, site: Path) -> Staging:
        previous = self.build.staging if self.build else None
        if previous and site in (previous.site, previous.folder):
            return previous
        return Staging(site, same_folder=self.cache is None)

    def add_pages(self, files: Files, config: MkDocsConfig) -> Files:
        """Plan and render every page, and add them to MkDocs' files."""
        remove_staff_pages(files, config)
        if self.build:
            self.build = self.build.with_pages(files)
        return files

    def add_index(self, files: Files) -> None:
        """List the hand-written pages that plugins have left."""
        if self.build:
            self.build = with_index(self.build, files)

    def prepare_contexts(self, env: jinja2.Environment, files: Files) -> None:
        """Create menus and page contexts, once hand-written pages have titles."""
        if self.build:
            remove_staff_assets(files, self.build.config)
            self.build = self.build.with_frame(files)
            self._env = env
            page_writer.set_up(env, self.known_output)

    def known_output(self, page: Page) -> str:
        """The HTML of a page from an earlier build of a preview, if it has not changed."""
        return self.build.cached(page) if self.build else ""

    def prepare_writer(self, nav: Navigation, documents: Sequence[File]) -> None:
        """Keep what MkDocs builds the pages with, to write single pages later."""
        if self.build and self._env and self.cache and self.writer is None:
            self.writer = PageWriter(self.build.config, self._env, nav, documents)

    def update_context(self, context: Any, page: Page | None) -> Any:
        """Add the page context to a template context."""
        if self.build:
            if page is not None:
                page.content = Markup(page.content)  # it is HTML, and our templates escape
            context.update(self.build.variables(page, context["base_url"]))
        return context

    def store_page(self, output: str, page: Page) -> None:
        """Cache the output of a page for the next build of a preview."""
        if self.build:
            self.build.store_page(output, page)

    def finish(self) -> None:
        """Write the extra files and audit the site. Raises Abort with problems."""
        if self.build:
            words = messages_for(self.build.handbook.playbook)
            problems = finished(self.build)
            if errors := failing(problems, strict=bool(self.build.config.strict)):
                raise Abort(words.text(errors))
            self.site_warnings = _warn(problems, words)
            self.build.staging.finished = True
            if self.cache and not (self.build.staging.site / "index.html").exists():
                self.close()  # without live reload, no event follows the only build

    def fail(self) -> None:
        """Record that the build failed; the site remains unchanged."""
        if self.build:
            self.build.staging.finished = False

    def restore(self, build: Build | None) -> None:
        """Go back to an earlier build after one that failed; its pages can still be written."""
        if self.cache and self.build is not build:
            self.build = build
            self.cache.pages.start_build("")  # the next one may have the frame of the failed one

    def explain(self, error: Exception) -> None:
        """Raise Abort with a problem for an error of MkDocs whose own words name no line."""
        if self.build and (problem := problem_of(error, self.build.config)):
            raise Abort(messages_for(self.build.handbook.playbook).text([problem])) from error

    def close(self) -> None:
        """Publish the finished site, or remove an unfinished one."""
        if self.build:
            staging = self.build.staging
            if staging.close():
                words = messages_for(self.build.handbook.playbook)
                ready = Phrase("site.ready", folder=staging.site.name)
                log.info("%s", words.phrase(Phrase("site.previewed") if self.cache else ready))
            self.build.config.site_dir = str(staging.site)


def _warn(problems: Iterable[Problem], words: Messages) -> list[str]:
    """Log the warnings among problems, and return their texts."""
    texts = [words.text([problem]) for problem in failing(problems)]
    for text in texts:
        log.warning(text)
    return texts
