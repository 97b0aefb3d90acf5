"""Withdraws a page of a version: no file of the version contains its texts afterwards.

The page gets the public note. So does every other page that shows one of its texts or leads to one
of its entries. Exports lose its entries. Search indexes, whose texts are encoded, are removed.
What generated pages show of a hand-written page, such as its title in the menu, stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from . import codes
from .codes import refusal
from .decisions import Decision
from .manifest import MANIFEST, as_json, digest
from .published_version import Version
from .renderer import Renderer
from .sbom import SBOM
from .texts import contains, forms_of, parts_of
from .withdrawal import (
    is_text_export,
    language_of,
    note_page,
    note_text,
    refuse_without_note,
    tagged_digest,
)
from .written_texts import own_parts, pages_without_entries

_SEARCH = re.compile(r"(?:^|/)search/(?:index|answers-\d+)\.json$")
"""The files of a search index."""
_EXPORTS = ("entries.json", "playbook.json")


@dataclass(frozen=True)
class _WithdrawnContent:
    """Pages of a version, the ids of their entries, and the parts of their texts.

    ``shared`` are parts that entries of other pages have too; these are not withdrawn.
    """

    pages: frozenset[str]
    ids: frozenset[str]
    parts: frozenset[str]
    shared: frozenset[str]


def page_address(version: Version, page: str) -> str:
    """The address of a page in the default language. Raises RefusedError if it does not exist."""
    address = _without_root(version, f"{page.strip('/')}/")
    if address not in version.index["pages"]:
        raise refusal(codes.NO_PAGE, version.text, version=version.text, page=page)
    return address


def chosen_pages(
    versions: Iterable[Version], first: Version, pages: Iterable[str]
) -> list[tuple[Version, tuple[str, ...]]]:
    """The pages to withdraw from each version, without versions that have none of them.

    ``pages`` are pages of ``first``. In another version, they are the pages with the same
    addresses, and those that have an entry of these pages. Raises RefusedError if ``first`` lacks
    a page.
    """
    addresses = {page_address(first, page) for page in pages}
    ids = _ids(first, tuple(addresses))
    chosen = []
    for version in versions:
        entries = version.index["entries"].items()
        found = {entry["page"] for id, entry in entries if id in ids}
        found |= addresses & set(version.index["pages"])
        if found:
            chosen.append((version, tuple(sorted(found))))
    return chosen


def without_entries(version: Version, pages: tuple[str, ...], decision: Decision) -> Version:
    """A version whose exports lack the entries of some pages. Raises RefusedError.

    Its manifest names the decision; its files are still the old ones.
    """
    refuse_without_note(version, decision)
    decision = replace(decision, previous_digest=tagged_digest(version), pages=pages)
    ids = _ids(version, pages)
    index, data = dict(version.index), dict(version.playbook)
    index["entries"] = {id: e for id, e in index["entries"].items() if id not in ids}
    index["pages"] = [page for page in index["pages"] if _without_root(version, page) not in pages]
    index["places"] = {id: page for id, page in index["places"].items() if page not in pages}
    record = {**decision.to_json(), "entries": sorted(ids)}
    index["withdrawn_pages"] = [*index.get("withdrawn_pages", ()), record]
    data["entries"] = [entry for entry in data["entries"] if entry["id"] not in ids]
    chapters = {id for id, page in version.index["places"].items() if page in pages}
    data["chapters"] = [each for each in data["chapters"] if each["id"] not in chapters]
    if data.get("release"):
        changes = [each for each in data["release"]["changes"] if each["id"] not in ids]
        data["release"] = {**data["release"], "changes": changes}
        if files := data["release"].get("files"):
            gone = {unquote(f"{root}{page}") for root in index["roots"].values() for page in pages}
            kept = [each for each in files if gone.isdisjoint(_addresses(each["path"]))]
            data["release"]["files"] = kept
    data["withdrawn_pages"] = index["withdrawn_pages"]
    decisions = (*version.manifest.withdrawn_pages, decision)
    manifest = replace(version.manifest, withdrawn_pages=decisions)
    return Version(manifest, version.manifest_digest, index, as_json(data))


def _addresses(path: str) -> Iterator[str]:
    """The addresses that a Markdown file may have, as the folder of all pages is not known."""
    parts = path.rpartition(".")[0].split("/")
    folders = parts[:-1] if parts[-1] in ("index", "README") else parts
    yield from ("".join(f"{part}/" for part in folders[start:]) for start in range(len(parts)))


def without_texts(
    old: Version, new: Version, files: Mapping[str, bytes], renderer: Renderer
) -> tuple[Version, dict[str, bytes], frozenset[str]]:
    """Complete the version ``new`` from `without_entries`; ``files`` are those of the old version.

    Returns the version with its manifest, its files by path, and the texts that it keeps because
    other pages have them too.
    """
    decision = new.manifest.withdrawn_pages[-1]
    new_files = {"entries.json": as_json(new.index), "playbook.json": new.data}
    exports = [data.decode() for data in new_files.values()]
    gone = _withdrawn_content(old, files, decision.pages, exports)
    for path, data in files.items():
        if path in (MANIFEST, *_EXPORTS):
            continue
        if _is_kept(path, data, gone):
            new_files[path] = data
            continue
        language = language_of(path, old.index["roots"])
        if path.endswith(".html"):
            new_files[path] = note_page(old, decision, path, language, renderer)
        elif is_text_export(path):
            new_files[path] = note_text(old, decision, language, renderer)
    digests = {path: digest(data) for path, data in sorted(new_files.items())}
    manifest = replace(new.manifest, files=digests)
    new_files[MANIFEST] = manifest.to_bytes()
    new = replace(new, manifest=manifest, manifest_digest=digest(new_files[MANIFEST]))
    return new, new_files, gone.shared


def _withdrawn_content(
    version: Version, files: Mapping[str, bytes], pages: tuple[str, ...], exports: list[str]
) -> _WithdrawnContent:
    """The parts of a version that are withdrawn."""
    ids = _ids(version, pages)
    entries = [entry for entry in version.playbook["entries"] if entry["id"] in ids]
    parts = set(parts_of(entries))
    roots = version.index["roots"].values()
    addresses = {f"{root}{page}" for root in roots for page in pages}
    parts |= own_parts(pages_without_entries(version, pages), files)
    exported = [form for text in exports for form in forms_of(text)]
    shared = {part for part in parts if any(part in form for form in exported)}
    return _WithdrawnContent(
        frozenset(addresses), frozenset(ids), frozenset(parts - shared), frozenset(shared)
    )


def _ids(version: Version, pages: tuple[str, ...]) -> set[str]:
    entries: Mapping[str, Any] = version.index["entries"]
    return {id for id, entry in entries.items() if entry["page"] in pages}


def _without_root(version: Version, page: str) -> str:
    """The address of a page in any language without the folder of the language."""
    roots = sorted(version.index["roots"].values(), key=len, reverse=True)
    return page.removeprefix(next(root for root in roots if page.startswith(root)))


def _is_kept(path: str, data: bytes, gone: _WithdrawnContent) -> bool:
    """Whether a file contains nothing of what is withdrawn."""
    if path.removesuffix("index.html") in gone.pages or _SEARCH.search(path):
        return False
    if path == SBOM or b"\0" in data:
        return True
    return not contains(data.decode("utf-8", "replace"), gone.parts, gone.ids)
