"""Turns the HTML of a page into HTML for paper."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from .steps import number_steps
from .tree import classes, element, move_content, remove_all, unwrap

_ONLY_ON_SCREEN = {
    "pb-entry-actions", "pb-used-in", "pb-flow-picture", "pb-toc", "pb-applies", "pb-buttons",
    "pb-entry-meta", "pb-entry-when", "pb-letters", "pb-ticks-state",
}  # fmt: skip
_SCREEN_TAGS = {"button", "input", "script", "style", "noscript", "svg", "summary", "template"}
"""Elements that need a screen. Every picture in SVG shows what a list or a table also says."""
_TRANSPARENT = {"label", "details"}


def clean(root: Element) -> None:
    """Remove what works only on a screen, and make lists of what paper cannot show as it is."""
    number_steps(root)
    remove_all(root, _is_removed)
    _unwrap(root)
    for parent in root.iter():
        for child in list(parent):
            if child.tag == "p" and _is_label(child):
                child.set("class", "only-a-label")
            elif child.tag == "dl":
                _list_of_fields(child)
            elif "pb-inline-list" in classes(child):
                _sentence(child)


def _is_removed(each: Element) -> bool:
    if not isinstance(each.tag, str):  # a comment
        return True
    tag = each.tag.rpartition("}")[2]
    return tag in _SCREEN_TAGS or "hidden" in each.attrib or bool(classes(each) & _ONLY_ON_SCREEN)


def _unwrap(root: Element) -> None:
    for parent in root.iter():
        while found := next((child for child in parent if child.tag in _TRANSPARENT), None):
            unwrap(parent, found)


def _is_label(paragraph: Element) -> bool:
    """Whether a paragraph without a class is only a text in bold, which belongs to the next one."""
    children = [] if paragraph.get("class") else list(paragraph)
    is_bold = len(children) == 1 and children[0].tag == "strong"
    return is_bold and not f"{paragraph.text or ''}{children[0].tail or ''}".strip()


def _list_of_fields(terms: Element) -> None:
    """Replace a list of terms by a list with one line for each: PDF has no list of terms."""
    lines: list[Element] = []
    for each in [each for each in terms.iter() if each.tag in ("dt", "dd")]:
        if each.tag == "dt" or not lines:
            lines.append(element("li"))
        lines[-1].append(move_content(each, element("span", class_=f"field-{each.tag}")))
        lines[-1][-1].tail = " "
    for child in list(terms):
        terms.remove(child)
    terms.tag, terms.text = "ul", None
    terms.set("class", f"fields {terms.get('class', '')}")
    terms.extend(lines)


def _sentence(items: Element) -> None:
    """Replace a list of links by the links in a row, with commas."""
    parts = [move_content(item, element("span")) for item in list(items)]
    for child in list(items):
        items.remove(child)
    items.tag, items.text = "span", None
    for part in parts:
        part.tail = ", " if part is not parts[-1] else None
        items.append(part)
