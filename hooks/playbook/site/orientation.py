"""Reads the orientation of a photo from its EXIF data, the only part that a reader sees."""

from __future__ import annotations

from typing import Literal

_TAG, _SHORT = 0x0112, 3
"""The tag of the orientation, and its type: a number of two bytes."""
_ENTRY_SIZE = 12


def orientation_only(exif: bytes) -> bytes:
    """EXIF data with nothing but the orientation; empty if it has none, or an upright one.

    EXIF data is a TIFF file: a header with the byte order and the position of a table.
    """
    order: Literal["little", "big"] = "little" if exif[:2] == b"II" else "big"
    if exif[:4] not in (b"II*\0", b"MM\0*"):
        return b""
    table = int.from_bytes(exif[4:8], order)
    count = int.from_bytes(exif[table : table + 2], order)
    for at in range(table + 2, table + 2 + count * _ENTRY_SIZE, _ENTRY_SIZE):
        entry = exif[at : at + _ENTRY_SIZE]
        if int.from_bytes(entry[:2], order) == _TAG and len(entry) == _ENTRY_SIZE:
            value = int.from_bytes(entry[8:10], order)
            return _exif(value) if 2 <= value <= 8 else b""
    return b""


def _exif(orientation: int) -> bytes:
    entry = _TAG.to_bytes(2) + _SHORT.to_bytes(2) + (1).to_bytes(4) + orientation.to_bytes(2)
    return b"MM\0*" + (8).to_bytes(4) + (1).to_bytes(2) + entry + bytes(2) + bytes(4)
