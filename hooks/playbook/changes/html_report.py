"""Renders a report as an HTML page for the people who approve a change, with a sign-off list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources

from markupsafe import Markup

from ..problems import Problem
from ..report.github import errors_first
from .change import Change, Difference
from .item_labels import bulk_line, count_by_kind, entry_count, former_id
from .reader_text import ReaderText
from .report import BulkChange, Item, Report, Section
from .sign_off import compared_states, sign_off
from .word_diff import RunType, word_diff

_TAGS: dict[RunType, str] = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


def html_page(report: Report) -> str:
    """A complete page without scripts: problems, each change before and after, and a sign-off list.

    It loads nothing, so that it can be sent as one file.
    """
    words = report.labels.words
    page = Markup(
        '<!doctype html>\n<html lang="{language}" dir="{direction}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{title}</title>\n<style>\n{style}</style>\n<main>\n<h1>{title}</h1>\n{body}\n"
        "</main>\n</html>\n"
    )
    style = resources.files(__package__).joinpath("report.css").read_text("utf-8")
    return page.format(
        language=words.language, direction=words.direction, title=words("diff.title"),
        style=Markup(style), body=Markup("\n").join(_body(report)),
    )  # fmt: skip


def _body(report: Report) -> Iterator[Markup]:
    labels = report.labels
    yield compared_states(report)
    yield Markup('<p class="pb-lead">{}</p>').format(report.summary)
    for title, errors in labels.gap_descriptions():
        yield Markup("<p>{}</p>\n{}").format(title, _list(map(Markup.escape, errors)))
    if report.problems:
        yield _problems(report)
    reader_text = ReaderText(labels)
    for section in report.sections:
        yield from _section(report, section, reader_text)
    if report.files:
        title = labels.words.count("diff.files", len(report.files))
        files = _list(map(Markup.escape, report.file_lines))
        yield Markup("<section>\n<p>{}</p>\n{}\n</section>").format(title, files)
    if report.changes:
        yield sign_off(report)


def _problems(report: Report) -> Markup:
    words = report.labels.words
    sentences = words.sentences

    def item(problem: Problem) -> Markup:
        return Markup("<strong>{}</strong> {} <small>{} {}</small>").format(
            sentences.level(problem.level), sentences.sentence(problem), problem.code,
            problem.location,
        )  # fmt: skip

    heading = sentences.level_counts(report.problems)
    return Markup('<section class="pb-problems">\n<h2>{}</h2>\n{}\n</section>').format(
        heading, _list(map(item, errors_first(report.problems)))
    )


def _section(report: Report, section: Section, reader_text: ReaderText) -> Iterator[Markup]:
    labels = report.labels
    yield Markup('<section class="pb-{}">\n<h2>{} <small>{}</small></h2>').format(
        section.name, labels.words(f"diff.section.{section.name}"),
        count_by_kind(section.changes, labels),
    )  # fmt: skip
    for group in section.groups:
        heading = labels.heading(group.change_type, len(group.changes))
        yield Markup('<h3 class="pb-{}">{}</h3>').format(group.change_type, heading)
        for item in group.items:
            yield from _item(report, item, reader_text)
    yield Markup("</section>")


def _item(report: Report, item: Item, reader_text: ReaderText) -> Iterator[Markup]:
    labels = report.labels
    if isinstance(item, BulkChange):
        titles = labels.words.list(map(labels.title, item.changes))
        summary = f"{bulk_line(item, labels)} ({entry_count(item, labels)})"
        yield Markup("<details><summary>{}</summary><p>{}</p></details>").format(summary, titles)
        return
    yield Markup("<article>\n<h4>{} <small>{}</small></h4>").format(
        labels.title(item), labels.kind(item)
    )
    yield _where(report, item)
    if not former_id(item):
        yield from _comparison(report, item, reader_text)
        yield _list(map(Markup.escape, labels.notes(item)))
    yield Markup("</article>")


def _where(report: Report, change: Change) -> Markup:
    """The id of an entry, its line, and the links to it."""
    former, location = former_id(change), report.links.location(change)
    parts = [Markup("<code>{}</code>").format(f"{former} → {change.id}" if former else change.id)]
    if location:
        parts.append(Markup("{}:{}").format(location.path, location.line))
    parts += [
        Markup('<a href="{}">{}</a>').format(url, report.labels.words(f"diff.link.{name}"))
        for name, url in report.links.urls(change).items()
    ]
    return Markup('<p class="pb-where">{}</p>').format(Markup(" · ").join(parts))


def _comparison(report: Report, change: Change, reader_text: ReaderText) -> Iterator[Markup]:
    """The table of what readers see before and after the change."""
    labels, words = report.labels, report.labels.words
    differences = labels.shown_differences(change, with_amounts=True)
    if not differences:
        return
    # An entry that is only in one of the states has one column: that of the state.
    has_old, has_new = any(each.old for each in differences), any(each.new for each in differences)
    names = ((words("diff.before"), has_old), (words("diff.after"), has_new))
    sides = [name for name, is_shown in names if is_shown]
    heads = Markup("").join(Markup("<th>{}</th>").format(side) for side in sides)
    yield Markup("<table>\n<thead><tr><td></td>{}</tr></thead>\n<tbody>").format(heads)
    for difference in differences:
        texts = reader_text.sides(difference)
        shown = _sides(difference, *texts) if len(sides) > 1 else [_lines("".join(texts))]
        cells = Markup("").join(
            Markup('<td data-label="{}"{}>{}</td>').format(side, _lang_attribute(difference), text)
            for side, text in zip(sides, shown, strict=True)
        )
        label = labels.difference_label(change, difference)
        yield Markup("<tr><th>{}</th>{}</tr>").format(label, cells)
    yield Markup("</tbody>\n</table>")


def _sides(difference: Difference, old: str, new: str) -> tuple[Markup, Markup]:
    """Both sides of a difference: removed words marked on the old, added words on the new."""
    if not difference.language or not old or not new:
        return _marked("gone", old), _marked("new", new)
    runs = word_diff(old, new)
    before, after = (
        Markup("").join(_marked(mark, words) for mark, words in runs if mark in ("same", side))
        for side in ("gone", "new")
    )
    return before, after


def _lines(text: str) -> Markup:
    """A text that is only in one of the states: without marks, which make it harder to read."""
    return Markup("<br>").join(text.split("\n"))


def _marked(mark: RunType, words: str) -> Markup:
    html = Markup(_TAGS[mark]).format(words) if words else Markup("–")
    return Markup(str(html).replace("\n", "<br>"))


def _lang_attribute(difference: Difference) -> Markup:
    """The lang attribute for a difference, or nothing if it has no language."""
    return Markup(' lang="{}"').format(difference.language) if difference.language else Markup()


def _list(items: Iterable[Markup]) -> Markup:
    rows = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup("<ul>{}</ul>").format(rows) if rows else Markup()
