"""Removes metadata from SVG images."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"(?P<comment><!--(?:.*?-->|.*))|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)"
    r"|(?P<tag><(?P<end>/?)(?:[\w.-]+:)?(?P<name>[\w.-]+)"
    r"(?=[\s/>])(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*>)",
    re.DOTALL,
)
"""What has a ``<`` in it; what is not closed reaches to the end, so that it is read only once."""
_EDITOR_ATTRIBUTE = re.compile(
    r"\s(?:inkscape|sodipodi):[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')",
)
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"<\0": "utf-16-le",
           b"\xfe\xff": "utf-16-be", b"\0<": "utf-16-be"}  # fmt: skip
"""The encodings with two bytes for a letter, by how a file begins."""


def without_svg_metadata(data: bytes) -> bytes:
    """An image without comments, ``metadata`` elements and the attributes of editors."""
    encoding = _UTF_16.get(data[:2], "latin-1")  # Latin-1 keeps each byte of other encodings
    text = data.decode(encoding, "replace")
    return "".join(_shown(text)).encode(encoding)


def _shown(text: str) -> Iterator[str]:
    at, depth = 0, 0
    for token in _TOKEN.finditer(text):
        if not depth:
            yield text[at : token.start()]
        at = token.end()
        is_metadata = token["name"] == "metadata"
        if is_metadata and not token[0].endswith("/>"):
            depth = max(0, depth - 1 if token["end"] else depth + 1)
        if not depth and not is_metadata and not token["comment"]:
            yield _EDITOR_ATTRIBUTE.sub("", token[0]) if token["tag"] else token[0]
    if not depth:
        yield text[at:]
