"""Works around a mistake of WeasyPrint 70 in breaking lines.

If a text would fit on a line, but not with the space before the next inline element, WeasyPrint
breaks the line after the first word of the text. With the space in an element of its own, it does
not.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from .tree import element

_INLINE = {"a", "b", "code", "em", "i", "span", "strong", "time"}


def separate_spaces(root: Element) -> None:
    """Put every space between a text and an inline element into an element of its own."""
    for parent in list(root.iter()):
        children = list(parent)
        for child in children:
            parent.remove(child)
        parent.text = _followed_by(parent, parent.text, children[0] if children else None)
        for index, child in enumerate(children, 1):
            parent.append(child)
            following = children[index] if index < len(children) else None
            child.tail = _followed_by(parent, child.tail, following)


def _followed_by(parent: Element, text: str | None, following: Element | None) -> str | None:
    """A text without its last space, which is appended as an element, if that is needed."""
    is_needed = following is not None and following.tag in _INLINE
    if not is_needed or not text or not text.endswith(" ") or text.isspace():
        return text
    parent.append(element("span", " "))
    return text.removesuffix(" ")
