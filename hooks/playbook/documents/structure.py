"""Completes the structure tree that WeasyPrint writes, so that it is valid for PDF/UA."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

_IN_ITEM = ("/Lbl", "/LBody")
"""What a list item may contain."""


def complete_structure(pdf: Pdf) -> None:
    """Put the content of list items into bodies, and remove links inside links.

    WeasyPrint repeats the link of an element for every element in it.
    """
    redundant: set[tuple[int, int]] = set()
    for element, is_in_link in list(_elements(pdf.Root.StructTreeRoot.K[0])):
        if is_in_link:
            redundant |= _without_links(element)
        if str(element.S) == "/LI":
            _with_body(pdf, element)
    for page in pdf.pages:
        _remove_links(page.obj, redundant)


def _elements(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every element below ``root``, and whether it is inside a link."""
    pending = [(root, False)]
    while pending:
        element, is_in_link = pending.pop()
        yield element, is_in_link
        are_kids_in_link = is_in_link or str(element.S) == "/Link"
        pending += [(kid, are_kids_in_link) for kid in _kids(element) if _is_element(kid)]


def _kids(element: Any) -> list[Any]:
    """What an element contains: elements, references to objects, and numbers of content."""
    from pikepdf import Array

    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, (Array, list)) else [kids]


def _is_element(kid: Any) -> bool:
    from pikepdf import Dictionary

    return isinstance(kid, Dictionary) and "/S" in kid


def _is_link(kid: Any) -> bool:
    """Whether a part of an element is the reference to its link annotation."""
    from pikepdf import Dictionary

    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


def _without_links(element: Any) -> set[tuple[int, int]]:
    """Remove the link annotations of an element inside a link, and return their numbers."""
    from pikepdf import Array, Name

    removed = {kid.Obj.objgen for kid in _kids(element) if _is_link(kid)}
    if removed:
        element.K = Array([kid for kid in _kids(element) if not _is_link(kid)])
    if str(element.S) == "/Link":
        element.S = Name.Span
    return removed


def _with_body(pdf: Pdf, item: Any) -> None:
    """Put everything in a list item that is neither its label nor its body into a body."""
    from pikepdf import Array, Dictionary, Name

    loose = [kid for kid in _kids(item) if not _is_part_of_item(kid)]
    if not loose:
        return
    body = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array(loose), Pg=item.Pg)
    )
    for kid in filter(_is_element, loose):
        kid.P = body
    item.K = Array([*filter(_is_part_of_item, _kids(item)), body])


def _is_part_of_item(kid: Any) -> bool:
    return _is_element(kid) and str(kid.S) in _IN_ITEM


def _remove_links(page: Any, redundant: set[tuple[int, int]]) -> None:
    from pikepdf import Array

    links = [link for link in page.get("/Annots", []) if link.objgen not in redundant]
    if links:
        page.Annots = Array(links)
    elif "/Annots" in page:
        del page.Annots
