"""Renders changes as text, Markdown, JSON and HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict

from ..messages import Messages
from ..visible import as_json as json_text
from ..visible import escape_markdown
from ..words.catalogue import Words
from .change import Change, Difference
from .gaps import Gap
from .html_report import as_html, html_page
from .labels import Labels
from .word_diff import RunType, diff_runs

Renderer = Callable[[Sequence[Change], Labels], str]


def as_text(changes: Sequence[Change], labels: Labels) -> str:
    """Format changes as plain text, marking removed and added words as git --word-diff does."""
    marks: Mapping[RunType, str] = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    lines = [labels.summary(changes)]
    for title, errors in labels.gap_descriptions():
        lines += ["", title, *(f"  {error}" for error in errors)]
    for change_type, group in labels.groups(changes):
        lines += ["", labels.heading(change_type, len(group))]
        for change in group:
            lines.append(f"  {labels.title(change)} ({labels.kind(change)}: {change.id})")
            for difference in labels.shown_differences(change):
                words = _text_runs(difference, marks).replace("\n", "\n      ")
                lines.append(f"    {labels.label(change, difference)}: {words}")
            lines += [f"    {note}" for note in labels.notes(change)]
    return "\n".join(lines)


def as_markdown(changes: Sequence[Change], labels: Labels) -> str:
    """Format changes as Markdown for a pull request comment."""
    lines = comment_header(labels.summary(changes), labels.gap_descriptions(), labels.words)
    for change_type, group in labels.groups(changes):
        lines += ["", f"### {labels.heading(change_type, len(group))}"]
        for change in group:
            kind = labels.kind(change)
            lines += [
                "",
                f"**{escape_markdown(labels.title(change))}** · {kind} · `{change.id}`",
                "",
            ]
            for difference in labels.shown_differences(change):
                lines.append(
                    f"- *{labels.label(change, difference)}:* {_markdown_runs(difference)}"
                )
            lines += [f"- {escape_markdown(note)}" for note in labels.notes(change)]
    return "\n".join(lines)


def comment_header(
    summary: str, gap_descriptions: Iterable[tuple[str, Sequence[str]]], words: Words
) -> list[str]:
    """The first lines of a comment: the summary, and the states that were not read in full."""
    lines = [f"## {words('diff.title')}", "", summary]
    for title, errors in gap_descriptions:
        lines += [
            "",
            escape_markdown(title),
            "",
            *(f"- {escape_markdown(error)}" for error in errors),
        ]
    return lines


def _markdown_runs(difference: Difference) -> str:
    """A difference with removed words struck through and added words in bold.

    HTML tags are used because Markdown's own marks do not work inside a word.
    """
    marks: Mapping[RunType, str] = {
        "same": "{}", "gone": "<del>{}</del>", "new": "<ins>**{}**</ins>",
    }  # fmt: skip
    unbolded: Mapping[RunType, str] = {
        "same": "{}",
        "gone": "<del>{}</del>",
        "new": "<ins>{}</ins>",
    }
    runs = diff_runs(difference)
    parts = [
        (marks if words == words.strip() else unbolded)[mark].format(escape_markdown(words))
        for mark, words in runs
    ]
    return "".join(parts).replace("\n", "<br>")


def as_json(changes: Sequence[Change], labels: Labels) -> str:
    """Format changes as JSON; ``unread`` is present only if a state was not read in full."""
    unread = (
        {"unread": [_gap_data(gap, labels.words.sentences) for gap in labels.gaps]}
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
    """Convert a change to plain data with the keys of the published format."""
    data = asdict(change)
    del data["of_binding_kind"], data["is_chapter"]
    differences = [{_KEYS.get(key, key): value for key, value in difference.items()}
                   | {"label": labels.field(change, difference["key"])}
                   for difference in data.pop("differences")]  # fmt: skip
    renamed = {_KEYS.get(key, key): value for key, value in data.items()}
    return {**renamed, "differences": differences, "binds": change.is_binding}


_KEYS = {
    "change_type": "type",
    "audience": "concerns",
    "outdated_translations": "untranslated",
    "affected": "touches",
    "reason": "because",
}
"""The published keys of fields that have a different name in the code."""


def _gap_data(gap: Gap, words: Messages) -> dict[str, object]:
    """Convert a gap to plain data, with its errors in the format of `playbook check`."""
    return {
        "side": gap.side,
        "state": gap.argument,
        "errors": [
            {**asdict(problem.location), "code": problem.code, "message": words.message(problem),
             "cure": words.cure(problem)}
            for problem in gap.problems
        ],
    }  # fmt: skip


def _text_runs(difference: Difference, marks: Mapping[RunType, str]) -> str:
    runs = diff_runs(difference)
    return "".join(marks[mark].format(words) for mark, words in runs)


RENDERERS: Mapping[str, Renderer] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "html": lambda changes, labels: html_page(as_html(changes, labels), labels),
}
