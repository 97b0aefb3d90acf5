"""Removes metadata from JPEG images."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .orientation import orientation_only

START = b"\xff\xd8"
_END, _SCAN, _COMMENT, _EXIF = 0xD9, 0xDA, 0xFE, 0xE1
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""The segments of applications that affect the colours, with how their content begins."""
_EXIF_START = b"Exif\0\0"
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""What ends the data of a scan; a zero or a restart after FF belongs to the data."""


def without_jpeg_metadata(data: bytes) -> bytes:
    """The image up to its end: what follows is not shown, such as a second image with its own
    metadata. Of a damaged image, as far as it was read."""
    return START + b"".join(_segments(data))


def _segments(data: bytes) -> Iterator[bytes]:
    at = len(START)
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # any number of bytes FF may precede a marker
            at += 1
            continue
        if marker == _END:
            yield data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        yield _without_metadata(marker, data[at:end])
        at = end
        if marker == _SCAN:
            following = _MARKER.search(data, end)
            at = following.start() if following else len(data)
            yield data[end:at]


def _without_metadata(marker: int, segment: bytes) -> bytes:
    """A segment, or what of it a reader sees."""
    content = segment[4:]
    if marker == _EXIF and content.startswith(_EXIF_START):
        exif = orientation_only(content.removeprefix(_EXIF_START))
        size = len(_EXIF_START) + len(exif) + 2
        return segment[:2] + size.to_bytes(2) + _EXIF_START + exif if exif else b""
    if marker in _KEPT:
        return segment if content.startswith(_KEPT[marker]) else b""
    is_metadata = 0xE0 <= marker <= 0xEF or marker == _COMMENT
    return b"" if is_metadata else segment
