"""Says what a report compares and who signs it, so that a signed page shows what was approved."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from .change import Change
from .report import Report, is_legal

SIGN_COLUMNS = ("role", "name", "decision", "date", "signature")
"""The columns of the sign-off list."""


def compared_states(report: Report) -> Markup:
    """A paragraph with the handbook, its organisation, and the two states that were compared."""
    labels = report.labels
    settings = labels.new.settings
    parts = [settings.organisation.name]
    if settings.title:
        parts.insert(0, labels.in_language(settings.title))
    if report.compared:
        old, new = report.compared
        parts.append(labels.words("diff.compared", old=old, new=new))
    return Markup('<p class="pb-of">{}</p>').format(" · ".join(parts))


def sign_off(report: Report) -> Markup:
    """A table to sign, with a row for each who must."""
    words = report.labels.words
    head = Markup("").join(
        Markup("<th>{}</th>").format(words(f"diff.sign.{name}")) for name in SIGN_COLUMNS
    )
    choices = f"☐ {words('diff.sign.approved')}\n☐ {words('diff.sign.rejected')}"
    row = Markup("<tr><th>{}</th><td></td><td>{}</td><td></td><td></td></tr>")
    rows = Markup("\n").join(row.format(name, choices) for name in signers(report))
    return Markup(
        '<section class="pb-sign-off">\n<h2>{}</h2>\n{}\n<table>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>\n</section>"
    ).format(words("diff.sign.title"), compared_states(report), head, rows)


def signers(report: Report) -> list[str]:
    """Who signs: the owners of what changed, a lawyer if the law matters, and who decides."""
    labels = report.labels
    weighty = [
        change
        for section in report.sections if section.name != "other"
        for change in section.changes
    ]  # fmt: skip
    owners = dict.fromkeys(owner for change in weighty for owner in _owners(change, report))
    names = [labels.entry_title(owner) for owner in owners] or [labels.words("diff.sign.editor")]
    if any(is_legal(change, labels) for change in weighty):
        names.append(labels.words("diff.sign.lawyer"))
    decision = labels.new.settings.decided
    if decision and weighty:
        names.append(labels.in_language(decision.by))
    return list(dict.fromkeys(names))


def _owners(change: Change, report: Report) -> Iterator[str]:
    """The owners of an entry before and after a change, or of the entries that use a value."""
    old, new = report.labels.old, report.labels.new
    entries = [change.entry(old), change.entry(new), *map(new.entries.get, change.affected)]
    yield from (entry.owner for entry in entries if entry is not None and entry.owner)
