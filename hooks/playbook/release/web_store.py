"""Reads a published tree from a web server. Every read is bounded: the server is not trusted."""

from __future__ import annotations

import hashlib
import http.client
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..problems import Phrase
from . import codes
from .codes import refusal
from .manifest import MANIFEST

TIMEOUT_SECONDS = 30
"""The time limit for connecting, and for each wait for data."""
MAX_SECONDS = 300
"""The time limit for one file."""
MAX_BYTES = 1 << 30
"""The largest file whose digest is computed; it is not kept in memory."""
MAX_READ_BYTES = 64 << 20
"""The largest manifest or data file."""
MAX_FILES = 200_000
"""The largest number of files to read."""
_CHUNK = 1 << 16


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses only, and not from https to http."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        allowed = ("https://",) if req.full_url.startswith("https://") else ("https://", "http://")
        if not newurl.lower().startswith(allowed):
            fp.close()
            raise urllib.error.URLError(f"redirected to {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class WebStore:
    """A tree at a web address.

    Its files are those in the manifest, because a web server does not list its files. The limits
    are arguments so that tests can use small ones.
    """

    def __init__(
        self, url: str, *, max_seconds: float = MAX_SECONDS, max_bytes: int = MAX_BYTES,
        max_files: int = MAX_FILES,
    ) -> None:  # fmt: skip
        self.name = f"{url.rstrip('/')}/"
        self._max_seconds, self._max_bytes, self._max_files = max_seconds, max_bytes, max_files
        self._opener = urllib.request.build_opener(_SafeRedirects)

    def names(self) -> list[str]:
        """The versions and root files in the manifest. Raises RefusedError."""
        data = self.read(MANIFEST)
        if data is None:
            raise refusal(codes.UNREADABLE_TREE, self.name, reason=Phrase("reason.no-manifest"))
        try:
            content = json.loads(data)
            return sorted({*content["versions"], *content["files"]})
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            reason = Phrase("reason.invalid-manifest")
            raise refusal(codes.UNREADABLE_TREE, self.name, reason=reason) from error

    def read(self, path: str) -> bytes | None:
        """A file from the server, or None if it does not exist there. Raises RefusedError."""
        chunks: list[bytes] = []
        limit = min(self._max_bytes, MAX_READ_BYTES)
        return b"".join(chunks) if self._fetch(path, chunks.append, limit) else None

    def paths(self) -> None:
        """None, because a web server does not list its files."""

    def digests(self, paths: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of each given file that the server has, by path. Raises RefusedError."""
        selected = list(paths)
        if len(selected) > self._max_files:
            reason = Phrase("reason.too-many-files", limit=self._max_files)
            raise refusal(codes.UNREADABLE_TREE, self.name, reason=reason)
        digests = {}
        for path in selected:
            hash = hashlib.sha256()
            if self._fetch(path, hash.update, self._max_bytes):
                digests[path] = hash.hexdigest()
        return digests

    def files_outside_versions(self) -> set[str]:
        """The path of every root file in the manifest."""
        return set(json.loads(self.read(MANIFEST) or b"{}").get("files", ()))

    def _fetch(self, path: str, receive: Callable[[bytes], object], limit: int) -> bool:
        """Pass a file to ``receive`` in chunks; returns whether it exists. Raises RefusedError."""
        # Pages are requested by their folder: a server may redirect index.html to it.
        address = path.removesuffix("index.html") if path.endswith("/index.html") else path
        url = self.name + urllib.parse.quote(address)
        try:
            with self._open(url) as response:
                for chunk in self._chunks(response, url, limit):
                    receive(chunk)
            return True
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (403, 404, 410):
                return False
            reason = Phrase("reason.status", status=error.code)
            raise refusal(codes.UNREADABLE_TREE, url, reason=reason) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            cause = getattr(error, "reason", None) or error
            raise refusal(codes.UNREADABLE_TREE, url, reason=cause) from error

    def _open(self, url: str) -> Any:
        """The response of the server. Raises RefusedError if its headers take too long.

        Another thread waits for them: the time limit of a socket starts again with every byte.
        """
        outcome: list[Any] = []
        given_up = threading.Event()

        def open_url() -> None:
            try:
                outcome.append(self._opener.open(url, timeout=TIMEOUT_SECONDS))
            except Exception as error:  # passed on to the thread that waits
                outcome.append(error)
            if given_up.is_set() and hasattr(outcome[0], "close"):
                outcome[0].close()

        thread = threading.Thread(target=open_url, daemon=True)
        thread.start()
        thread.join(self._max_seconds)
        if thread.is_alive():
            given_up.set()
            reason = Phrase("reason.too-slow", limit=int(self._max_seconds))
            raise refusal(codes.UNREADABLE_TREE, url, reason=reason)
        if isinstance(outcome[0], Exception):
            raise outcome[0]
        return outcome[0]

    def _chunks(self, response: Any, url: str, limit: int) -> Iterator[bytes]:
        """The content of a response. Raises RefusedError if it is too long or takes too long."""
        end, size = time.monotonic() + self._max_seconds, 0
        while chunk := response.read1(_CHUNK):
            size += len(chunk)
            if size > limit:
                reason = Phrase("reason.too-large", limit=limit)
                raise refusal(codes.UNREADABLE_TREE, url, reason=reason)
            if time.monotonic() > end:
                reason = Phrase("reason.too-slow", limit=int(self._max_seconds))
                raise refusal(codes.UNREADABLE_TREE, url, reason=reason)
            yield chunk
