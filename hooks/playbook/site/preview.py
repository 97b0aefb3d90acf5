"""The live preview: keeps serving the last good site while a build fails."""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
import traceback
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from ..visible import escape_controls
from .session import Session

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.plugins.playbook")

_BODY = re.compile(r"<body\b[^>]*>")
_NOTICE = re.compile(r'<aside class="pb-preview-notice" role="alert">.*?</aside>', re.DOTALL)


def safe_builder(session: Session, build: Callable[[], None]) -> Callable[[], None]:
    """Wrap ``build`` so that it never raises; after an exception, MkDocs would block every request.

    A failed build keeps the served site and shows the problem on each page.
    """

    def rebuild() -> None:
        collector = _WarningCollector()
        mkdocs = logging.getLogger("mkdocs")
        mkdocs.addHandler(collector)
        try:
            build()
        except (Exception, SystemExit) as error:
            session.fail()
            session.close()
            message = _message(error)
            _show_problem(session, "\n".join([*collector.lines, message]))
            log.error("\n%s", message)
        else:
            session.close()
        finally:
            mkdocs.removeHandler(collector)

    return rebuild


class _WarningCollector(logging.Handler):
    """Collects MkDocs' warnings, because a strict build only reports their number."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if message := record.getMessage().strip():
            self.lines.append(message)


def serve(session: Session, server: LiveReloadServer, build: Callable[[], None]) -> None:
    """Publish the first build, and wrap the following ones with `safe_builder`."""
    session.close()
    server.builder = safe_builder(session, build)
    if app := server.get_app():
        server.set_app(_only_for_own_hosts(app, str(server.server_address[0])))


def _only_for_own_hosts(app: WSGIApplication, bound_to: str) -> WSGIApplication:
    """Refuse requests for other host names: a page of another site could read the preview.

    An IP address cannot be such a name.
    """
    names = {"localhost", bound_to.lower(), socket.gethostname().lower(), socket.getfqdn().lower()}

    def checked(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        host = _name_in(str(environ.get("HTTP_HOST", "")))
        if host not in names and not host.endswith(".localhost") and not _is_address(host):
            start("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"The preview answers only at its own address.\n"]
        return app(environ, start)

    return checked


def _name_in(host: str) -> str:
    """The name in a Host header, without its port; empty if it is not valid."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _message(error: BaseException) -> str:
    if isinstance(error, MkDocsException | SystemExit):
        return str(error) or "the build stopped"
    log.debug("%s", "".join(traceback.format_exception(error)))
    return f"{type(error).__name__}: {error}"


def _show_problem(session: Session, message: str) -> None:
    """Show the problem on every page that is being served."""
    if session.build is None:
        return
    handbook = session.build.handbook
    words = handbook.words[handbook.playbook.languages[0]]
    notice = (
        f'<aside class="pb-preview-notice" role="alert"><p>{escape(words("preview.stale"))}</p>'
        f"<pre>{escape(escape_controls(message))}</pre></aside>"
    )
    for path in session.build.staging.site.rglob("*.html"):
        text = _NOTICE.sub("", path.read_text(encoding="utf-8"))
        body = _BODY.search(text)
        if body:
            path.write_text(
                text[: body.end()] + notice + text[body.end() :], encoding="utf-8", newline="\n"
            )
