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
    open_levels: list[int] = []  # the original levels of the heading and those that contain it
    for each in root.iter():
        if level := _LEVELS.get(each.tag):
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            each.tag = f"h{len(open_levels)}"
