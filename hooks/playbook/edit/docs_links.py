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
from .draft import Draft, EditRefusal
from .file_edits import Step
from .offset_changes import Change, apply_changes
from .page_source import is_relative, links_in
from .references import Replacements
from .uses import AnyUse, PageLink

_ENDING = re.compile(r"(?:(?:^|/)index)?\.md$|/$")
"""The ending of an address, which the path of a generated page does not have."""


def pages_of(project: Path) -> Iterator[tuple[str, str]]:
    """The path and the text of each hand-written page."""
    folder = project / folders_of(project).docs
    for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
        if path.is_file() and not is_linked(path, project):
            name = path.relative_to(project).as_posix()
            yield name, page_text(name, path.read_bytes())


def page_text(name: str, content: bytes) -> str:
    """The text of a page with its line endings. Raises EditRefusal if it is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EditRefusal(Phrase("edit.not-utf-8", path=name)) from error


def page_links(draft: Draft, ids: Collection[str]) -> Iterator[PageLink]:
    """The links in hand-written pages to the pages and anchors of some entries and chapters."""
    docs = folders_of(draft.project).docs
    by_page = {place: id for id in ids for place in _places(draft.playbook, id, ids)}
    for page, text in pages_of(draft.project):
        for link in links_in(text):
            address, _, anchor = link.address.partition("#")
            if link.is_image or not is_relative(address):
                continue
            language_folder, name = _target(draft, docs, page, address)
            id = by_page.get((name, anchor)) or by_page.get((name, ""))
            if id is not None:
                location = location_in(page, text, link.start)
                yield PageLink(page, link, location, id, prefix=language_folder, anchor=anchor)


def _target(draft: Draft, docs: str, page: str, address: str) -> tuple[str, str]:
    """The target of a link: the folder of its language, and its path there without its ending."""
    folder = posixpath.dirname(posixpath.relpath(page, docs))
    target = _ENDING.sub("", posixpath.normpath(posixpath.join(folder, address)))
    language, _, rest = target.partition("/")
    if language in draft.playbook.languages[1:]:
        return f"{language}/", rest
    return "", target


def _places(playbook: Playbook, id: str, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """The page and the anchor of an entry or a chapter; no anchor if it has a page of its own.

    If all entries of a shared page are among ``ids``, the page without an anchor belongs to them.
    """
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


def location_in(page: str, text: str, offset: int) -> Location:
    """The line and the column of an offset in a page."""
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
    steps, undecided = [], []
    new_addresses: list[tuple[PageLink, str | None]] = []
    for link in page_links(draft, ids):
        if new := replacements.of(link):
            address = address_from(draft, link, *address_of(draft.playbook, new))
            new_addresses.append((link, address))
            phrase = Phrase("edit.replaced-reference", id=link.target, new=new)
        elif link.target in replacements.unlink:
            new_addresses.append((link, None))
            phrase = Phrase("edit.unlinked", id=link.target)
        else:
            undecided.append(link)
            continue
        steps.append(Step(link.location, phrase))
    return changed_pages(draft.project, new_addresses), steps, undecided


def changed_pages(
    project: Path, new_addresses: Iterable[tuple[PageLink, str | None]]
) -> Mapping[str, str | None]:
    """The new texts of pages in which links get new addresses; None keeps only the words."""
    texts: dict[str, str] = {}
    changes: dict[str, list[Change]] = {}
    for each, address in new_addresses:
        text = texts.setdefault(each.page, (project / each.page).read_bytes().decode("utf-8"))
        new = each.link.removal(text) if address is None else each.link.with_address(address)
        changes.setdefault(each.page, []).extend(new)
    return {page: apply_changes(page, texts[page], items) for page, items in changes.items()}
