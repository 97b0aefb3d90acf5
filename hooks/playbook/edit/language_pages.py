"""Removes the hand-written pages of languages, and moves those of a new first language.

The pages of the first language are at the top of ``docs/``, and those of each other language in a
folder with its code.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import Location, Phrase
from ..source.folders import CONFIG, folders_of
from ..source.links import is_linked
from .docs_links import location_in, page_text
from .draft import Draft
from .file_edits import Step
from .mkdocs_settings import changed_settings
from .offset_changes import Change, apply_changes
from .page_source import is_relative, links_in
from .uses import PageLink

PLACEHOLDER = ".gitkeep"
"""An empty file, which keeps an otherwise empty folder in Git."""


@dataclass
class PageChanges:
    """The new content of files, the plan's lines, and the links that need a decision."""

    texts: dict[str, str | bytes | None] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    undecided: tuple[PageLink, ...] = ()


def page_changes(
    draft: Draft, before: Sequence[str], removed: frozenset[str], *, unlink: bool
) -> PageChanges:
    """The changes in ``docs/`` and in ``mkdocs.yml`` after the removal of some languages.

    ``before`` are all languages of the handbook, the first one first, and ``removed`` those that
    are removed.
    """
    moves = moved_pages(draft.project, before, removed)
    docs = folders_of(draft.project).docs
    changes = PageChanges()
    undecided: list[PageLink] = []
    removed_first = sorted(moves.items(), key=lambda move: move[1] is not None)
    for old, new in removed_first:
        old_path = f"{docs}/{old}"
        if new is None:
            changes.texts[old_path] = None
            change = Phrase("edit.removed-file", path=old_path)
            changes.steps.append(Step(Location(old_path), change))
            continue
        raw = (draft.project / docs / old).read_bytes()
        content: str | bytes = raw
        is_edited = False
        if old.endswith(".md"):
            text = page_text(old_path, raw)
            content, links = _with_links(text, old, new, moves, docs, unlink=unlink)
            is_edited = content != text
            undecided += links
        if old != new:
            changes.texts[old_path] = None
            change = Phrase("rename.file", path=old_path, new=f"{docs}/{new}")
            changes.steps.append(Step(Location(old_path), change))
        if old != new or is_edited:
            changes.texts[f"{docs}/{new}"] = content
    if moves and not any(moves.values()):  # MkDocs needs the folder, also in a new clone
        changes.texts[f"{docs}/{PLACEHOLDER}"] = ""
        changes.steps.append(Step(Location(docs), Phrase("edit.kept-folder")))
    new_names = {old: new for old, new in moves.items() if old != new}
    config = draft.project / CONFIG
    if config.is_file() and not is_linked(config, draft.project):
        text = page_text(CONFIG, config.read_bytes())
        new_config = changed_settings(text, new_names, set(moves.values()), before, removed)
        if new_config != text:
            changes.texts[CONFIG] = new_config
            changes.steps.append(Step(Location(CONFIG), Phrase("edit.changed-settings")))
    changes.undecided = tuple(undecided)
    return changes


def moved_pages(
    project: Path, before: Sequence[str], removed: frozenset[str]
) -> Mapping[str, str | None]:
    """The new path of each file in ``docs/`` by its old one, or None if the file is removed.

    The paths are relative to ``docs/``. Files of the first language that are not pages, such as
    images, belong to all languages.
    """
    folder = project / folders_of(project).docs
    first = next(language for language in before if language not in removed)
    has_new_first = first != before[0]
    moves: dict[str, str | None] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if not path.is_file() or is_linked(path, project):
            continue
        name = path.relative_to(folder).as_posix()
        head, _, rest = name.partition("/")
        language = head if rest and head in before[1:] else before[0]
        is_shared = language == before[0] and not name.endswith(".md")
        if language in removed and not is_shared:
            moves[name] = None
        elif has_new_first and language == first and not is_shared:
            moves[name] = rest
        else:
            moves[name] = name
    new_names = {new for old, new in moves.items() if new is not None and old != new}
    # a file is removed if another one moves to its path
    return {old: None if new == old and new in new_names else new for old, new in moves.items()}


def _with_links(
    text: str, old: str, new: str, moves: Mapping[str, str | None], docs: str, *, unlink: bool
) -> tuple[str, list[PageLink]]:
    """The text of a page with new addresses in its links, and the links that need a decision."""
    page = f"{docs}/{old}"
    changes: list[Change] = []
    undecided: list[PageLink] = []
    for link in links_in(text):
        address = _new_address(link.address, old, new, moves)
        if address is not None:
            changes += link.with_address(address) if address != link.address else ()
        elif unlink:
            changes += link.removal(text)
        else:
            location = location_in(page, text, link.start)
            undecided.append(PageLink(page, link, location, link.address, kinds=("page",)))
    return apply_changes(page, text, changes), undecided


def _new_address(address: str, old: str, new: str, moves: Mapping[str, str | None]) -> str | None:
    """The address of a link after the moves; None if its page is removed and no other has it."""
    path, separator, anchor = address.partition("#")
    if not is_relative(path):
        return address
    target = posixpath.normpath(posixpath.join(posixpath.dirname(old), path))
    candidates = [target]
    if _is_removed(target, moves):
        candidates += _in_another_language(target, moves)
    kept = next((each for each in candidates if not _is_removed(each, moves)), None)
    if kept is None:
        return None
    is_unmoved = kept == target and moves.get(target, target) == target
    if is_unmoved and old == new:
        return address
    new_target = moves.get(kept) or _generated(kept, old, new)
    relative = posixpath.relpath(new_target, posixpath.dirname(new) or ".")
    return f"{relative}{'/' if path.endswith('/') else ''}{separator}{anchor}"


def _is_removed(target: str, moves: Mapping[str, str | None]) -> bool:
    return target in moves and moves[target] is None


def _in_another_language(target: str, moves: Mapping[str, str | None]) -> Iterator[str]:
    """The same page in another language: with another folder, or with none."""
    _, _, rest = target.partition("/")
    for name, new in moves.items():
        if new is not None and (name in (rest, target) or new == target):
            yield name


def _generated(target: str, old: str, new: str) -> str:
    """The path of a generated page, which moves along with the pages of its language."""
    folder = old.removesuffix(new)
    if not folder or old == new:
        return target
    return target.removeprefix(folder) if f"{target}/" != folder else "."
