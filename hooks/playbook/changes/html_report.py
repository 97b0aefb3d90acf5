"""Renders changes as HTML: a section for a page, and a complete page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from .change import Change, Difference
from .labels import Labels
from .word_diff import diff_runs


def as_html(changes: Sequence[Change], labels: Labels) -> str:
    """Format changes as an HTML section without styles or scripts."""
    parts = [Markup('<section class="pb-changes" lang="{}">').format(labels.words.language)]
    parts.append(Markup('<p class="pb-lead">{}</p>').format(labels.summary(changes)))
    for title, errors in labels.gap_descriptions():
        items = Markup("").join(Markup("<li>{}</li>").format(error) for error in errors)
        parts.append(Markup("<p>{}</p>\n<ul>{}</ul>").format(title, items))
    for change_type, group in labels.groups(changes):
        heading = labels.heading(change_type, len(group))
        parts.append(Markup('<h2 class="pb-change-{}">{}</h2>').format(change_type, heading))
        for change in group:
            parts += _article(change, labels)
    return "\n".join([*parts, Markup("</section>")]) + "\n"


def _article(change: Change, labels: Labels) -> list[Markup]:
    fields = [
        Markup("<div><dt>{}</dt><dd{}>{}</dd></div>").format(
            labels.label(change, difference), _lang_attribute(difference), _html_runs(difference)
        )
        for difference in labels.shown_differences(change)
    ]
    return [
        Markup('<article class="pb-change"><h3>{} <small>{}</small></h3>').format(
            labels.title(change), labels.kind(change)
        ),
        *([Markup("<dl>"), *fields, Markup("</dl>")] if fields else []),
        *(Markup("<p>{}</p>").format(note) for note in labels.notes(change)),
        Markup("</article>"),
    ]


def _lang_attribute(difference: Difference) -> Markup:
    """The lang attribute for a difference, or nothing if it has no language."""
    return Markup(' lang="{}"').format(difference.language) if difference.language else Markup()


def _html_runs(difference: Difference) -> Markup:
    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    runs = diff_runs(difference)
    html = Markup("").join(Markup(tags[mark]).format(words) for mark, words in runs)
    return Markup(str(html).replace("\n", "<br>"))


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


def html_page(section: str, labels: Labels) -> str:
    """Wrap the section in a complete HTML page."""
    title = escape(labels.words("diff.title"))
    return (
        f'<!doctype html>\n<html lang="{labels.words.language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n{section}</html>\n"
    )
