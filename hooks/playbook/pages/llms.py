"""The guide for language models, ``llms.txt``."""

from __future__ import annotations

import re

from ..model.entry import Entry, headline
from ..prose.markdown import NAME
from .handbook import Handbook

_SPECIAL = re.compile(r"[\\`\[\]<&]")
"""A character that has a meaning in the text of a Markdown link."""


def llms_txt(handbook: Handbook) -> str:
    """The guide for language models in the format of llmstxt.org: a description, then links."""
    settings = handbook.playbook.settings
    first = handbook.playbook.languages[0]
    words = handbook.words[first]
    lines = [
        f"# {words('home.title')}, {settings.organisation.name}",
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
        lines += [_line(handbook, entry, first) for entry in entries]
        lines.append("")
    return "\n".join(lines)


def _line(handbook: Handbook, entry: Entry, language: str) -> str:
    address = handbook.addresses[entry.id]
    title = headline(entry)
    text = title.get(language) or next(iter(title.values()))
    inserts = handbook.inserts[language]
    text = NAME.sub(lambda match: inserts.get(match[1], match[0]), text)
    coming = entry.spec.coming(entry)
    note = f": {handbook.words[language]('rule.changes', date=coming.start)}" if coming else ""
    escaped = " ".join(_SPECIAL.sub(r"\\\g<0>", text).split())
    return f"- [{escaped}]({address.page}#{entry.id}){note}"
