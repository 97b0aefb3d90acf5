"""Serves the pages of a preview, with a script that reloads a page when it has changed."""

from __future__ import annotations

import html
import ipaddress
import posixpath
import re
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from .served_site import ServedSite

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

OWN_FOLDER = ".preview/"
"""The folder of the addresses that only a preview has."""
SCRIPT = Path(__file__).with_name("reload.js")
LONGEST_WAIT = 60
"""The seconds after which the question whether a page has changed is answered with no."""
_HEAD_BYTES = 2000
_NO_REQUESTS = re.compile(rb"connect-src (?:'|&#39;)none")
"""The policy of a page with a draft: it may not ask, and a reload would lose the draft."""
_NOT_PORTABLE = re.compile(r"[\0\\:]")
"""With these characters, a path on Windows may lead to another folder, drive or computer."""
_NOT_OFFLINE = b'{"offline": false}\n'


class PreviewApp:
    """Answers for pages and for the script; other requests go to the server of MkDocs."""

    def __init__(
        self, site: ServedSite, other: WSGIApplication, *, mount_path: str, host: str
    ) -> None:
        self.site, self.other, self.mount_path = site, other, mount_path
        self.hosts = {"localhost", host.lower(), socket.gethostname().lower(),
                      socket.getfqdn().lower()}  # fmt: skip

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request, unless it has the name of another host.

        A page of another site could otherwise read the preview.
        """
        if not self._is_own_host(_name_in(str(environ.get("HTTP_HOST", "")))):
            start("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"The preview answers only at its own address.\n"]
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith(self.mount_path):
            return self.other(environ, start)
        inside = path.removeprefix(self.mount_path)
        if inside.startswith(OWN_FOLDER):
            return self._own(inside.removeprefix(OWN_FOLDER), environ, start)
        name = _file_name(inside)
        if not name:
            start("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"There is no such page.\n"]
        if name == "offline.json":  # a browser would keep pages that are older than the data
            return _answer(start, "application/json", _NOT_OFFLINE)
        if not name.endswith(".html"):
            self.site.make_current(name)
            return self.other(environ, start)
        page = self.site.page(name)
        if page is None:
            return self.other(environ, start)
        return _answer(start, "text/html", self._with_script(name, *page))

    def _is_own_host(self, name: str) -> bool:
        """Whether a host is this computer. An IP address cannot be a name of another site."""
        return name in self.hosts or name.endswith(".localhost") or _is_address(name)

    def _own(self, path: str, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if path == SCRIPT.name:
            return _answer(start, "text/javascript", SCRIPT.read_bytes())
        query = parse_qs(environ.get("QUERY_STRING", ""))
        name, digest = (query.get(key, [""])[0] for key in ("page", "digest"))
        is_changed = self.site.wait_for_change(_file_name(name), digest, LONGEST_WAIT)
        return _answer(start, "text/plain", b"changed" if is_changed else b"unchanged")

    def _with_script(self, name: str, content: bytes, digest: str) -> bytes:
        """A page with the script, whose address says which page it is, and as it is now."""
        if _NO_REQUESTS.search(content, 0, _HEAD_BYTES):
            return content
        query = html.escape(urlencode({"page": name, "digest": digest}))
        address = f"{quote(self.mount_path)}{OWN_FOLDER}{SCRIPT.name}?{query}"
        script = f'<script type="module" src="{address}"></script>'
        end = content.rfind(b"</body>")
        end = len(content) if end < 0 else end
        return content[:end] + script.encode() + content[end:]


def _file_name(path: str) -> str:
    """The path of a requested file in the site, or an empty text if it may lead out of it."""
    if _NOT_PORTABLE.search(path):
        return ""
    path = f"{path}index.html" if path.endswith("/") or not path else path
    return posixpath.normpath(f"/{path}").lstrip("/")


def _answer(start: StartResponse, content_type: str, content: bytes) -> Iterable[bytes]:
    is_text = content_type.startswith("text/")
    start("200 OK", [("Content-Type", content_type + ("; charset=utf-8" if is_text else "")),
                     ("Content-Length", str(len(content))),
                     ("Cache-Control", "no-store")])  # fmt: skip
    return [content]


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
