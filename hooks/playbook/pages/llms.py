"""Writes ``llms.txt``, the guide for language models."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.entry import Entry, headline
from ..prose.markdown import insert_values
from .handbook import Handbook

_MARKUP_CHARACTER = re.compile(r"[\\`\[\]<&]")
"""A character that is Markdown syntax in the text of a link."""


def llms_txt(handbook: Handbook, title: str, pages: Mapping[str, str] | None = None) -> str:
    """The guide for language models in the format of llmstxt.org: a description, then links.

    ``title`` is the handbook's title in its first language, and ``pages`` has the titles of the
    hand-written pages in that language, by URL.
    """
    settings = handbook.playbook.settings
    first_language = handbook.playbook.languages[0]
    words = handbook.words[first_language]
    lines = [
        f"# {title}, {settings.organisation.name}",
        "",
        f"> {words('release.llms', version=settings.release)}",
        "",
        f"## {words('release.data')}",
        "",
        f"- [playbook.json](playbook.json): {words('release.data_about')}",
        "- [playbook.schema.json](playbook.schema.json)",
        "",
    ]
    for kind, entries in handbook.by_kind.items():
        lines += [f"## {words(f'kinds.{kind}.title')}", ""]
        lines += [_line(handbook, entry, first_language) for entry in entries]
        lines.append("")
    if pages:
        lines += [f"## {words('groups.about')}", ""]
        lines += [f"- [{_escaped(name)}]({url or './'})" for url, name in pages.items()]
        lines.append("")
    return "\n".join(lines)


def _line(handbook: Handbook, entry: Entry, language: str) -> str:
    """A list item with a link to an entry."""
    address = handbook.addresses[entry.id]
    title = headline(entry)
    text = title.get(language) or next(iter(title.values()))
    text = insert_values(text, handbook.inserts[language])
    upcoming = entry.spec.upcoming(entry)
    words = handbook.words[language]
    note = f": {words('rule.changes', date=upcoming.start)}" if upcoming else ""
    return f"- [{_escaped(text)}]({address.page}#{entry.id}){note}"


def _escaped(text: str) -> str:
    """A text on one line, escaped for use as the text of a link."""
    return " ".join(_MARKUP_CHARACTER.sub(r"\\\g<0>", text).split())
