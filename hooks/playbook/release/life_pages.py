"""Renders the page of an entry's life: all its versions, across renames and moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..changes.change import Difference
from ..changes.reader_text import as_read
from ..changes.word_diff import RunType, diff_runs
from .change_pairs import new_decisions
from .lives import Comparison, Event, Life, lives
from .permanent_pages import withdrawn_entry
from .published_version import Version
from .renderer import Renderer

FOLDER = "history/"
"""The folder of the page below the permanent page of its entry, ``r/ID/``."""
Run = tuple[RunType, str]
Passage = tuple[str, str, list[Run]]
"""A changed field: its label, its language if the page has another one, and its words."""


def life_pages(
    renderer: Renderer, language: str, root: str, comparisons: Sequence[Comparison]
) -> Iterator[tuple[str, str]]:
    """The path and the content of the page of each entry in a language, under each of its names.

    Every entry of a kind that binds has such a page, so that every link to one works. The page of
    an entry that never changed, and that of a former name, is small.
    """
    words, decisions = renderer.ui_strings[language], new_decisions(renderer.versions)
    for life in lives(renderer.versions, comparisons, words):
        variables = {**_variables(renderer, language, life), "decisions": decisions}
        for name in life.names:
            path = f"{root}r/{name}/{FOLDER}"
            text = renderer.render("life.html", path, language, name=name, **variables)
            yield f"{path}index.html", text
    yield from _withdrawn_pages(renderer, language, root)


def _variables(renderer: Renderer, language: str, life: Life) -> dict[str, Any]:
    """The variables of the page that are the same for all names of the entry."""
    shown = life.events if len(life.events) > 1 else ()
    first = life.events[-1].after if life.events else None
    return {
        "title": _title(_newest(renderer, life), life, language),
        "events": [_event(event, language) for event in shown],
        "first": first,
        "current": life.names[0],
        "withdrawn": [
            version.text
            for version in renderer.all_versions
            if version.manifest.withdrawn
            and (first is None or version.manifest.date >= first.manifest.date)
        ],
    }


def _newest(renderer: Renderer, life: Life) -> Version:
    """The version in force if it has the entry, otherwise the highest one that has it."""
    candidates = (renderer.latest, *reversed(renderer.versions))
    return next(
        version
        for version in candidates
        if any(name in version.index["entries"] for name in life.names)
    )


def _title(version: Version, life: Life, language: str) -> str:
    entries = version.index["entries"]
    title = next(entries[name]["title"] for name in life.names if name in entries)
    return str(title.get(language) or next(iter(title.values())))


def _event(event: Event, language: str) -> dict[str, Any]:
    """What the page shows of an event."""
    entries = event.after.index["entries"]
    shown_version = event.after if event.id in entries or event.before is None else event.before
    entry = shown_version.index["entries"].get(event.id)
    root = shown_version.index["roots"].get(language, "")
    folder = f"{shown_version.text}/{root}"
    return {
        "version": event.after,
        "before": event.before,
        "change": event.change,
        "labels": event.changes.labels,
        "place": f"{folder}{entry['page']}#{event.id}" if entry else folder,
        "passages": list(_passages(event, language)),
        "is_unread": event.change.id in event.changes.unread,
    }


def _passages(event: Event, language: str) -> Iterator[Passage]:
    labels = event.changes.labels
    for difference in labels.reader_differences(event.change):
        other_language = difference.language if difference.language != language else ""
        shown = _with_chapter_titles(_without_markup(difference), event, language)
        label = labels.field_label(event.change, difference.key)
        yield label, other_language, list(_with_spaces_outside(diff_runs(shown)))


def _with_spaces_outside(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with the space around changed words outside their mark; the page collapses it."""
    for mark, words in runs:
        inner = words.strip()
        if mark == "same" or not inner:
            yield mark, words
            continue
        before, _, after = words.partition(inner)
        parts: tuple[Run, ...] = (("same", before), (mark, inner), ("same", after))
        yield from (run for run in parts if run[1])


def _without_markup(difference: Difference) -> Difference:
    """The difference as readers see it; its texts already have the values of their versions."""
    if not difference.language:
        return difference
    return replace(difference, old=as_read(difference.old, {}), new=as_read(difference.new, {}))


def _with_chapter_titles(difference: Difference, event: Event, language: str) -> Difference:
    """The difference with the titles of chapters instead of their ids."""
    if difference.key != "chapter" or event.before is None:
        return difference
    titles = (_chapter_titles(version, language) for version in (event.before, event.after))
    old, new = (
        by_id.get(id, id)
        for by_id, id in zip(titles, (difference.old, difference.new), strict=True)
    )
    return replace(difference, old=old, new=new)


def _chapter_titles(version: Version, language: str) -> dict[str, str]:
    chapters = (chapter for own in version.state.chapters.values() for chapter in own)
    return {
        chapter.id: chapter.title.get(language) or next(iter(chapter.title.values()))
        for chapter in chapters
    }


def _withdrawn_pages(renderer: Renderer, language: str, root: str) -> Iterator[tuple[str, str]]:
    """The note in place of the page of each entry that was withdrawn from every version."""
    kept = {id for version in renderer.versions for id in version.index["entries"]}
    gone = {
        id
        for version in renderer.all_versions
        for decision in version.index.get("withdrawn_pages", ())
        for id in decision["entries"]
    }
    for id in sorted(gone - kept):
        version, decision = next(withdrawn_entry(renderer.all_versions, id))
        path = f"{root}r/{id}/{FOLDER}"
        yield (
            f"{path}index.html",
            renderer.render("withdrawn.html", path, language, version=version, decision=decision),
        )
