"""Changes HTML trees of ElementTree, whose elements do not know their parents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

Test = Callable[[Element], bool]


def classes(element: Element) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def remove_all(root: Element, is_removed: Test) -> None:
    """Remove the elements below ``root`` that pass a test. The text after them stays."""
    for parent in root.iter():
        for child in [child for child in parent if is_removed(child)]:
            index = list(parent).index(child)
            parent.remove(child)
            add_text(parent, index, child.tail or "")


def add_text(parent: Element, index: int, text: str) -> None:
    """Add a text before the child with an index, or at the end if there is no such child."""
    if index == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text


def unwrap(parent: Element, child: Element) -> None:
    """Replace a child by its own content."""
    index = list(parent).index(child)
    parent.remove(child)
    add_text(parent, index, child.text or "")
    for offset, inner in enumerate(list(child)):
        parent.insert(index + offset, inner)
    add_text(parent, index + len(child), child.tail or "")


def by_class(root: Element, name: str) -> Iterator[Element]:
    """The elements below ``root`` with a class, in document order."""
    return (element for element in root.iter() if name in classes(element))


def move_content(source: Element, target: Element) -> Element:
    """Move the content of an element to the end of ``target``, and return ``target``."""
    add_text(target, len(target), source.text or "")
    target.extend(list(source))
    return target


def plain_text(element: Element) -> str:
    """The text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def element(tag: str, text: str = "", **attributes: str) -> Element:
    """A new element. An attribute may have a trailing underscore, as ``class_``."""
    made = Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    made.text = text or None
    return made
