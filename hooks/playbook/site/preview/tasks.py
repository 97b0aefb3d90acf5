"""What is written in a served site when it is asked for, or when nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...pages.plan import PlannedPage
from ...pages.render import Renderer
from ...problems import failing
from ..build import Build
from ..data_files import DataFiles
from ..logs import messages_for
from ..offline import WORKER, build_data, with_build_data
from ..page_writer import PageWriter, write_file
from ..pages import GeneratedPage
from ..suggestion_files import paths_by_language
from .served_site import ServedSite

Check = Callable[[], None]
"""Raises SupersededError if a task should stop."""


@dataclass(frozen=True, eq=False)
class PageTask:
    """Renders a page whose content has changed."""

    page: GeneratedPage
    planned_page: PlannedPage
    renderer: Renderer
    writer: PageWriter
    site: ServedSite

    def include(self, path: str) -> bool:
        """Whether the file is the page, or depends on all pages."""
        return path in (self.page.file.dest_uri, WORKER)

    def run(self, check: Check) -> None:
        """Render the page, and put it in place."""
        self.page.show(self.renderer.page(self.planned_page, self.page.language))
        self.writer.write(self.page, self.site.folder)


@dataclass(frozen=True, eq=False)
class DataTask:
    """Makes files from the data, such as those of the search."""

    files: DataFiles
    site: ServedSite

    def include(self, path: str) -> bool:
        """Whether the file is one of them, or depends on all files."""
        return path == WORKER or self.files.include(path)

    def run(self, check: Check) -> None:
        """Make the files, and put them in place."""
        self.files.write(self.site.folder, self.files.make(check))


@dataclass(frozen=True, eq=False)
class WorkerTask:
    """Writes the service worker, whose version depends on all pages. It follows their tasks."""

    build: Build
    site: ServedSite

    def include(self, path: str) -> bool:
        """Whether the file is the worker."""
        return path == WORKER

    def run(self, check: Check) -> None:
        """Write the worker with the data of this build instead of those of the last."""
        handbook, folder = self.build.handbook, self.site.folder
        modules = paths_by_language(handbook, folder)
        data = build_data(folder, handbook.playbook.settings.release, self.build.pages, modules)
        worker = (folder / WORKER).read_text(encoding="utf-8")
        write_file(folder / WORKER, with_build_data(worker, data).encode())


@dataclass(frozen=True, eq=False)
class AuditTask:
    """Checks the site as a build does, when everything is written."""

    build: Build
    site: ServedSite

    def include(self, path: str) -> bool:
        """It writes no file."""
        return False

    def run(self, check: Check) -> None:
        """Show the errors on each page."""
        problems = self.build.audit(self.site.folder)
        if errors := failing(problems, strict=bool(self.build.config.strict)):
            words = self.build.handbook.first_words
            message = messages_for(self.build.handbook.playbook).text(errors)
            self.site.log_error(message)
            with self.site.changing():
                self.site.show_notice(words("preview.stale"), message)
