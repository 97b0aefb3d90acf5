"""Plans the removal of languages: their texts, their pages and the settings that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..languages.files import OwnLanguages
from ..model.types import ALL
from ..problems import Location, Phrase
from ..project import DATA_FOLDER
from ..source.files import LANGUAGES
from ..source.tree import DataPath, Tree
from .draft import Draft, EditRefusal, new_problems
from .file_edits import FileEdits, Step
from .language_pages import page_changes
from .next_release import notes_tree
from .removal import Plan
from .values import value_at

_CHECKS = "checks"
"""The field of an entry with its checks, some of which are for one language only."""

_BY_OTHER_NAMES = (("repository", "teams"), ("values",), ("editorial",))
"""Mappings whose keys are ids of roles, names of values and ids: one may look like a language."""


@dataclass(frozen=True)
class Languages:
    """The languages before, those to remove, and those that stay, in the handbook's order."""

    before: Sequence[str]
    removed: frozenset[str]

    @property
    def kept(self) -> list[str]:
        """The languages that stay; the first is the default."""
        return [language for language in self.before if language not in self.removed]


def plan_language_removal(draft: Draft, codes: Sequence[str], *, unlink: bool) -> Plan:
    """The plan for the removal of languages. Writes nothing. Raises EditRefusal.

    ``unlink`` keeps only the words of links to pages that no other language has.
    """
    languages = Languages(draft.playbook.languages, frozenset(codes))
    for code in codes:
        if code not in languages.before:
            raise EditRefusal(Phrase("edit.unknown", name=code, known=tuple(languages.before)))
    if not languages.kept:
        raise EditRefusal(Phrase("edit.last-language"))
    edits = FileEdits()
    notes = notes_tree(draft)
    trees = {**draft.trees, **({notes.path: notes} if notes else {})}
    for path, tree in sorted(trees.items()):
        count = _remove_texts(edits, tree, languages)
        if count:
            steps = [step for step in edits.steps if step.location.path == path]
            first = min((step.location for step in steps), default=Location(path))
            edits.steps = [step for step in edits.steps if step.location.path != path]
            change = Phrase("edit.removed-texts", count=count, languages=tuple(codes))
            edits.steps.append(Step(first, change))
    own, files = _without_own_files(draft, languages)
    pages = page_changes(draft, languages.before, languages.removed, unlink=unlink)
    texts = {**edits.texts(draft), **dict.fromkeys(files), **pages.texts}
    steps = [*edits.steps, *(_removed_file(path) for path in files), *pages.steps]
    return Plan(
        steps=tuple(sorted(steps)),
        texts=dict(sorted(texts.items())),
        undecided=pages.undecided,
        problems=tuple(new_problems(draft, texts, own)),
    )


def _removed_file(path: str) -> Step:
    return Step(Location(path), Phrase("edit.removed-file", path=path))


def _without_own_files(draft: Draft, languages: Languages) -> tuple[OwnLanguages, list[str]]:
    """The organisation's own languages that stay, and the files of the others."""
    own = draft.own_languages
    trees = {code: files for code, files in own.trees.items() if code not in languages.removed}
    folders = (draft.project / DATA_FOLDER / LANGUAGES / code for code in languages.removed)
    files = [path.relative_to(draft.project).as_posix()
             for folder in folders if folder.is_dir()
             for path in sorted(folder.iterdir()) if path.is_file()]  # fmt: skip
    return replace(own, trees=trees), files


def _remove_texts(edits: FileEdits, tree: Tree, languages: Languages) -> int:
    """Remove the texts in the languages from one file; returns their number."""
    count = 0
    for path, value in _by_language(tree.data, (), languages):
        gone = [key for key in value if key in languages.removed]
        if isinstance(value, list):
            gone_paths: list[DataPath] = [
                (*path, i) for i, item in enumerate(value) if item in gone
            ]
        else:
            gone_paths = [(*path, key) for key in gone]
        if len(gone) == len(value) and (whole := _whole(edits, tree, path, languages)):
            gone_paths = [whole]
        for each in gone_paths:
            if not edits.is_removed(tree, each):
                change = Phrase("edit.removed-texts", count=1, languages=tuple(languages.removed))
                edits.remove(tree, each, change)
                count += 1
    return count


def _by_language(
    value: Any, path: DataPath, languages: Languages
) -> Iterator[tuple[DataPath, Mapping[str, Any] | list[Any]]]:
    """Every mapping by language, and every list of languages, that has a language to remove."""
    known = {*languages.before, ALL}
    if isinstance(value, Mapping):
        if value and path not in _BY_OTHER_NAMES and value.keys() <= known:
            if languages.removed.intersection(value):
                yield path, value
            return
        for key, inner in value.items():
            yield from _by_language(inner, (*path, key), languages)
    elif isinstance(value, list):
        if path[-1:] == (LANGUAGES,):
            if languages.removed.intersection(map(str, value)):
                yield path, value
            return
        for index, inner in enumerate(value):
            yield from _by_language(inner, (*path, index), languages)


def _whole(edits: FileEdits, tree: Tree, path: DataPath, languages: Languages) -> DataPath | None:
    """What to remove if nothing is left in a mapping or a list by language, or None.

    A check that is for these languages only is removed. Its exceptions are optional, and so are
    some of its words.
    """
    if _CHECKS not in path[:-1]:
        return None
    check = path[: path.index(_CHECKS) + 2]
    if path[-1] == "exceptions":
        return path
    siblings = value_at(tree.data, path[:-1])
    others = [
        key for key, value in siblings.items()
        if key != path[-1] and isinstance(value, Mapping)
        and value.keys() <= {*languages.before, ALL} and value.keys() - languages.removed
    ] if isinstance(siblings, Mapping) and path[-1] != LANGUAGES else []  # fmt: skip
    return path if others else check
