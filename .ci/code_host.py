"""What GitLab and GitHub are asked for: lists, and one comment that is kept up to date."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from comment_text import MARK

SECONDS = 30
"""How long one call may take."""
PAGE = 100
"""How many items the hosts give at once."""
MAX_PAGES = 50
"""How many pages of a list are read."""


class HostError(Exception):
    """The code host could not be asked, or refused; ``status`` is its answer's, if it gave one."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


def setting(name: str) -> str:
    """A variable that the host gives a job. Raises HostError."""
    value = os.environ.get(name, "")
    if not value:
        raise HostError(f"{name} is not set: run this in a job of CI that has it")
    return value


class _Stay(urllib.request.HTTPRedirectHandler):
    """No call is led elsewhere: what it sends would go with it."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True)
class Api:
    """A host's API: its address, and the headers with the token."""

    address: str
    headers: Mapping[str, str]

    def call(self, method: str, path: str, body: str | None = None) -> Any:
        """The value that a call gives. Raises HostError."""
        sent = None if body is None else json.dumps({"body": body}).encode()
        request = self._request(method, path, sent)
        request.add_header("Content-Type", "application/json")
        answer = _opened(urllib.request.build_opener(_Stay), request)
        try:
            return json.loads(answer or b"null")
        except ValueError as error:
            raise HostError("the code host's answer is not JSON: is this its API?") from error

    def download(self, path: str, limit: int) -> bytes:
        """The first bytes of a file, one more than the limit. Raises HostError.

        The host may lead to where it stores files; the token does not go along.
        """
        return _opened(urllib.request.build_opener(), self._request("GET", path), limit + 1)

    def pages(self, path: str) -> Iterator[Any]:
        """The items of a list, page by page. Raises HostError."""
        joined = "&" if "?" in path else "?"
        for page in range(1, MAX_PAGES + 1):
            items = self.call("GET", f"{path}{joined}per_page={PAGE}&page={page}")
            if not isinstance(items, list):
                raise HostError("the code host's answer is not a list: is this its API?")
            yield from items
            if len(items) < PAGE:
                return

    def _request(self, method: str, path: str, sent: bytes | None = None) -> urllib.request.Request:
        request = urllib.request.Request(f"{self.address}{path}", sent, method=method)
        for name, value in self.headers.items():
            request.add_unredirected_header(name, value)
        return request


def _opened(
    opener: urllib.request.OpenerDirector, request: urllib.request.Request, limit: int = -1
) -> bytes:
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            content: bytes = answer.read(limit)
            return content
    except urllib.error.HTTPError as error:
        message = f"the code host says {error.code} {error.reason}: may the token comment?"
        raise HostError(message, error.code) from error
    except (OSError, HTTPException) as error:
        raise HostError(f"the code host cannot be reached: {error}") from error


@dataclass(frozen=True)
class Comments:
    """The comments of one request: where they are listed, and where each one is."""

    api: Api
    listed: str
    each: str
    update: str
    """The method that writes a comment anew."""
    is_ours: Callable[[Any], bool]

    def keep(self, body: str) -> str:
        """Write the comment, or write it anew where it is; remove others of ours like it."""
        ours = [
            note for note in self.api.pages(f"{self.listed}?sort=asc")
            if note["body"].startswith(MARK) and self.is_ours(note)
        ]  # fmt: skip
        if not ours:
            self.api.call("POST", self.listed, body)
            return "the comment is written"
        first, *others = ours
        if first["body"] != body:
            self.api.call(self.update, f"{self.each}/{first['id']}", body)
        for note in others:
            self.api.call("DELETE", f"{self.each}/{note['id']}")
        return "the comment is up to date"
