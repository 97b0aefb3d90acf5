"""Requests addresses as somebody who is not logged in, and says what the server answers."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from .web_store import TIMEOUT_SECONDS

MAX_BYTES = 1 << 20
"""The number of bytes of an answer that are read."""
MAX_REDIRECTS = 10
_PROLOG = re.compile(rb"\s*+(?:(?:<!--(?:(?!-->).)*-->|<[?][^<>]*+>)\s*+)*", re.DOTALL)
"""What may precede the first element: comments, and declarations such as ``<?xml ?>``."""
_XML_DATA = (b"<urlset", b"<feed")
_OUR_PAGE = re.compile(rb"""assets/(?:playbook/|tree\.css)|class=["']?pb-""")
_OUR_ENTRY = re.compile(rb"""class=["']?pb-entry\b""")
_OUR_DATA = re.compile(
    rb"""["'](?:entries|versions|files|aliases|answers_per_file)["']\s*:|BEGIN:VCALENDAR"""
    rb"""|playbook\.json"""
)
_LOGIN = re.compile(
    rb"""<input\b[^<>]+type\s*=\s*["']?password|log ?in\b|sign ?in\b|logga in|logg inn"""
    rb"""|SAMLRequest|openid|oauth2?/""",
    re.IGNORECASE,
)


class Access(Enum):
    """Whether somebody without a login reads the handbook at an address."""

    READABLE = "readable"
    CLOSED = "closed"
    LOGIN = "login"
    UNCLEAR = "unclear"
    NO_ANSWER = "no answer"


@dataclass(frozen=True)
class Response:
    """What a server answered: ``host`` is set for a login, ``reason`` if there was no answer."""

    access: Access
    status: int = 0
    host: str = ""
    reason: str = ""


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS


def request(url: str) -> Response:
    """Request an address without cookies and without credentials."""
    opener = urllib.request.build_opener(_Redirects)
    try:
        with opener.open(url, timeout=TIMEOUT_SECONDS) as response:
            return _classify(url, response.url, response.status, response.read(MAX_BYTES))
    except urllib.error.HTTPError as error:
        with error:
            return _classify(url, error.url or url, error.code, _body(error))
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        return Response(Access.NO_ANSWER, reason=" ".join(str(reason).split()))


def _body(error: Any) -> bytes:
    try:
        body: bytes = error.read(MAX_BYTES)
    except (OSError, http.client.HTTPException):
        return b""
    return body


def _classify(requested: str, final: str, status: int, body: bytes) -> Response:
    """Classify an answer by its body, the requested address, and the final one after redirects."""
    if status >= 500:
        return Response(Access.NO_ANSWER, status, reason=f"status {status}")
    body, is_error = _without_mark(body), status >= 400
    is_elsewhere = _is_elsewhere(requested, final)
    if _is_ours(body, is_error=is_error, is_elsewhere=is_elsewhere):
        return Response(Access.READABLE, status)
    if is_error:
        return Response(Access.CLOSED, status)
    if is_elsewhere or _LOGIN.search(body):
        return Response(Access.LOGIN, status, host=urlsplit(final).hostname or "")
    return Response(Access.UNCLEAR, status)


def _without_mark(body: bytes) -> bytes:
    """The body in UTF-8 without a byte order mark."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        body = body.decode("utf-16", "replace").encode()
    return body.removeprefix(b"\xef\xbb\xbf")


def _is_ours(body: bytes, *, is_error: bool, is_elsewhere: bool) -> bool:
    """Whether a body is a part of the handbook.

    Unknown data, such as an image, is ours if it is neither an error nor behind a redirect. An
    error page is ours only if it has an entry: that of the handbook has only the menu.
    """
    prolog = _PROLOG.match(body)
    content = body[prolog.end() if prolog else 0 :]
    if content.startswith(_XML_DATA):
        return True
    if content.startswith(b"<"):
        return bool((_OUR_ENTRY if is_error else _OUR_PAGE).search(content))
    return bool(_OUR_DATA.search(content)) or not (is_error or is_elsewhere or not content)


def _is_elsewhere(requested: str, final: str) -> bool:
    """Whether a redirect led to another page, not only to https or to the folder of the page."""
    requested_page, final_page = (
        (parts.hostname, parts.path.removesuffix("index.html").rstrip("/"))
        for parts in (urlsplit(requested), urlsplit(final))
    )
    return requested_page != final_page
