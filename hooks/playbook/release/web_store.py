"""Reads a published tree from a web server."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable

from ..problems import Phrase
from . import codes
from .codes import refusal
from .manifest import MANIFEST, digest

TIMEOUT_SECONDS = 30


class WebStore:
    """A tree at a web address.

    Its files are those in the manifest, because a web server does not list its files.
    """

    def __init__(self, url: str) -> None:
        self.name = f"{url.rstrip('/')}/"

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
        # Pages are requested by their folder: a server may redirect index.html to it.
        address = path.removesuffix("index.html") if path.endswith("/index.html") else path
        url = self.name + urllib.parse.quote(address)
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as response:
                body: bytes = response.read()
                return body
        except urllib.error.HTTPError as error:
            if error.code in (403, 404, 410):
                return None
            reason = Phrase("reason.status", status=error.code)
            raise refusal(codes.UNREADABLE_TREE, url, reason=reason) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            cause = getattr(error, "reason", None) or error
            raise refusal(codes.UNREADABLE_TREE, url, reason=cause) from error

    def paths(self) -> None:
        """None, because a web server does not list its files."""

    def digests(self, paths: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of each given file that the server has, by path. Raises RefusedError."""
        return {path: digest(data) for path in paths if (data := self.read(path)) is not None}

    def files_outside_versions(self) -> set[str]:
        """The path of every root file in the manifest."""
        return set(json.loads(self.read(MANIFEST) or b"{}").get("files", ()))
