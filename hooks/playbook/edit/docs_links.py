"""Finds links from hand-written pages to generated pages, and cures those to removed pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from ..model.playbook import Playbook
from ..problems import Location, Phrase
from ..source.folders import folders_of
from ..source.links import is_linked
from .draft import Draft
from .file_edits import Step
from .references import Replacements
from .uses import AnyUse, PageLink

_LINK = re.compile(
    r"(?<!!)\[((?:\\.|[^\[\]\\])*)\]\(\s*<?([^()\s<>]+)>?((?:\s+(?:\"[^\"]*\"|'[^']*'))?)\s*\)"
)
"""An inline link: its words, its address and its title."""
_ENDING = re.compile(r"(?:(?:^|/)index)?\.md$|/$")


def pages_of(project: Path) -> Iterator[tuple[str, str]]:
    """The path and the text of each hand-written page."""
    folder = project / folders_of(project).docs
    for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
        if path.is_file() and not is_linked(path, project):
            yield path.relative_to(project).as_posix(), path.read_bytes().decode("utf-8")


def page_links(draft: Draft, ids: Collection[str]) -> Iterator[PageLink]:
    """The links in hand-written pages to the pages and anchors of some entries and chapters."""
    docs = folders_of(draft.project).docs
    by_page = {place: id for id in ids for place in _places(draft.playbook, id, ids)}
    for page, text in pages_of(draft.project):
        for match in _LINK.finditer(text):
            address, _, anchor = match[2].partition("#")
            prefix, name = _name(draft, docs, page, address)
            id = by_page.get((name, anchor)) or by_page.get((name, ""))
            if id is not None and not re.match("[a-z]+:", address):
                location = _location(page, text, match.start())
                yield PageLink(page, match.start(), match.end(), location, id, match[1], prefix,
                               match[3], anchor)  # fmt: skip


def _name(draft: Draft, docs: str, page: str, address: str) -> tuple[str, str]:
    """The folder of the language, and the path of a generated page without its ending."""
    folder = posixpath.dirname(posixpath.relpath(page, docs))
    target = _ENDING.sub("", posixpath.normpath(posixpath.join(folder, address)))
    language, _, rest = target.partition("/")
    if language in draft.playbook.languages[1:]:
        return f"{language}/", rest
    return "", target


def _places(playbook: Playbook, id: str, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """The page of an entry or a chapter, or the page and the anchor if it has no own page."""
    page, anchor = address_of(playbook, id)
    yield page, anchor
    if not anchor:
        return
    entry = playbook.entries[id]
    if entry.spec.layout == "kind" and all(
        other.id in ids for other in playbook.of_kind(entry.kind)
    ):
        yield page, ""


def address_of(playbook: Playbook, id: str) -> tuple[str, str]:
    """The path of the page of an entry or a chapter, without its ending, and the anchor."""
    entry = playbook.entries.get(id)
    if entry is None:
        kind = next(kind for kind, chapters in playbook.chapters.items()
                    for chapter in chapters if chapter.id == id)  # fmt: skip
        return f"{kind}/{id}", ""
    if entry.spec.layout == "entry":
        return f"{entry.kind}/{id}", ""
    chapter = playbook.chapter_of.get(id)
    return (f"{entry.kind}/{chapter}" if chapter else entry.kind), id


def _location(page: str, text: str, offset: int) -> Location:
    line = text.count("\n", 0, offset) + 1
    return Location(page, line, offset - text.rfind("\n", 0, offset))


def address_from(draft: Draft, link: PageLink, page: str, anchor: str) -> str:
    """The relative address of a generated page for a link in a hand-written page."""
    docs = folders_of(draft.project).docs
    folder = posixpath.dirname(posixpath.relpath(link.page, docs))
    target = posixpath.relpath(f"{link.prefix}{page}/index.md", folder or ".")
    return f"{target}#{anchor}" if anchor else target


def docs_changes(
    draft: Draft, ids: Collection[str], replacements: Replacements
) -> tuple[Mapping[str, str | None], Iterable[Step], Iterable[AnyUse]]:
    """The new texts of pages with links to removed ids, the plan's lines, and undecided links."""
    steps, undecided, changes = [], [], []
    for link in page_links(draft, ids):
        if new := replacements.of(link):
            address = address_from(draft, link, *address_of(draft.playbook, new))
            changes.append((link, f"[{link.words}]({address}{link.title})"))
            phrase = Phrase("edit.replaced-reference", id=link.target, new=new)
        elif link.target in replacements.unlink:
            changes.append((link, link.words))
            phrase = Phrase("edit.unlinked", id=link.target)
        else:
            undecided.append(link)
            continue
        steps.append(Step(link.location, phrase))
    return changed_pages(draft.project, changes), steps, undecided


def changed_pages(
    project: Path, changes: Iterable[tuple[PageLink, str]]
) -> Mapping[str, str | None]:
    """The new texts of pages in which links are replaced."""
    texts: dict[str, str | None] = {}
    for link, new in sorted(changes, key=lambda change: -change[0].start):
        text = texts.get(link.page) or (project / link.page).read_bytes().decode("utf-8")
        texts[link.page] = f"{text[: link.start]}{new}{text[link.end :]}"
    return texts
