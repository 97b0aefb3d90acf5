"""Compares chapters: their ids, titles and summaries. Chapters bind nobody; their entries do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.entry import Chapter
from ..model.playbook import Playbook
from .change import Change, ChangeType, Difference

_TEXTS = ("title", "summary")


def chapter_changes(
    old: Playbook, new: Playbook, language: str, renamed: Mapping[str, str]
) -> Iterator[Change]:
    """A change for each chapter that is new, gone, renamed or has another title or summary.

    ``renamed`` maps former ids to current ones. A chapter of a state that was not read in full may
    exist, and is neither new nor gone.
    """
    before = {renamed.get(id, id): chapter for id, chapter in _chapters(old).items()}
    after = _chapters(new)
    former_ids = {id: former_id for former_id, id in renamed.items()}
    existing = {*before, *old.chapter_of.values(), *former_ids}
    for id, (kind, chapter) in after.items():
        if id in former_ids:
            renaming = Difference("id", "moved", language="", old=former_ids[id], new=id)
            yield _change(kind, chapter, "moved", (renaming,))
        if id in before:
            differences = tuple(_differences(before[id][1], chapter, new.languages, language))
            if differences:
                yield _change(kind, chapter, "editorial", differences)
        elif id not in existing and old.is_whole:
            yield _change(kind, chapter, "added")
    for id, (kind, chapter) in before.items():
        if id not in after and new.is_whole:
            yield _change(kind, chapter, "removed")


def _chapters(playbook: Playbook) -> dict[str, tuple[str, Chapter]]:
    """The chapters by id, each with its kind."""
    return {
        chapter.id: (kind, chapter)
        for kind, chapters in playbook.chapters.items()
        for chapter in chapters
    }


def _differences(
    before: Chapter, after: Chapter, languages: list[str], first: str
) -> Iterator[Difference]:
    """The changed texts, those in the language of the report first."""
    for name in _TEXTS:
        old, new = getattr(before, name), getattr(after, name)
        for language in dict.fromkeys((first, *languages)):
            texts = [" ".join(text.get(language, "").split()) for text in (old, new)]
            if texts[0] != texts[1]:
                yield Difference(name, "editorial", language, *texts)


def _change(
    kind: str, chapter: Chapter, change_type: ChangeType, differences: tuple[Difference, ...] = ()
) -> Change:
    return Change(
        chapter.id, kind, change_type, chapter.title, differences=differences,
        of_binding_kind=False, is_chapter=True,
    )  # fmt: skip
