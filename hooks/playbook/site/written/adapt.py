"""Adapts the HTML of a hand-written page: words in the page's language, and no request to a host.

The patterns match what Markdown extensions write. HTML that somebody wrote differently is left
as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from ...words.catalogue import Words
from .annotations import with_linked_annotations

BOX_TITLES = ("note", "abstract", "info", "tip", "success", "question", "warning", "failure",
              "danger", "bug", "example", "quote", "important", "todo")  # fmt: skip
"""The types of admonition with a title of their own in the catalogue."""
BOX_ALIASES = {
    "summary": "abstract", "tldr": "abstract", "hint": "tip", "check": "success",
    "done": "success", "help": "question", "faq": "question", "caution": "warning",
    "attention": "warning", "fail": "failure", "missing": "failure", "error": "danger",
    "snippet": "example", "cite": "quote",
}  # fmt: skip
"""Other names of types of admonition, from the documentation of Material."""
_BOX = re.compile(
    r'(<(?:div|details) class="(?:admonition )?(?P<type>[a-z]+)[^>]*>\s*'
    r'<(?:p class="admonition-title"|summary)>)(?P<title>[^<]+)(?=</)'
)
_TASK = re.compile(
    r'(?:<label class="task-list-control">)?<input type="checkbox" disabled(?P<done> checked)?'
    r' ?/?>(?:<span class="task-list-indicator"></span></label>)?'
)
_EMOJI = re.compile(r'<img alt="([^"]*)" class="(?:twemoji|gemoji|emojione)"[^>]*>')
_CODE = re.compile(r'<div class="(?P<class>(?:[^"]* )?highlight)"[^>]*>')
_LINE_ANCHOR = re.compile(r'(<a id="([^"]+)") name="\2"(?: href="#\2")?(?=></a>)')
"""The anchor of a line of code: an empty link, at which the Tab key would stop."""
_FOOTNOTE_TITLE = re.compile(r'(class="footnote-backref" href="[^"]*") title="[^"]*"')
_PERMALINK_TITLE = re.compile(r'(class="headerlink" href="[^"]*") title="[^"]*"')


def adapted(html: str, t: Words, features: Collection[str]) -> str:
    """The HTML of a page in its language; ``features`` are ``theme.features`` of mkdocs.yml."""
    html = _BOX.sub(lambda match: match[1] + _box_title(match["type"], match["title"], t), html)
    html = _PERMALINK_TITLE.sub(rf'\1 title="{_attribute(t("permalink"))}"', html)
    html = _FOOTNOTE_TITLE.sub(rf'\1 aria-label="{_attribute(t("written.back"))}"', html)
    html = _TASK.sub(lambda match: _task(t, is_done=bool(match["done"])), html)
    html = _EMOJI.sub(r'<span class="twemoji">\1</span>', html)
    html = _LINE_ANCHOR.sub(r"\1", html)
    html = with_linked_annotations(html, t)
    if "content.tabs.link" in features:
        html = html.replace('<div class="tabbed-set', '<div data-linked-tabs class="tabbed-set')
    copies_all = "content.code.copy" in features
    return _CODE.sub(lambda match: match[0] + _copy_button(match["class"], t, copies_all), html)


def _box_title(box_type: str, title: str, t: Words) -> str:
    """The title of an admonition. One that Markdown made from the type is in English."""
    name = BOX_ALIASES.get(box_type, box_type)
    is_generated = title == box_type.capitalize() and name in BOX_TITLES
    return escape(t(f"written.box.{name}"), quote=False) if is_generated else title


def _task(t: Words, *, is_done: bool) -> str:
    """The checkbox of a task list, with a name for screen readers."""
    state = " checked" if is_done else ""
    name = t("written.done") if is_done else t("written.not_done")
    return f'<input type="checkbox" disabled{state} aria-label="{_attribute(name)}">'


def _copy_button(classes: str, t: Words, copies_all: bool) -> str:
    """The button that copies a block of code; its script shows it. The classes are Material's."""
    names = classes.split()
    if "no-copy" in names or not (copies_all or "copy" in names):
        return ""
    return f'<button type="button" class="pb-copy-code" hidden>{escape(t("written.copy"))}</button>'


def _attribute(text: str) -> str:
    """A text as the value of an attribute, and as a replacement in a regular expression."""
    return escape(text).replace("\\", "\\\\")
