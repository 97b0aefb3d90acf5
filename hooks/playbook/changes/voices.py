"""Changes as text, as Markdown, as JSON and as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict

from markupsafe import Markup, escape

from ..visible import as_json as written
from ..visible import escape_markdown, visible
from ..words.catalogue import Words
from .change import Change, Difference
from .gaps import Gap
from .marked import Mark, marked, shortened
from .telling import Telling

Voice = Callable[[Sequence[Change], Telling], str]


def as_text(changes: Sequence[Change], telling: Telling) -> str:
    """Lines for a terminal, with words that are gone and new as git marks them."""
    marks: Mapping[Mark, str] = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    lines = [telling.summary(changes)]
    for title, errors in telling.unread():
        lines += ["", title, *(f"  {error}" for error in errors)]
    for sort, group in telling.groups(changes):
        lines += ["", telling.heading(sort, len(group))]
        for change in group:
            lines.append(f"  {telling.title(change)} ({telling.kind(change)}: {change.id})")
            for difference in telling.shown(change):
                words = _runs(difference, marks).replace("\n", "\n      ")
                lines.append(f"    {telling.label(difference)}: {words}")
            lines += [f"    {note}" for note in telling.notes(change)]
    return "\n".join(lines)


def as_markdown(changes: Sequence[Change], telling: Telling) -> str:
    """A comment for a pull request."""
    lines = head(telling.summary(changes), telling.unread(), telling.words)
    for sort, group in telling.groups(changes):
        lines += ["", f"### {telling.heading(sort, len(group))}"]
        for change in group:
            kind = telling.kind(change)
            lines += [
                "",
                f"**{escape_markdown(telling.title(change))}** · {kind} · `{change.id}`",
                "",
            ]
            for difference in telling.shown(change):
                lines.append(f"- *{telling.label(difference)}:* {_struck(difference)}")
            lines += [f"- {escape_markdown(note)}" for note in telling.notes(change)]
    return "\n".join(lines)


def head(
    summary: str, unread: Iterable[tuple[str, Sequence[str]]], words: Words
) -> list[str]:  # fmt: skip
    """How a comment begins: how much changed, and what was not read."""
    lines = [f"## {words('diff.title')}", "", summary]
    for title, errors in unread:
        lines += [
            "",
            escape_markdown(title),
            "",
            *(f"- {escape_markdown(error)}" for error in errors),
        ]
    return lines


def _struck(difference: Difference) -> str:
    """Old words struck out and new ones bold; HTML's tags, as signs of Markdown's need spaces."""
    marks: Mapping[Mark, str] = {
        "same": "{}", "gone": "<del>{}</del>", "new": "<ins>**{}**</ins>",
    }  # fmt: skip
    plain: Mapping[Mark, str] = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    runs = runs_of(difference)
    parts = [
        (marks if words == words.strip() else plain)[mark].format(escape_markdown(words))
        for mark, words in runs
    ]
    return "".join(parts).replace("\n", "<br>")


def runs_of(difference: Difference) -> Iterable[tuple[Mark, str]]:
    """The words of a field, marked: those of a text one by one, and a choice as a whole."""
    old, new = visible(difference.old), visible(difference.new)
    is_list = any(sign in words for sign in (", ", ";", "\n") for words in (old, new))
    if difference.key == "verdict" or not (difference.language or is_list):
        return [run for run in (("gone", old), ("new", new)) if run[1]]
    return shortened(marked(old, new))


def as_html(changes: Sequence[Change], telling: Telling) -> str:
    """A section for a page of its own or of a release: no styles and no scripts in it."""
    parts = [Markup('<section class="changes" lang="{}">').format(telling.words.language)]
    parts.append(Markup('<p class="lead">{}</p>').format(telling.summary(changes)))
    for title, errors in telling.unread():
        items = Markup("").join(Markup("<li>{}</li>").format(error) for error in errors)
        parts.append(Markup("<p>{}</p>\n<ul>{}</ul>").format(title, items))
    for sort, group in telling.groups(changes):
        heading = telling.heading(sort, len(group))
        parts.append(Markup('<h2 class="change-{}">{}</h2>').format(sort, heading))
        for change in group:
            parts += _article(change, telling)
    return "\n".join([*parts, Markup("</section>")]) + "\n"


def _article(change: Change, telling: Telling) -> list[Markup]:
    fields = [
        Markup("<div><dt>{}</dt><dd{}>{}</dd></div>").format(
            telling.label(difference), _lang(difference), _ins_and_del(difference)
        )
        for difference in telling.shown(change)
    ]
    return [
        Markup('<article class="change"><h3>{} <small>{}</small></h3>').format(
            telling.title(change), telling.kind(change)
        ),
        *([Markup("<dl>"), *fields, Markup("</dl>")] if fields else []),
        *(Markup("<p>{}</p>").format(note) for note in telling.notes(change)),
        Markup("</article>"),
    ]


def _lang(difference: Difference) -> Markup:
    """The attribute that says in which language a text is, where it is a text of one."""
    return Markup(' lang="{}"').format(difference.language) if difference.language else Markup()


def _ins_and_del(difference: Difference) -> Markup:
    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    runs = runs_of(difference)
    html = Markup("").join(Markup(tags[mark]).format(words) for mark, words in runs)
    return Markup(str(html).replace("\n", "<br>"))


def as_json(changes: Sequence[Change], telling: Telling) -> str:
    """Every part of every change, for programs; ``unread`` only where something was not read."""
    unread = {"unread": [_unread(gap) for gap in telling.gaps]} if telling.gaps else {}
    document = {
        "format": 1,
        **unread,
        "changes": [{**asdict(change), "binds": change.binds} for change in changes],
    }
    return written(document)


def _unread(gap: Gap) -> dict[str, object]:
    """A state that was not read in full, with its errors as `playbook check` gives them."""
    return {
        "side": gap.side,
        "state": gap.asked,
        "errors": [
            {**asdict(problem.place), "code": problem.code, "message": problem.message,
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
"""How the page looks by itself, with nothing from elsewhere."""


def page(html: str, telling: Telling) -> str:
    """A section as a page that a browser can open."""
    title = escape(telling.words("diff.title"))
    return (
        f'<!doctype html>\n<html lang="{telling.words.language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n{html}</html>\n"
    )


def _runs(difference: Difference, marks: Mapping[Mark, str]) -> str:
    runs = runs_of(difference)
    return "".join(marks[mark].format(words) for mark, words in runs)


VOICES: Mapping[str, Voice] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "html": lambda changes, telling: page(as_html(changes, telling), telling),
}
