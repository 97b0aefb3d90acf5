"""Renders changes as text, Markdown, JSON and HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict

from markupsafe import Markup, escape

from ..visible import as_json as json_text
from ..visible import escape_markdown, visible
from ..words.catalogue import Words
from .change import Change, Difference
from .gaps import Gap
from .labels import Labels
from .word_diff import RunType, shortened, word_diff

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
                lines.append(f"    {labels.label(difference)}: {words}")
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
                lines.append(f"- *{labels.label(difference)}:* {_with_del_and_ins(difference)}")
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


def runs_of(difference: Difference) -> Iterable[tuple[RunType, str]]:
    """The diff runs of a field: word by word for texts, as a whole for choices."""
    old, new = visible(difference.old), visible(difference.new)
    is_list = any(sign in words for sign in (", ", ";", "\n") for words in (old, new))
    if difference.key == "verdict" or not (difference.language or is_list):
        return [run for run in (("gone", old), ("new", new)) if run[1]]
    return shortened(word_diff(old, new))


def as_html(changes: Sequence[Change], labels: Labels) -> str:
    """An HTML section without styles and scripts."""
    parts = [Markup('<section class="changes" lang="{}">').format(labels.words.language)]
    parts.append(Markup('<p class="lead">{}</p>').format(labels.summary(changes)))
    for title, errors in labels.unread():
        items = Markup("").join(Markup("<li>{}</li>").format(error) for error in errors)
        parts.append(Markup("<p>{}</p>\n<ul>{}</ul>").format(title, items))
    for change_type, group in labels.groups(changes):
        heading = labels.heading(change_type, len(group))
        parts.append(Markup('<h2 class="change-{}">{}</h2>').format(change_type, heading))
        for change in group:
            parts += _article(change, labels)
    return "\n".join([*parts, Markup("</section>")]) + "\n"


def _article(change: Change, labels: Labels) -> list[Markup]:
    fields = [
        Markup("<div><dt>{}</dt><dd{}>{}</dd></div>").format(
            labels.label(difference), _lang(difference), _html_runs(difference)
        )
        for difference in labels.shown(change)
    ]
    return [
        Markup('<article class="change"><h3>{} <small>{}</small></h3>').format(
            labels.title(change), labels.kind(change)
        ),
        *([Markup("<dl>"), *fields, Markup("</dl>")] if fields else []),
        *(Markup("<p>{}</p>").format(note) for note in labels.notes(change)),
        Markup("</article>"),
    ]


def _lang(difference: Difference) -> Markup:
    """The lang attribute of a text, if it has a language."""
    return Markup(' lang="{}"').format(difference.language) if difference.language else Markup()


def _html_runs(difference: Difference) -> Markup:
    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    runs = runs_of(difference)
    html = Markup("").join(Markup(tags[mark]).format(words) for mark, words in runs)
    return Markup(str(html).replace("\n", "<br>"))


def as_json(changes: Sequence[Change], labels: Labels) -> str:
    """Every part of every change, for programs; ``unread`` only if a state was not read in full."""
    unread = {"unread": [_unread(gap) for gap in labels.gaps]} if labels.gaps else {}
    document = {
        "format": 1,
        **unread,
        "changes": [_change(change) for change in changes],
    }
    return json_text(document)


def _change(change: Change) -> dict[str, object]:
    """A change with the keys of the published format: ``sort`` is its type."""
    data = asdict(change)
    differences = [{_KEYS.get(key, key): value for key, value in difference.items()}
                   for difference in data.pop("differences")]  # fmt: skip
    renamed = {_KEYS.get(key, key): value for key, value in data.items()}
    return {**renamed, "differences": differences, "binds": change.binds}


_KEYS = {"change_type": "sort", "untranslated": "left_behind"}
"""Published keys of the fields that have another name in the code."""


def _unread(gap: Gap) -> dict[str, object]:
    """A state that was not read in full, with its errors in the format of `playbook check`."""
    return {
        "side": gap.side,
        "state": gap.asked,
        "errors": [
            {**asdict(problem.location), "code": problem.code, "message": problem.message,
             "cure": problem.cure}
            for problem in gap.problems
        ],
    }  # fmt: skip


STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem; border-bottom: 2px solid; padding-bottom: .25rem }
h3 { margin: 1.5rem 0 .25rem }
h3 small { font-weight: normal; opacity: .75; margin-left: .5em }
dl, dd, p { margin: .25rem 0 }
dt { font-weight: 600; margin-top: .5rem }
del, ins { border-radius: .2em; padding: 0 .15em }
del { background: light-dark(#fbe3e4, #5c1f24) }
ins { background: light-dark(#dcf3e1, #174d29) }
del + ins { margin-left: .25em }
"""
"""The inline style of the stand-alone page."""


def html_page(html: str, labels: Labels) -> str:
    """The section as a complete HTML page."""
    title = escape(labels.words("diff.title"))
    return (
        f'<!doctype html>\n<html lang="{labels.words.language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n{html}</html>\n"
    )


def _runs(difference: Difference, marks: Mapping[RunType, str]) -> str:
    runs = runs_of(difference)
    return "".join(marks[mark].format(words) for mark, words in runs)


RENDERERS: Mapping[str, Renderer] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "html": lambda changes, labels: html_page(as_html(changes, labels), labels),
}
