"""The site that a preview serves: its folder, what is still to be written in it, and a notice."""

from __future__ import annotations

import hashlib
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from markupsafe import Markup, escape

from ...visible import escape_controls

log = logging.getLogger("mkdocs.plugins.playbook")

_BODY = re.compile(rb"<body\b[^>]*>")
NOTICE = Markup(
    '<aside class="pb-preview-notice" role="{role}"><p>{title}</p><pre>{message}</pre></aside>'
)


class SupersededError(Exception):
    """Work for a state of the data that is not the last any more."""


class Task(Protocol):
    """Something that is still to be written in the site."""

    def include(self, path: str) -> bool:
        """Whether it writes the file with a path."""

    def run(self, check: Callable[[], None]) -> None:
        """Write it. ``check`` raises SupersededError if it is not wanted any more."""


class ServedSite:
    """A folder that a preview serves, shared by the threads of requests and of the builder.

    Tasks write what nobody has asked for yet; a request for a file runs the task that writes it.
    All methods may be called from any thread.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Condition(threading.RLock())
        self._state = self._requests = self._frame = 0
        self._last_use = time.monotonic()
        self._notice = b""
        self._tasks: list[Task] = []
        self.has_failed = False
        """Whether a task has failed: only a build of the whole site says why."""

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Change the site while all requests wait. Work for its former state stops."""
        self._state += 1  # before the lock: a running task notices it, and lets go
        with self._lock:
            try:
                yield
            finally:
                self._state += 1
                self._last_use = time.monotonic()
                self._lock.notify_all()

    def show_notice(self, title: str, message: str, *, role: str = "alert") -> None:
        """Show problems at the top of each page; without a message, show none."""
        text = escape_controls(message)
        notice = NOTICE.format(role=role, title=title, message=text) if message else ""
        self._notice = str(escape(notice)).encode()

    def log_error(self, message: str) -> None:
        """Report a problem in the terminal."""
        log.error("\n%s", message)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that nobody has run yet."""
        return tuple(self._tasks)

    def set_tasks(self, tasks: list[Task]) -> None:
        """Replace the tasks by those of a new state."""
        self._tasks = list(tasks)

    def reload_all(self) -> None:
        """Count every page as changed, as after a change of a style sheet."""
        self._frame += 1

    def make_current(self, path: str) -> None:
        """Run the task that writes a file, if there is one. Waits while the site changes."""
        self._requests += 1
        with self._lock:
            self._last_use = time.monotonic()
            for task in [task for task in self._tasks if task.include(path)]:
                self._run(task, lambda: None)

    def work(self, idle_seconds: float) -> bool:
        """Run the next task if nobody has used the site for some time, until somebody does.

        Returns whether there may be more to do now.
        """
        if time.monotonic() - self._last_use < idle_seconds:
            return False
        with self._lock:
            task, before = next(iter(self._tasks), None), (self._state, self._requests)

            def check() -> None:
                if (self._state, self._requests) != before:
                    raise SupersededError

            try:
                return task is not None and self._run(task, check)
            except SupersededError:
                return False

    def _run(self, task: Task, check: Callable[[], None]) -> bool:
        try:
            task.run(check)
        except SupersededError:
            raise
        except Exception as error:  # a preview goes on; a build reports it
            log.error("the preview could not be updated: %s: %s", type(error).__name__, error)
            log.debug("", exc_info=True)
            self.has_failed = True
        self._tasks = [other for other in self._tasks if other is not task]
        return True

    def page(self, path: str) -> tuple[bytes, str] | None:
        """A page with its notice, and a digest of it; None if there is no such page."""
        with self._lock:
            self.make_current(path)
            try:
                content = (self.folder / path).read_bytes()
            except OSError:
                return None
            if self._notice and (body := _BODY.search(content)):
                content = content[: body.end()] + self._notice + content[body.end() :]
            return content, hashlib.sha256(b"%b %d" % (content, self._frame)).hexdigest()[:16]

    def wait_for_change(self, path: str, digest: str, seconds: float) -> bool:
        """Whether a page gets another digest within some time, also by being removed."""
        end = time.monotonic() + seconds
        with self._lock:
            while True:
                page, seen = self.page(path), self._state
                if page is None or page[1] != digest:
                    return True
                while self._state == seen:
                    if not self._lock.wait(end - time.monotonic()):
                        return False
