"""Calls to the APIs of GitLab and GitHub: reads lists, and creates or updates one comment."""

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

TIMEOUT_SECONDS = 30
"""The time limit of one call."""
PAGE_SIZE = 100
"""The number of items on one page of a list; the most that the hosts support."""
MAX_PAGES = 50
"""The maximum number of pages to read from a list."""


class HostError(Exception):
    """A call to the code host failed. ``status`` is the HTTP status, if there was a response."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


def setting(name: str) -> str:
    """An environment variable of the CI job. Raises HostError if it is not set."""
    value = os.environ.get(name, "")
    if not value:
        raise HostError(f"{name} is not set: run this in a CI job that sets it")
    return value


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Refuses redirects: the body and the token would go to another address."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True)
class Api:
    """A host's API: its address, and the headers with the token."""

    address: str
    headers: Mapping[str, str]

    def call(self, method: str, path: str, body: str | None = None) -> Any:
        """The JSON value that a call returns. Raises HostError."""
        return self.send(method, path, None if body is None else {"body": body})

    def send(self, method: str, path: str, fields: Mapping[str, str] | None) -> Any:
        """The JSON value that a call with some fields returns. Raises HostError."""
        encoded = None if fields is None else json.dumps(fields).encode()
        request = self._request(method, path, encoded)
        request.add_header("Content-Type", "application/json")
        response = _send(urllib.request.build_opener(_NoRedirects), request)
        try:
            return json.loads(response or b"null")
        except ValueError as error:
            raise HostError(
                "the response of the code host is not JSON: is this its API?"
            ) from error

    def download(self, path: str, limit: int) -> bytes:
        """The first ``limit`` + 1 bytes of a file, so that the caller notices a longer file.

        The host may redirect to its file storage; the token is not sent there. Raises HostError.
        """
        return _send(urllib.request.build_opener(), self._request("GET", path), limit + 1)

    def pages(self, path: str) -> Iterator[Any]:
        """The items of a list, read page by page. Raises HostError."""
        separator = "&" if "?" in path else "?"
        for page in range(1, MAX_PAGES + 1):
            items = self.call("GET", f"{path}{separator}per_page={PAGE_SIZE}&page={page}")
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                raise HostError("the response of the code host is not a list: is this its API?")
            yield from items
            if len(items) < PAGE_SIZE:
                return

    def _request(self, method: str, path: str, body: bytes | None = None) -> urllib.request.Request:
        request = urllib.request.Request(f"{self.address}{path}", body, method=method)
        for name, value in self.headers.items():
            request.add_unredirected_header(name, value)
        return request


def _send(
    opener: urllib.request.OpenerDirector, request: urllib.request.Request, limit: int = -1
) -> bytes:
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            content: bytes = response.read(limit)
            return content
    except urllib.error.HTTPError as error:
        message = (
            f"the code host answered {error.code} {error.reason}: check the token's permissions"
        )
        raise HostError(message, error.code) from error
    except (OSError, HTTPException) as error:
        raise HostError(f"the code host cannot be reached: {error}") from error


def is_by_bot(item: Mapping[str, Any]) -> bool:
    """Whether a bot, such as the token of a job, wrote a comment or an issue on GitHub."""
    return (item.get("user") or {}).get("type") == "Bot"


def is_by_account(item: Mapping[str, Any], account: int) -> bool:
    """Whether an account wrote a comment or an issue on GitLab."""
    return (item.get("author") or {}).get("id") == account


def own_account(api: Api) -> int:
    """The id of the token's account on GitLab. Raises HostError."""
    user = api.call("GET", "/user")
    if not isinstance(user, dict) or not isinstance(user.get("id"), int):
        raise HostError("the response of the code host is not an account: is this its API?")
    return int(user["id"])


@dataclass(frozen=True)
class Comments:
    """The comments on a merge request or pull request."""

    api: Api
    list_path: str
    comment_path: str
    """The path of a single comment, without its id."""
    update_method: str
    """The HTTP method that updates a comment."""
    is_ours: Callable[[Any], bool]
    """Whether the account of the token wrote a comment."""

    def create_or_update(self, body: str) -> str:
        """Create or update our comment, and delete its duplicates. Returns what was done."""
        ours = [
            note for note in self.api.pages(f"{self.list_path}?sort=asc")
            if (note["body"] or "").startswith(MARK) and self.is_ours(note)
        ]  # fmt: skip
        if not ours:
            self.api.call("POST", self.list_path, body)
            return "the comment is created"
        kept, *duplicates = ours
        if kept["body"] != body:
            self.api.call(self.update_method, f"{self.comment_path}/{kept['id']}", body)
        for note in duplicates:
            self.api.call("DELETE", f"{self.comment_path}/{note['id']}")
        return "the comment is up to date"
