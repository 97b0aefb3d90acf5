"""The style sheet of documents, in the colours of the organisation, and the files that it uses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..pages.brand_images import icon_svg
from ..pages.palette import brand_colours, light_scheme
from .source import Source

FOLDER = Path(__file__).parent / "css"
_MARKS = Path(__file__).parent.parent / "site" / "theme" / "assets" / "playbook" / "marks"
LOGO, ICON, MARK = "playbook:logo", "playbook:icon", "playbook:mark/"
"""The addresses of the logo and of the icon without a logo; the beginning of those of marks."""
_MARK_NAME = re.compile("[a-z_]+")


def style_sheet(source: Source) -> str:
    """The style sheet; ``$name`` in its files becomes a colour of the palette."""
    colours = light_scheme(source.handbook.playbook.settings.brand_colour)
    css = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css")))
    colour = re.compile(rf"\$({'|'.join(sorted(colours, key=len, reverse=True))})\b")
    css = re.sub(r"\$mark\(([a-z_]+), ([a-z-]+)\)", lambda found: _mark(found, colours), css)
    return colour.sub(lambda found: colours[found[1]], css)


def _mark(found: re.Match[str], colours: dict[str, str]) -> str:
    return f'url("{MARK}{found[1]}/{colours[found[2]].removeprefix("#")}")'


def file_at(url: str, source: Source) -> tuple[str, bytes]:
    """The MIME type and the content of a file that a document uses. Raises ValueError for others.

    So a document can read neither other files nor the network, whatever its texts contain.
    """
    if url == LOGO and source.logo is not None:
        return source.logo
    if url == ICON:
        brand = source.handbook.playbook.settings.brand_colour
        return "image/svg+xml", icon_svg(*brand_colours(brand)).encode()
    name, _, colour = url.removeprefix(MARK).partition("/")
    if url.startswith(MARK) and _MARK_NAME.fullmatch(name):
        svg = (_MARKS / f"{name}.svg").read_text(encoding="utf-8")
        return "image/svg+xml", svg.replace("<path ", f'<path fill="#{colour}" ', 1).encode()
    raise ValueError(f"a document does not load {url}")


def fetcher_of(source: Source) -> Any:
    """The object with which WeasyPrint reads files: only those of `file_at`."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            mime_type, data = file_at(url, source)
            return URLFetcherResponse(url, data, {"Content-Type": mime_type})

    return Fetcher()
