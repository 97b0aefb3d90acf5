"""Removes metadata from images: places, names, programs and comments that no reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_METADATA = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_JPEG_KEPT = (0xE0, 0xE2, 0xEE)
"""Segments of applications that affect the colours: JFIF, the ICC profile and Adobe's."""
_JPEG_COMMENT, _JPEG_SCAN = 0xFE, 0xDA
_WEBP_METADATA = (b"EXIF", b"XMP ")
_WEBP_FLAGS = 0b00001100
"""The flags of the first chunk of WebP that announce metadata."""
_SVG_METADATA = re.compile(
    rb"<!--.*?-->|<metadata\b[^>]*?(?:/>|>.*?</metadata\s*>)"
    rb"|\s(?:inkscape|sodipodi):[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')",
    re.DOTALL,
)


def strip_images(folder: Path) -> None:
    """Remove the metadata of every image below a folder."""
    for path in folder.rglob("*"):
        if path.suffix.lower() in (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"):
            data = path.read_bytes()
            stripped = without_metadata(data)
            if stripped != data:
                path.write_bytes(stripped)


def without_metadata(data: bytes) -> bytes:
    """An image without metadata; data of another or a damaged format as far as it was read."""
    if data.startswith(_PNG):
        return _PNG + b"".join(_png_chunks(data))
    if data.startswith(b"\xff\xd8"):
        return b"\xff\xd8" + b"".join(_jpeg_segments(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        body = b"WEBP" + b"".join(_webp_chunks(data))
        return b"RIFF" + len(body).to_bytes(4, "little") + body
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return b"".join(_gif_blocks(data))
    return _SVG_METADATA.sub(b"", data) if b"<svg" in data else data


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """The chunks up to the end of the image: what follows it is not shown."""
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] not in _PNG_METADATA:
            yield data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            return
        at = end


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _JPEG_SCAN:
            end = data.rfind(b"\xff\xd9")
            yield data[at : end + 2 if end > at else None]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        is_application = 0xE0 <= marker <= 0xEF
        if marker in _JPEG_KEPT or not (is_application or marker == _JPEG_COMMENT):
            yield data[at:end]
        at = end


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        chunk = data[at : at + 8 + size + size % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        if name not in _WEBP_METADATA:
            yield chunk
        at += 8 + size + size % 2


def _gif_blocks(data: bytes) -> Iterator[bytes]:
    """The header and the blocks, without comments and without XMP."""
    at = 13 + _gif_colours(data[10])
    yield data[:at]
    while at < len(data) and data[at] in (0x21, 0x2C):
        is_image = data[at] == 0x2C
        header = 10 + _gif_colours(data[at + 9]) + 1 if is_image else 2
        end = _gif_end(data, at + header)
        is_metadata = not is_image and (
            data[at + 1] == 0xFE or data[at + 3 : at + 11] == b"XMP Data"
        )
        if not is_metadata:
            yield data[at:end]
        at = end
    yield b";"


def _gif_colours(flags: int) -> int:
    """The size in bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_end(data: bytes, at: int) -> int:
    """The position after a series of sub-blocks."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1
