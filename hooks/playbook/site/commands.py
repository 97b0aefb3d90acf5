"""Runs MkDocs in this process, for ``playbook build`` and ``playbook serve``."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints it when it is imported

from mkdocs.commands import build as build_command
from mkdocs.commands import serve as serve_command
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from ..messages import messages
from ..model.playbook import Edition
from ..problems import Level, Location
from .config_file import CONFIG
from .edition import KEY as EDITION
from .foreign_errors import problem_of_error
from .from_disk import make_openable
from .mkdocs_settings import name_without_setting
from .plugin import NAME, NOT_USED, uses_generator
from .target import check_target
from .unbuilt import invalid_address, is_repeated, problem_of_message

_SHOWN = ("mkdocs.plugins.playbook", "mkdocs.livereload")
"""The loggers whose ordinary messages are shown."""
_REUSE = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
"""On Windows, SO_REUSEADDR takes an address from the server that has it."""
Write = Callable[[str], None]
"""Prints a line for a person."""


class NotBuiltError(Exception):
    """The site was not built; the message gives the reasons, one on each line.

    ``is_unusable`` tells whether ``mkdocs.yml`` cannot be used.
    """

    def __init__(self, reasons: str, *, is_unusable: bool = False) -> None:
        self.is_unusable = is_unusable
        super().__init__(reasons)


class AddressError(Exception):
    """A preview cannot be served on an address; the message names it, and says why."""


def build(
    project: Path, write: Write, *, site_dir: Path | None, strict: bool | None,
    edition: Edition | None = None, from_disk: bool = False,
) -> None:  # fmt: skip
    """Build the site of a project, as ``mkdocs build`` does. Raises NotBuiltError.

    With ``from_disk``, its links work without a web server.

    The settings of ``mkdocs.yml`` apply where ``site_dir``, ``strict`` or ``edition`` is None.
    """
    with _logged_to(write, project), _reasons(project):
        config = _config(project, strict=strict, site_dir=site_dir and str(site_dir.absolute()))
        _check_target(Path(config.site_dir))
        if edition is not None:
            config.extra[EDITION] = edition
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_command.build(config)
        finally:
            config.plugins.on_shutdown()
        if from_disk:
            make_openable(Path(config.site_dir))


def serve(project: Path, write: Write, *, address: str | None, open_in_browser: bool) -> None:
    """Serve a preview until it is interrupted, as ``mkdocs serve`` does.

    Raises NotBuiltError, and AddressError if the address is in use or cannot exist.
    """
    with _logged_to(write, project), _reasons(project):
        _check_address(*_config(project, dev_addr=address).dev_addr)
        serve_command.serve(
            str(project / CONFIG),
            open_in_browser=open_in_browser,
            dev_addr=address,
            site_name=name_without_setting(project),
        )


def _check_address(host: str, port: int) -> None:
    """Check that a preview can be served on an address before it is built. Raises AddressError."""
    is_ipv6 = ":" in host
    try:
        with socket.socket(socket.AF_INET6 if is_ipv6 else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, _REUSE, 1)
            trial.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "the port is not one of 0 to 65535"
        place = f"[{host}]:{port}" if is_ipv6 else f"{host}:{port}"
        raise AddressError(f"cannot serve on {place}: {reason}") from error


def _check_target(site: Path) -> None:
    """Check the folder of the site before the plugins run. Raises NotBuiltError."""
    try:
        check_target(site)
    except (MkDocsException, OSError) as error:
        raise NotBuiltError(str(error), is_unusable=True) from error


def _config(project: Path, **options: Any) -> MkDocsConfig:
    """The configuration of a project. Raises NotBuiltError, or the exceptions of MkDocs."""
    try:
        name = name_without_setting(project)
        config = load_config(str(project / CONFIG), site_name=name, **options)
    except MkDocsException as error:
        raise NotBuiltError(_shown(str(error).strip("\n"), project), is_unusable=True) from error
    except ValueError as error:  # from an address that is not one
        problem = invalid_address(project / CONFIG, CONFIG)
        reason = messages().text([problem]) if problem else str(error)
        raise NotBuiltError(reason, is_unusable=True) from error
    if not uses_generator(config):
        problem = NOT_USED.at(Location(CONFIG), plugin=NAME)
        raise NotBuiltError(messages().text([problem]), is_unusable=True)
    return config


def _shown(reason: str, project: Path) -> str:
    """A reason of MkDocs as a problem, if it is about ``mkdocs.yml``."""
    problem = problem_of_message(reason, project)
    return messages().text([problem]) if problem else reason


@contextmanager
def _reasons(project: Path) -> Iterator[None]:
    """Turn the exceptions of MkDocs, and of plugins of others, into NotBuiltError."""
    try:
        yield
    except MkDocsException as error:
        raise NotBuiltError(str(error).strip("\n")) from error
    except Exception as error:
        problem = problem_of_error(error, project.absolute())
        if problem is None:
            raise
        raise NotBuiltError(messages().text([problem])) from error


@contextmanager
def _logged_to(write: Write, project: Path) -> Iterator[None]:
    """Pass the log messages of MkDocs to a function that prints them."""
    logger, handler = logging.getLogger("mkdocs"), _Printer(write, project)
    level, propagates = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagates


class _Printer(logging.Handler):
    """Prints warnings and errors with their level, and what tells people how far it has come."""

    def __init__(self, write: Write, project: Path) -> None:
        super().__init__(logging.INFO)
        self._write, self._project = write, project

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage().strip("\n")
        if record.levelno >= logging.WARNING:
            if problem := problem_of_message(text, self._project):
                level: Level = "error" if record.levelno >= logging.ERROR else "warning"
                self._write(messages().text([replace(problem, level=level)]))
            elif not is_repeated(text):
                self._write(f"{record.levelname.capitalize()}: {text}" if text else "")
        elif record.name in _SHOWN:
            self._write(text)
