"""Removes metadata from images: places, names, programs and comments that no reader sees."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from ..problems import Code, Location, Problem
from .jpeg_metadata import START as JPEG
from .jpeg_metadata import without_jpeg_metadata
from .orientation import orientation_only
from .svg_metadata import without_svg_metadata

METADATA_STAYS = Code("PB911", "warning", "path")

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SHOWN = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"bKGD", b"cHRM", b"cICP",
    b"cLLI", b"gAMA", b"hIST", b"iCCP", b"mDCV", b"pHYs", b"sBIT", b"sPLT", b"sRGB", b"tRNS",
))  # fmt: skip
_WEBP_SHOWN = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_WEBP_FLAGS, _WEBP_EXIF_FLAG = 0b00001100, 0b00001000
"""The flags of the first chunk of WebP that announce metadata, and the one for EXIF."""
_GIF = (b"GIF87a", b"GIF89a")
_GIF_COMMENT, _GIF_APPLICATION = b"\xfe", b"\xff"
_GIF_APPLICATIONS_SHOWN = (b"NETSCAPE", b"ANIMEXTS", b"ICCRGBG1")
"""The applications whose blocks are kept: they repeat an animation, or hold the colour profile."""
_OTHER_STARTS = (b"II*\0", b"MM\0*", b"\x1f\x8b", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ", b"\xff\x0a")
"""How images of other formats begin: TIFF, packed SVG, JPEG XL and JPEG 2000."""
_OTHER_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1")
"""The brands after ``ftyp`` by which AVIF and HEIC differ from videos."""
_LONGEST_START = 12
"""The number of bytes that tell a format."""


def strip_images(folder: Path) -> Iterator[Problem]:
    """Remove the metadata of every image below a folder, whatever its name ends with.

    The problems are the images of formats whose metadata stays.
    """
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            start = file.read(_LONGEST_START)
        suffix = path.suffix.lower()
        if _is_known(start) or suffix == ".svg":
            data = path.read_bytes()
            stripped = without_metadata(data)
            if stripped != data:
                path.write_bytes(stripped)
        elif _is_other_image(start, suffix):
            name = path.relative_to(folder).as_posix()
            yield METADATA_STAYS.at(Location(name), path=name)


def without_metadata(data: bytes) -> bytes:
    """An image without its metadata. A damaged image ends where it can no longer be read.

    Data that begins as no other known format is read as SVG.
    """
    if data.startswith(_PNG):
        return _PNG + b"".join(_png_chunks(data))
    if data.startswith(JPEG):
        return without_jpeg_metadata(data)
    if _is_webp(data):
        body = b"WEBP" + b"".join(_webp_chunks(data))
        return b"RIFF" + len(body).to_bytes(4, "little") + body
    if data.startswith(_GIF):
        return b"".join(_gif_blocks(data))
    return without_svg_metadata(data)


def _is_known(start: bytes) -> bool:
    return start.startswith((_PNG, JPEG, *_GIF)) or _is_webp(start)


def _is_webp(start: bytes) -> bool:
    return start[:4] == b"RIFF" and start[8:12] == b"WEBP"


def _is_other_image(start: bytes, suffix: str) -> bool:
    """Whether a file is an image of a format that is not read here."""
    if start.startswith(b"\x1f\x8b") and suffix != ".svgz":  # gzip, but no packed SVG
        return False
    is_brand = start[4:8] == b"ftyp" and start[8:12] in _OTHER_BRANDS
    return is_brand or start.startswith(_OTHER_STARTS)


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """The chunks up to the end of the image: what follows it is not shown."""
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        if name in _PNG_SHOWN:
            yield data[at:end]
        if name == b"IEND":
            return
        if name == b"eXIf" and (exif := orientation_only(data[at + 8 : end - 4])):
            yield len(exif).to_bytes(4) + name + exif + zlib.crc32(name + exif).to_bytes(4)
        at = end


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    exif = _webp_orientation(data)
    for name, content in _all_webp_chunks(data):
        if name == b"VP8X":
            flags = content[0] & ~_WEBP_FLAGS if content else 0
            yield _webp_chunk(name, bytes([flags | (_WEBP_EXIF_FLAG if exif else 0)]) + content[1:])
        elif name in _WEBP_SHOWN:
            yield _webp_chunk(name, content)
    if exif:
        yield _webp_chunk(b"EXIF", exif)


def _webp_orientation(data: bytes) -> bytes:
    """The EXIF data of an image, reduced to its orientation; empty if there is none."""
    found = (content for name, content in _all_webp_chunks(data) if name == b"EXIF")
    return orientation_only(next(found, b"").removeprefix(b"Exif\0\0"))


def _webp_chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)


def _all_webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the content of each chunk."""
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _gif_blocks(data: bytes) -> Iterator[bytes]:
    """The header and the blocks, except for comments and for data of programs, such as XMP."""
    at = 13 + _colour_table_size(data[10:11])
    yield data[:at]
    while at < len(data) and data[at] in (0x21, 0x2C):
        is_image = data[at] == 0x2C
        header = 10 + _colour_table_size(data[at + 9 : at + 10]) + 1 if is_image else 2
        end = _gif_end(data, at + header)
        label, application = data[at + 1 : at + 2], data[at + 3 : at + 11]
        is_unknown = label == _GIF_APPLICATION and application not in _GIF_APPLICATIONS_SHOWN
        is_metadata = not is_image and (label == _GIF_COMMENT or is_unknown)
        if not is_metadata:
            yield data[at:end]
        at = end
    yield b";"


def _colour_table_size(byte: bytes) -> int:
    """The size in bytes of the colour table that a byte of flags announces; 0 if there is none."""
    flags = int.from_bytes(byte)
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_end(data: bytes, at: int) -> int:
    """The position after a series of sub-blocks."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1
