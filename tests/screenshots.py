"""Takes screenshots of every page type, for people to review: `make screenshots`.

The input is a built site. The output is a folder with PNG files and an `index.html` that shows
them.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from browsing import chromium

PAGES = {
    "home": "",
    "rules": "policy/",
    "chapter": "policy/identity/",
    "flow": "flows/can-i-post/",
    "templates": "templates/",
    "checklist": "checklists/crisis-first-hour/",
    "levels": "incidents/",
    "contacts": "contacts/",
    "tone": "tone/",
    "keys": "keys/",
    "role": "roles/moderator/",
    "pocket": "roles/moderator/card/",
    "roles": "roles/",
    "strategy": "strategy/",
    "themes": "themes/",
    "channels": "channels/",
    "channel": "channels/linkedin/",
    "accounts": "accounts/",
    "glossary": "glossary/",
    "legal": "legal/",
    "reading": "reading/",
    "crisis": "crisis/",
    "post": "check-a-post/",
    "my-rules": "my-rules/",
    "quiz": "quiz/",
    "calculator": "calculator/",
    "a-z": "a-z/",
    "whole": "all/",
    "health": "health/",
    "written": "about/",
}
"""The path of one page of each type, by a short name. Missing translations are skipped."""
WIDTHS = (360, 768, 1280)
MAX_HEIGHT = 2400
"""The largest height of a screenshot, in pixels."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder over HTTP at the URL that is yielded."""
    handler = functools.partial(_QuietHandler, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore connections that a browser closes before the end of a response."""


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def take_screenshots(
    browser: Browser, base: str, out: Path, *,
    names: list[str], widths: list[int], languages: list[str], themes: list[str],
) -> list[str]:  # fmt: skip
    """Take the screenshots, and return their file names."""
    file_names = []
    for theme in themes:
        for width in widths:
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                color_scheme="dark" if theme == "dark" else "light",
            )
            page = context.new_page()
            for language in languages:
                for name in names:
                    root = "" if language == "sv" else f"{language}/"
                    response = page.goto(base + root + PAGES[name])
                    if not (response and response.ok):
                        continue
                    page.wait_for_load_state("networkidle")
                    height = page.evaluate("document.documentElement.scrollHeight")
                    clip = {"x": 0, "y": 0, "width": width, "height": min(height, MAX_HEIGHT)}
                    file = f"{name}-{language}-{width}-{theme}.png"
                    page.screenshot(path=out / file, full_page=True, clip=clip)  # type: ignore[arg-type]
                    file_names.append(file)
            context.close()
    return file_names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--page", action="append", choices=PAGES)
    parser.add_argument("--width", action="append", type=int)
    parser.add_argument("--language", action="append")
    parser.add_argument("--theme", action="append", choices=["light", "dark"])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with served(options.site) as base, chromium() as browser:
        file_names = take_screenshots(
            browser, base, options.out,
            names=options.page or list(PAGES),
            widths=options.width or list(WIDTHS),
            languages=options.language or ["sv", "en"],
            themes=options.theme or ["light", "dark"],
        )  # fmt: skip
    figures = "\n".join(
        f'<figure><img src="{file}" alt="" loading="lazy"><figcaption>{file}</figcaption></figure>'
        for file in file_names
    )
    page = f"<!doctype html><meta charset=utf-8><title>Screenshots</title>\n{figures}\n"
    (options.out / "index.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
