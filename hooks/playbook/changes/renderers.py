"""Renders reports as text and JSON, and names the renderer of each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from ..messages import Messages
from ..problems import Problem
from ..report.github import errors_first
from ..visible import as_json as json_text
from .change import Change, Difference
from .gaps import Gap
from .html_report import html_page
from .item_labels import bulk_line, entry_count, former_id
from .markdown_report import as_markdown
from .report import BulkChange, Item, Report, section_of
from .word_diff import RunType, diff_runs

Renderer = Callable[[Report], str]


def as_text(report: Report) -> str:
    """Format a report as plain text, marking removed and added words as git --word-diff does."""
    labels = report.labels
    lines = [report.summary]
    for title, errors in labels.gap_descriptions():
        lines += ["", title, *(f"  {error}" for error in errors)]
    if report.problems:
        sentences = labels.words.sentences
        lines += ["", sentences.level_counts(report.problems)]
        lines += [f"  {sentences.line(problem)}" for problem in errors_first(report.problems)]
    for section in report.sections:
        if len(report.sections) > 1:
            lines += ["", f"# {labels.words(f'diff.section.{section.name}')}"]
        for group in section.groups:
            lines += ["", labels.heading(group.change_type, len(group.changes))]
            lines += [line for item in group.items for line in _text_item(report, item)]
    if report.files:
        lines += ["", labels.words.count("diff.files", len(report.files))]
        lines += [f"  {line}" for line in report.file_lines]
    return "\n".join(lines)


def _text_item(report: Report, item: Item) -> Iterator[str]:
    labels = report.labels
    if isinstance(item, BulkChange):
        yield f"  {bulk_line(item, labels)}"
        yield f"    {entry_count(item, labels)}"
        return
    former = former_id(item)
    id = f"{former} → {item.id}" if former else item.id
    yield f"  {labels.title(item)} ({labels.kind(item)}: {id})"
    if location := report.links.location(item):
        yield f"    {location.path}:{location.line}"
    if former:
        return
    for difference in labels.shown_differences(item):
        words = _text_runs(difference).replace("\n", "\n      ")
        yield f"    {labels.difference_label(item, difference)}: {words}"
    yield from (f"    {note}" for note in labels.notes(item))


def as_json(report: Report) -> str:
    """Format a report as JSON; ``unread`` is present only if a state was not read in full."""
    labels = report.labels
    unread = (
        {"unread": [_gap_data(gap, labels.words.sentences) for gap in labels.gaps]}
        if labels.gaps
        else {}
    )
    document: dict[str, object] = {
        "format": 2,
        **unread,
        "problems": [
            _problem_data(each, labels.words.sentences) for each in errors_first(report.problems)
        ],
        "changes": [_change(change, report) for change in report.changes],
        "files": [{"path": each.path, "type": each.change_type} for each in report.files],
    }
    return json_text(document)


def _change(change: Change, report: Report) -> dict[str, object]:
    """Convert a change to plain data with the keys of the published format."""
    data = asdict(change)
    del data["of_binding_kind"], data["is_chapter"]
    differences = [{_KEYS.get(key, key): value for key, value in difference.items()}
                   | {"label": report.labels.field_label(change, difference["key"])}
                   for difference in data.pop("differences")]  # fmt: skip
    renamed = {_KEYS.get(key, key): value for key, value in data.items()}
    location = report.links.location(change)
    return {
        **renamed,
        "differences": differences,
        "binds": change.is_binding,
        "section": section_of(change, report.labels),
        "location": {"path": location.path, "line": location.line} if location else None,
        "links": dict(report.links.urls(change)),
    }


_KEYS = {
    "change_type": "type",
    "audience": "concerns",
    "outdated_translations": "untranslated",
    "affected": "touches",
    "reason": "because",
    "decisive_words": "decisive",
}
"""The published keys of fields that have a different name in the code."""


def _gap_data(gap: Gap, words: Messages) -> dict[str, object]:
    """Convert a gap to plain data, with its errors in the format of `playbook check`."""
    return {
        "side": gap.side,
        "state": gap.argument,
        "errors": [_problem_data(problem, words) for problem in gap.problems],
    }


def _problem_data(problem: Problem, words: Messages) -> dict[str, object]:
    """Convert a problem to plain data, with its sentences in the language of the report."""
    return {
        **asdict(problem.location), "code": problem.code, "level": problem.level,
        "message": words.message(problem), "cure": words.cure(problem),
    }  # fmt: skip


def _text_runs(difference: Difference) -> str:
    marks: Mapping[RunType, str] = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    runs = diff_runs(difference)
    return "".join(marks[mark].format(words) for mark, words in runs)


RENDERERS: Mapping[str, Renderer] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "html": html_page,
}
