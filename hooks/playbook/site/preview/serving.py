"""Serves the live preview: a saved entry at once, anything else after a build by MkDocs."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from ..session import Session
from .app import PreviewApp
from .input_files import InputFiles
from .served_site import ServedSite
from .update import can_update, update

log = logging.getLogger("mkdocs.plugins.playbook")

POLLING_SECONDS = 0.2
"""How often the files are looked at; MkDocs looks twice a second."""
SETTLING_SECONDS = 0.05
"""How long no file may change before the change is shown: some editors save in several steps."""
IDLE_SECONDS = 1.5
"""How long nobody asks for anything before the rest of the site is updated."""


class Preview:
    """A running preview. `rebuild` replaces the builder of MkDocs' server.

    It never raises: after an exception, MkDocs would block every request. A failed build keeps the
    served site, and shows the problem on each page.
    """

    def __init__(self, session: Session, config: MkDocsConfig, build: Callable[[], None]) -> None:
        self.session, self.build = session, build
        self.site = ServedSite(Path(config.site_dir))
        self._good = InputFiles.of(config)  # those of the last build that succeeded
        self._is_good = True
        self._site_warnings = session.site_warnings  # those that are not about the data
        self._stopped = threading.Event()
        self._worker = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Show the warnings of the first build, and update what is left when nobody waits."""
        self._show_warnings()
        self._worker.start()

    def rebuild(self) -> None:
        """Show what has changed, or the problems with it."""
        collector = _WarningCollector()
        mkdocs = logging.getLogger("mkdocs")
        mkdocs.addHandler(collector)
        before = self.session.build
        with self.site.changing():
            try:
                self._rebuild(collector)
            except (Exception, SystemExit) as error:
                self.session.fail()
                self.session.close()
                self.session.restore(before)
                message = _message(error)
                self._show_error("\n".join([*collector.lines, message]))
                log.error("\n%s", message)
            else:
                self._show_warnings()
            finally:
                mkdocs.removeHandler(collector)

    def stop(self) -> None:
        """End the work in the background."""
        self._stopped.set()
        with self.site.changing():
            self.site.set_tasks([])
        if self._worker.is_alive():
            self._worker.join(timeout=10)

    def _rebuild(self, collector: _WarningCollector) -> None:
        start = time.perf_counter()
        config = self._config
        inputs = InputFiles.of(config)
        entries, others = inputs.changed_since(self._good)
        is_sound = self._is_good and not self.site.has_failed and can_update(self.session, config)
        if entries and not others and is_sound and update(self.session, self.site):
            log.info("The change is shown, after %.2f seconds", time.perf_counter() - start)
        else:
            self._is_good = False
            self.build()
            of_data = self.session.data_warnings
            self._site_warnings = [line for line in collector.lines if line not in of_data]
            self.session.close()
            self.site.set_tasks([])
            self.site.has_failed, self._is_good = False, True
            if [path for path in others if not path.endswith(".md")]:
                self.site.reload_all()
        self._good = inputs

    @property
    def _config(self) -> MkDocsConfig:
        assert self.session.build is not None
        return self.session.build.config

    def _show_error(self, message: str) -> None:
        assert self.session.build is not None
        words = self.session.build.handbook.first_words
        self.site.show_notice(words("preview.stale"), message)

    def _show_warnings(self) -> None:
        assert self.session.build is not None
        words = self.session.build.handbook.first_words
        message = "\n".join([*self.session.data_warnings, *self._site_warnings])
        self.site.show_notice(words("preview.warnings"), message, role="status")

    def _work(self) -> None:
        """Update the rest of the site while nobody waits."""
        while not self._stopped.wait(POLLING_SECONDS):
            while not self._stopped.is_set() and self.site.work(IDLE_SECONDS):
                pass


class _WarningCollector(logging.Handler):
    """Collects MkDocs' warnings, because a strict build only reports their number."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if message := record.getMessage().strip():
            self.lines.append(message)


def serve(
    session: Session, server: LiveReloadServer, config: MkDocsConfig, build: Callable[[], None]
) -> Preview:
    """Publish the first build, and show every change after it."""
    session.close()
    preview = Preview(session, config, build)
    preview.start()
    server.builder = preview.rebuild
    if app := server.get_app():
        host, mount_path = str(server.server_address[0]), server.mount_path
        server.set_app(PreviewApp(preview.site, app, mount_path=mount_path, host=host))
    _look_often(server, config)
    return preview


def _look_often(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Let the server notice a change sooner. Paths that it watches later are watched likewise."""
    watched = []
    for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        with suppress(KeyError):
            server.unwatch(path)
            watched.append(path)
    server.observer = PollingObserver(timeout=POLLING_SECONDS)
    server.build_delay = SETTLING_SECONDS
    for path in watched:
        server.watch(path)


def _message(error: BaseException) -> str:
    if isinstance(error, MkDocsException | SystemExit):
        return str(error) or "the build stopped"
    log.debug("%s", "".join(traceback.format_exception(error)))
    return f"{type(error).__name__}: {error}"
