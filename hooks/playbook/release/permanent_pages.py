"""Renders the permanent page of each id, which leads to where its entry is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .manifest import LATEST
from .previews import preview
from .published_version import Version
from .renderer import Renderer


def permanent_pages(renderer: Renderer, language: str, root: str) -> Iterator[tuple[str, str]]:
    """The path and the content of each permanent page in a language."""
    for id in _all_ids(renderer.all_versions):
        yield from _permanent_page(renderer, language, root, id)


def _all_ids(versions: Sequence[Version]) -> list[str]:
    """Every id, chapter and kind that any version has or had, in alphabetical order."""
    ids: set[str] = set()
    for version in versions:
        ids |= {*version.index["entries"], *version.index["places"]}
        for decision in version.index.get("withdrawn_pages", ()):
            ids |= set(decision["entries"])
        for entry in version.index["entries"].values():
            ids |= set(entry.get("previous_ids", ()))
    return sorted(ids)


def _permanent_page(
    renderer: Renderer, language: str, root: str, id: str
) -> Iterator[tuple[str, str]]:
    """The permanent page of an id; it leads to the latest version that has the entry."""
    path = f"{root}r/{id}/"
    for version in (renderer.latest, *reversed(renderer.versions)):
        entry_address = address_of(version.index, id)
        if entry_address is not None:
            is_current = version is renderer.latest
            folder = LATEST if is_current else version.text
            current_id, address = entry_address
            variables = {
                "target": f"{folder}/{version.index['roots'].get(language, '')}{address}",
                "entry": version.index["entries"].get(current_id),
                "found_in": version,
                "is_current": is_current,
                "preview": preview(
                    version, current_id, renderer.ui_strings[language], is_current=is_current
                ),
            }
            text = renderer.render("permanent.html", path, language, id=id, **variables)
            yield f"{path}index.html", text
            return
    for version, decision in withdrawn_entry(renderer.all_versions, id):
        text = renderer.render(
            "withdrawn.html", path, language, version=version, decision=decision
        )  # fmt: skip
        yield f"{path}index.html", text
        return


def withdrawn_entry(
    versions: Sequence[Version], id: str
) -> Iterator[tuple[Version, Mapping[str, Any]]]:
    """The versions from which the page of an entry was withdrawn, the latest first, and why."""
    for version in reversed(versions):
        for decision in version.index.get("withdrawn_pages", ()):
            if id in decision["entries"]:
                yield version, decision


def address_of(index: Mapping[str, Any], id: str) -> tuple[str, str] | None:
    """The current id of an entry and its address, relative to the language folder of a version.

    ``id`` may be a former id, or name a chapter or a kind. Returns None if the version lacks it.
    """
    entries: Mapping[str, Any] = index["entries"]
    renamed = (current for current, entry in entries.items() if id in entry.get("previous_ids", ()))
    current_id = id if id in entries else next(renamed, id)
    if current_id in entries:
        return current_id, f"{entries[current_id]['page']}#{current_id}"
    return (id, index["places"][id]) if id in index["places"] else None
