"""A small login service with the addresses of OAuth2 Proxy, and a web server with given answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

COOKIE = "session=staff"
LOGIN_PAGE = (
    '<!doctype html><title>Log in</title><form method="post"><input type="password"></form>'
)
Answer = tuple[int, dict[str, str], str]
"""A status, headers and a body."""


def login(path: str, cookie: str) -> Answer:
    """What the login service answers: 202 or 401 to nginx, and a page to a reader."""
    parts = urlsplit(path)
    if parts.path == "/oauth2/auth":
        return (202 if COOKIE in cookie else 401), {}, ""
    if parts.path == "/oauth2/callback":  # where a reader comes back from the identity provider
        target = parse_qs(parts.query)["rd"][0]
        return 302, {"Location": target, "Set-Cookie": f"{COOKIE}; Path=/"}, ""
    return 200, {"Content-Type": "text/html"}, LOGIN_PAGE


@contextmanager
def answering(answer: Callable[[str, str], Answer]) -> Iterator[int]:
    """A web server on a free port; yields the port. ``answer`` gets the path and the cookies."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer(self.path, self.headers.get("Cookie", ""))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body.encode()))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
