"""Links annotations, such as ``(1)`` in code, with the list below that explains them.

They are written as Material documents it: in the comments of code, as ``# (1)!`` or ``# (1)``,
or in an element with the class ``annotate``; an ordered list follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...words.catalogue import Words

_SELECTOR = ".highlight, .annotate"
_COMMENT = re.compile(r'(<span class="c[a-z0-9]*">)([^<(]*)\(([0-9]{1,3})\)(!?)([^<]*)(</span>)')
_MARK = re.compile(r"\([0-9]{1,3}\)")
_TEXT = re.compile(
    r"<(?P<end>/?)(?P<skipped>a|code|pre)\b(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*>"
    r"|<(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*>|\((?P<number>[0-9]{1,3})\)"
)
"""A tag or an annotation. Those in a link and in code are text."""


def with_linked_annotations(html: str, t: Words) -> str:
    """The HTML with each annotation as a link to its item in the list that follows."""
    if not _MARK.search(html):
        return html
    tree = LexborHTMLParser(html, is_fragment=True)
    is_changed = False
    # Inner elements come first: their annotations are explained by their own lists.
    for number, node in reversed(list(enumerate(tree.css(_SELECTOR), 1))):
        notes = _next_element(node)
        if notes is not None and notes.tag == "ol":
            is_changed |= _link(node, notes, number, t)
    return (tree.html or "") if is_changed else html


def _link(node: LexborNode, notes: LexborNode, block: int, t: Words) -> bool:
    """Link the annotations of an element; whether it has any."""
    items = [item for item in notes.iter() if item.tag == "li"]
    before = node.inner_html or ""

    def mark(number: str) -> str:
        name = escape(t("written.annotation", n=number))
        return (
            f'<a class="pb-annotation" href="#annotation-{block}-{number}"'
            f' aria-label="{name}">{number}</a>'
        )

    def in_comment(match: re.Match[str]) -> str:
        start, sign, number, strips, rest, end = match.groups()
        if not 1 <= int(number) <= len(items):
            return match[0]
        comment = f"{start}{sign}{rest}{end}" if not strips or rest.strip() else ""
        return f"{comment}{mark(number)}" if strips else f"{start}{sign}{mark(number)}{rest}{end}"

    is_code = "highlight" in (node.attributes.get("class") or "").split()
    after = _COMMENT.sub(in_comment, before) if is_code else _in_text(before, mark, len(items))
    if after == before:
        return False
    node.inner_html = after
    notes.attrs["class"] = "pb-annotations"
    for number, item in enumerate(items, 1):
        item.attrs["id"] = f"annotation-{block}-{number}"
    return True


def _in_text(html: str, mark: Callable[[str], str], count: int) -> str:
    """The HTML with a mark for each annotation up to ``count``."""
    depth = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal depth
        if match["skipped"]:
            depth += -1 if match["end"] else 1
        number = match["number"]
        is_annotation = number and not depth and 1 <= int(number) <= count
        return mark(number) if is_annotation else match[0]

    return _TEXT.sub(replaced, html)


def _next_element(node: LexborNode) -> LexborNode | None:
    """The next sibling that is an element."""
    following = node.next
    while following is not None and not following.is_element_node:
        following = following.next
    return following
