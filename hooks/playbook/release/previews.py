"""The title and the description of a permanent page, which programs show for a link to it."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..changes.reader_text import as_read
from ..model.entry import Entry, headline
from ..model.playbook import marked_values
from ..model.types import TextMarker
from ..words.catalogue import Words
from .published_version import Version
from .version_changes import value_texts

MAX_LENGTH = 300
"""The maximum length of a description, in characters; programs show about as much."""


class Preview(NamedTuple):
    """What a link to a permanent page shows."""

    title: str
    description: str


def preview(version: Version, id: str, words: Words, *, is_current: bool) -> Preview:
    """The preview of an entry, a chapter or a kind, by its id in a version.

    The description of a rule is its question, verdict and answer. If the version no longer applies,
    the description says so instead.
    """
    shown = _preview(version, id, words)
    gone = words("release.gone", version=version.text)
    return shown if is_current else Preview(shown.title, gone)


def _preview(version: Version, id: str, words: Words) -> Preview:
    if (entry := version.state.entries.get(id)) is not None:
        return _of_entry(version, entry, words)
    chapters = (chapter for own in version.state.chapters.values() for chapter in own)
    chapter = next((chapter for chapter in chapters if chapter.id == id), None)
    if chapter is not None:
        return Preview(*(_text(version, part, words) for part in (chapter.title, chapter.summary)))
    if id in version.state.kinds:
        return Preview(words(f"kinds.{id}.title"), words(f"kinds.{id}.about"))
    titles = version.index["entries"].get(id, {}).get("title")
    return Preview(_text(version, titles, words) or id, "")


def _of_entry(version: Version, entry: Entry, words: Words) -> Preview:
    if entry.status == "retired":
        reason = _text(version, entry.retired_because, words)
        return Preview(_text(version, entry.title, words), f"{words('retired')} {reason}".strip())
    question, title = (_text(version, text, words) for text in (headline(entry), entry.title))
    answer = _text(version, _answer(entry), words)
    verdict = _verdict(entry, words)
    parts = [
        question if question != title else "",
        f"{verdict}." if verdict and not _begins_with(answer, verdict) else "",
        answer,
    ]
    return Preview(title, _shortened(" ".join(filter(None, parts))))


def _answer(entry: Entry) -> Any:
    """The first text of an entry that answers a query; None if it has none."""
    by_key = {
        field.path[0]: field.value
        for field in marked_values(entry)
        if isinstance(field.marker, TextMarker) and not field.marker.many
    }
    return next(
        (by_key[key] for key in (*entry.spec.search.leads, "summary") if key in by_key), None
    )


def _verdict(entry: Entry, words: Words) -> str:
    """The label of the verdict, without the ellipsis of a verdict with conditions."""
    ruling = entry.spec.ruling(entry)
    if ruling is None or ruling.verdict is None:
        return ""
    return words(f"verdict.{ruling.question_type}.{ruling.verdict}").rstrip(" …")


def _begins_with(answer: str, verdict: str) -> bool:
    """Whether an answer begins with the first word of a verdict, and so says it itself."""
    first, *_ = verdict.replace(",", " ").split()
    return answer.casefold().startswith(first.casefold())


def _text(version: Version, text: Any, words: Words) -> str:
    """A text in a language, or else in the first language that it has, on one line."""
    if not text:
        return ""
    translation = text.get(words.language) or next(iter(text.values()))
    return " ".join(as_read(translation, value_texts(version, words)).split())


def _shortened(text: str) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    return text[:MAX_LENGTH].rpartition(" ")[0].rstrip(",;:") + " …"
