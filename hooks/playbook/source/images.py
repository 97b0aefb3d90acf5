"""Checks the organisation's own images, and its font: the files that every page loads."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from ..problems import Phrase
from .active_files import readable_forms, script_in
from .links import is_hidden, is_linked

LOGO_TYPES = (".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif", ".ico")
SOCIAL_TYPES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
"""The endings of an image that other sites show with a link: none shows SVG."""
MAX_LOGO_BYTES = 200_000
"""Every page loads the logo and the icon."""
MAX_SOCIAL_BYTES = 2_000_000
FONT_TYPES = (".woff2",)
MAX_FONT_BYTES = 25_000

_SIGNATURES: Mapping[str, re.Pattern[bytes]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".ico": re.compile(rb"\x00\x00\x01\x00"),
    ".woff2": re.compile(rb"wOF2"),
    ".svg": re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)"),
}
"""How a file of each type begins."""
_UNSAFE_SVG = re.compile(
    r"<\s*script\b|<\s*foreignObject\b|<!ENTITY\b|\bon[a-z]+\s*=|javascript:|@import\b"
    r"|(?:href\s*=\s*[\"']|url\(\s*[\"']?)\s*(?:[a-z]+:)?//",
    re.IGNORECASE,
)
"""A script, or the address of another host."""


def image_problem(
    project: Path, docs: str, path: str, types: Collection[str], max_bytes: int
) -> Phrase | None:
    """Why an image or a font cannot be used, or None. ``path`` is relative to ``docs``."""
    folder = Path(os.path.abspath(project / docs))  # noqa: PTH100
    file = Path(os.path.abspath(folder / path.lstrip("/")))  # noqa: PTH100
    if not file.is_relative_to(folder) or is_hidden(file.relative_to(folder)):
        return Phrase("image.outside")
    if is_linked(file, folder):
        return Phrase("image.link")
    if file.suffix.lower() not in types:
        return Phrase("image.type", types=", ".join(types))
    try:
        size = file.stat().st_size if file.is_file() else None
        content = file.read_bytes() if size is not None and size <= max_bytes else b""
    except OSError:
        size = None
    if size is None:
        return Phrase("image.missing", folder=docs)
    if size > max_bytes:
        return Phrase("image.too-big", kilobytes=size // 1000, limit=max_bytes // 1000)
    return _content_problem(file.suffix.lower(), content)


def _content_problem(suffix: str, content: bytes) -> Phrase | None:
    if not _SIGNATURES[suffix].match(content):
        return Phrase("image.content", type=suffix)
    unsafe = _unsafe_in(content) if suffix == ".svg" else ""
    return Phrase("image.unsafe", what=" ".join(unsafe.split())) if unsafe else None


def _unsafe_in(content: bytes) -> str:
    """The first script or address of another host in an SVG image, or an empty string."""
    forms = readable_forms(content.decode("utf-8", "replace"))
    found = (_UNSAFE_SVG.search(form) for form in forms)
    return next((match[0] for match in found if match), "") or script_in(content)
