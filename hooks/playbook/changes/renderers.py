"""Renders changes as text, Markdown, JSON and HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict

from ..messages import Messages, messages
from ..visible import as_json as json_text
from ..visible import escape_markdown
from ..words.catalogue import Words
from .change import Change, Difference
from .gaps import Gap
from .html_report import as_html, html_page
from .labels import Labels
from .word_diff import RunType, runs_of

Renderer = Callable[[Sequence[Change], Labels], str]


def as_text(changes: Sequence[Change], labels: Labels) -> str:
    """Plain text with removed and added words marked as in git --word-diff."""
    marks: Mapping[RunType, str] = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    lines = [labels.summary(changes)]
    for title, errors in labels.unread():
        lines += ["", title, *(f"  {error}" for error in errors)]
    for change_type, group in labels.groups(changes):
        lines += ["", labels.heading(change_type, len(group))]
        for change in group:
            lines.append(f"  {labels.title(change)} ({labels.kind(change)}: {change.id})")
            for difference in labels.shown(change):
                words = _runs(difference, marks).replace("\n", "\n      ")
                lines.append(f"    {labels.label(change, difference)}: {words}")
            lines += [f"    {note}" for note in labels.notes(change)]
    return "\n".join(lines)


def as_markdown(changes: Sequence[Change], labels: Labels) -> str:
    """Markdown for a pull request comment."""
    lines = head(labels.summary(changes), labels.unread(), labels.words)
    for change_type, group in labels.groups(changes):
        lines += ["", f"### {labels.heading(change_type, len(group))}"]
        for change in group:
            kind = labels.kind(change)
            lines += [
                "",
                f"**{escape_markdown(labels.title(change))}** · {kind} · `{change.id}`",
                "",
            ]
            for difference in labels.shown(change):
                lines.append(
                    f"- *{labels.label(change, difference)}:* {_with_del_and_ins(difference)}"
                )
            lines += [f"- {escape_markdown(note)}" for note in labels.notes(change)]
    return "\n".join(lines)


def head(summary: str, unread: Iterable[tuple[str, Sequence[str]]], words: Words) -> list[str]:
    """The first lines of a comment: the number of changes, and the states not read in full."""
    lines = [f"## {words('diff.title')}", "", summary]
    for title, errors in unread:
        lines += [
            "",
            escape_markdown(title),
            "",
            *(f"- {escape_markdown(error)}" for error in errors),
        ]
    return lines


def _with_del_and_ins(difference: Difference) -> str:
    """Removed words struck through, added words bold; HTML tags, because Markdown marks need
    spaces."""
    marks: Mapping[RunType, str] = {
        "same": "{}", "gone": "<del>{}</del>", "new": "<ins>**{}**</ins>",
    }  # fmt: skip
    plain: Mapping[RunType, str] = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    runs = runs_of(difference)
    parts = [
        (marks if words == words.strip() else plain)[mark].format(escape_markdown(words))
        for mark, words in runs
    ]
    return "".join(parts).replace("\n", "<br>")


def as_json(changes: Sequence[Change], labels: Labels) -> str:
    """Every part of every change, for programs; ``unread`` only if a state was not read in full."""
    unread = (
        {"unread": [_unread(gap, messages(labels.words.language)) for gap in labels.gaps]}
        if labels.gaps
        else {}
    )
    document = {
        "format": 2,
        **unread,
        "changes": [_change(change, labels) for change in changes],
    }
    return json_text(document)


def _change(change: Change, labels: Labels) -> dict[str, object]:
    """A change with the keys of the published format: ``type`` is its change type."""
    data = asdict(change)
    del data["of_binding_kind"]
    differences = [{_KEYS.get(key, key): value for key, value in difference.items()}
                   | {"label": labels.field(change, difference["key"])}
                   for difference in data.pop("differences")]  # fmt: skip
    renamed = {_KEYS.get(key, key): value for key, value in data.items()}
    return {**renamed, "differences": differences, "binds": change.binds}


_KEYS = {"change_type": "type"}
"""Published keys of the fields that have another name in the code."""


def _unread(gap: Gap, words: Messages) -> dict[str, object]:
    """A state that was not read in full, with its errors in the format of `playbook check`."""
    return {
        "side": gap.side,
        "state": gap.asked,
        "errors": [
            {**asdict(problem.location), "code": problem.code, "message": words.message(problem),
             "cure": words.cure(problem)}
            for problem in gap.problems
        ],
    }  # fmt: skip


def _runs(difference: Difference, marks: Mapping[RunType, str]) -> str:
    runs = runs_of(difference)
    return "".join(marks[mark].format(words) for mark, words in runs)


RENDERERS: Mapping[str, Renderer] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "html": lambda changes, labels: html_page(as_html(changes, labels), labels),
}
