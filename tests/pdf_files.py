"""Reads PDF files with pikepdf, for the tests of `documents`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Pdf, parse_content_stream

STRUCTURE = "/S"
DRAWING = ("moveTo", "lineTo", "lineTo", "lineTo")


@dataclass(frozen=True)
class Node:
    """An element of the structure tree with its parent's type and its element children."""

    tag: str
    parent: str
    element: Any
    children: tuple[Node, ...]

    def all(self) -> Iterator[Node]:
        """This node and those below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.all()


def structure(pdf: Pdf) -> Node:
    """The structure tree."""
    return _node(pdf.Root.StructTreeRoot.K[0], "")


def _node(element: Any, parent: str) -> Node:
    tag = str(element.S).removeprefix("/")
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, Array) else [kids]
    children = (kid for kid in kids if isinstance(kid, Dictionary) and STRUCTURE in kid)
    return Node(tag, parent, element, tuple(_node(child, tag) for child in children))


def marked_content(pdf: Pdf) -> Iterator[tuple[int, str, int | None]]:
    """The page index, the tag and the number, if any, of each piece of marked content."""
    for number, page in enumerate(pdf.pages):
        for instruction in parse_content_stream(page):
            if str(instruction.operator) in ("BDC", "BMC"):
                properties = instruction.operands[1] if len(instruction.operands) > 1 else None
                mcid = properties.get("/MCID") if isinstance(properties, Dictionary) else None
                yield number, str(instruction.operands[0]), None if mcid is None else int(mcid)


def links(pdf: Pdf) -> Iterator[Any]:
    """Every link annotation."""
    for page in pdf.pages:
        yield from (each for each in page.get("/Annots", []) if each.Subtype == "/Link")


def destinations(pdf: Pdf) -> set[str]:
    """The names that links can lead to."""
    names_and_destinations = pdf.Root.Names.Dests.Names
    return {
        str(names_and_destinations[index]) for index in range(0, len(names_and_destinations), 2)
    }


def opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


def page_texts(data: bytes) -> list[str]:
    """The text of each page, read with PDFium."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def _page_text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range()).replace("\r\n", "\n")
    finally:
        text.close()


def font_with(character: str) -> bytes:
    """A font named Sign with one character, a square."""
    builder = FontBuilder(1000)
    names = [".notdef", "sign"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): "sign"})
    pen = TTGlyphPen(None)
    for corner, draw in zip(((0, 0), (0, 500), (500, 500), (500, 0)), DRAWING, strict=True):
        getattr(pen, draw)(corner)
    pen.closePath()
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Sign", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    output = BytesIO()
    builder.save(output)
    return output.getvalue()
