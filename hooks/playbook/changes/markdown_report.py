"""Renders a report as Markdown for a pull request comment, within the limits of code hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from ..problems import Problem, failing
from ..report.github import errors_first, summary
from ..visible import escape_markdown
from ..words.catalogue import Words
from .change import Change, Difference
from .item_labels import bulk_line, count_by_kind, entry_count, former_id
from .report import BulkChange, Item, Report, Section
from .word_diff import RunType, diff_runs

Detail = Literal["full", "listed", "named", "counted"]
"""How much a report says about each change: everything, one line, its title, or only a count."""
DETAILS: tuple[Mapping[str, Detail], ...] = (
    {},
    {"other": "listed"},
    {"other": "named"},
    {"other": "named", "lawyer": "listed"},
    {"other": "named", "lawyer": "listed", "binding.reworded": "listed"},
    {"other": "named", "lawyer": "named", "binding.reworded": "named"},
    {"other": "named", "lawyer": "named", "binding.reworded": "named", "binding": "listed"},
    {"other": "counted", "lawyer": "named", "binding": "named"},
    {"other": "counted", "lawyer": "counted", "binding": "named"},
    {"other": "counted", "lawyer": "counted", "binding": "counted"},
)
"""The details of each section, from a complete report to the shortest; "full" if not named.

A section and a change type go before the section alone: rewordings are the first to be shortened.
"""
MAX_FILES = 50
"""The number of changed files that a report in Markdown names."""
PROBLEMS_DIVISOR = 3
"""The list of problems takes at most a third of the limit."""


def as_markdown(report: Report, limit: int | None = None) -> str:
    """Format a report as Markdown.

    If it is longer than ``limit`` characters, whole sections say less: no sentence is cut.
    """
    text = "\n".join(_lines(report, details={}, limit=None))
    if limit is None:
        return text
    for details in DETAILS:
        if len(text) <= limit:
            break
        text = "\n".join(_lines(report, details, limit))
    return text


def problem_summary(problems: Sequence[Problem], words: Words, limit: int | None) -> str:
    """The table of problems, errors first, with as many rows as fit into ``limit`` characters."""
    ordered = errors_first(problems)
    row_count = len(ordered)
    text = summary(ordered, words.sentences).rstrip("\n")
    while limit and len(text) > limit and row_count:
        row_count //= 2
        more = words.count("diff.more_problems", len(ordered) - row_count)
        text = f"{summary(ordered, words.sentences, row_count)}\n{more}"
    return text


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


def _lines(report: Report, details: Mapping[str, Detail], limit: int | None) -> Iterator[str]:
    """The lines of a report: complete, or shortened if there is a limit."""
    labels = report.labels
    yield from comment_header(report.summary, labels.gap_descriptions(), labels.words)
    if limit:
        yield from ("", labels.words("diff.shortened"))
    serious = failing(report.problems, strict=True)
    share = limit // PROBLEMS_DIVISOR if limit else None
    if serious:
        yield from ("", problem_summary(serious, labels.words, share))
    for section in report.sections:
        yield from ("", f"### {labels.words(f'diff.section.{section.name}')}")
        is_collapsed = section.name == "other"
        if is_collapsed:
            count = escape_markdown(count_by_kind(section.changes, labels))
            yield from ("", f"<details><summary>{count}</summary>")
        yield from _section(report, section, details)
        if is_collapsed:
            yield from ("", "</details>")
    if report.files:
        yield from ("", labels.words.count("diff.files", len(report.files)), "")
        yield from (f"- {escape_markdown(line)}" for line in report.file_lines[:MAX_FILES])
        if len(report.files) > MAX_FILES:
            yield f"- … ({len(report.files) - MAX_FILES})"
    notices = [problem for problem in report.problems if problem.level == "notice"]
    if notices:
        head = escape_markdown(labels.words.sentences.level_counts(notices))
        yield from ("", f"<details><summary>{head}</summary>", "")
        yield from (problem_summary(notices, labels.words, share), "", "</details>")


def _section(report: Report, section: Section, details: Mapping[str, Detail]) -> Iterator[str]:
    labels = report.labels
    for group in section.groups:
        heading = f"#### {labels.heading(group.change_type, len(group.changes))}"
        yield from ("", heading, "")
        of_section = details.get(section.name, "full")
        detail = details.get(f"{section.name}.{group.change_type}", of_section)
        if detail in ("named", "counted"):
            yield escape_markdown(count_by_kind(group.changes, labels))
        if detail == "named":
            titles = labels.words.list(map(labels.title, group.changes))
            yield from ("", escape_markdown(titles))
        if detail in ("named", "counted"):
            continue
        for item in group.items:
            yield from _item(report, item, detail)


def _item(report: Report, item: Item, detail: Detail) -> Iterator[str]:
    labels = report.labels
    if isinstance(item, BulkChange):
        line = f"**{escape_markdown(bulk_line(item, labels))}**"
        yield f"- {line} · {escape_markdown(entry_count(item, labels))}"
        return
    former = former_id(item)
    id = f"`{former}` → `{item.id}`" if former else f"`{item.id}`"
    links = (
        f"[{labels.words(f'diff.link.{name}')}]({url})"
        for name, url in report.links.urls(item).items()
    )
    title = f"**{escape_markdown(labels.title(item))}**"
    yield " · ".join((f"- {title}", labels.kind(item), id, *links))
    if detail == "full" and not former:
        yield from _details(report, item)


def _details(report: Report, change: Change) -> Iterator[str]:
    labels = report.labels
    for difference in labels.shown_differences(change):
        yield f"  - *{labels.difference_label(change, difference)}:* {_runs(difference)}"
    yield from (f"  - {escape_markdown(note)}" for note in labels.notes(change))


def _runs(difference: Difference) -> str:
    """A difference with removed words struck through and added words in bold.

    HTML tags are used because Markdown's own marks do not work inside a word. Words that begin or
    end with a space are not bold, because Markdown has no bold text of that form.
    """
    formats: Mapping[RunType, str] = {
        "same": "{}", "gone": "<del>{}</del>", "new": "<ins>**{}**</ins>",
    }  # fmt: skip
    formats_without_bold: Mapping[RunType, str] = {
        "same": "{}",
        "gone": "<del>{}</del>",
        "new": "<ins>{}</ins>",
    }
    runs = diff_runs(difference)
    parts = [
        (formats if words == words.strip() else formats_without_bold)[run_type].format(
            escape_markdown(words)
        )
        for run_type, words in runs
    ]
    return "".join(parts).replace("\n", "<br>")
