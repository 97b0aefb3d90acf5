"""Gives the headings of joined pages levels without gaps, as PDF/UA requires."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_LEVELS = {f"h{level}": level for level in range(1, 7)}


def demote(root: Element, levels: int) -> None:
    """Lower every heading below ``root`` by some levels, at most to the sixth."""
    for each in root.iter():
        if level := _LEVELS.get(each.tag):
            each.tag = f"h{min(6, level + levels)}"


def close_gaps(root: Element) -> None:
    """Raise headings that are more than one level below the one before them."""
    path: list[int] = []
    """The original levels of the headings that contain the current one."""
    for each in root.iter():
        if level := _LEVELS.get(each.tag):
            while path and path[-1] >= level:
                path.pop()
            path.append(level)
            each.tag = f"h{len(path)}"
