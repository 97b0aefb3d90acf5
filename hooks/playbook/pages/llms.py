"""The guide for language models, ``llms.txt``."""

from __future__ import annotations

import re

from ..model.entry import Entry
from ..prose.markdown import NAME
from .handbook import Handbook

_SIGN = re.compile(r"[\\`\[\]<&]")
"""A sign that could end the words of a Markdown link."""


def llms_txt(handbook: Handbook) -> str:
    """The guide for language models, as llmstxt.org has it: what this is, and where it stands."""
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
    title = getattr(entry, "question", None) or entry.title
    shown = title.get(language) or next(iter(title.values()))
    inserts = handbook.inserts[language]
    shown = NAME.sub(lambda found: inserts.get(found[1], found[0]), shown)
    pending = getattr(entry, "pending", None)
    coming = f": {handbook.words[language]('rule.changes', date=pending.start)}" if pending else ""
    plain = " ".join(_SIGN.sub(r"\\\g<0>", shown).split())
    return f"- [{plain}]({address.page}#{entry.id}){coming}"
