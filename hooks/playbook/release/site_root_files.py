"""Generates the files at the root of the published tree from all versions."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

from ..changes.record import RecordedChange
from ..model.referenced_kinds import ROLES
from ..site.stylesheets import join
from ..words.catalogue import Words, catalogue
from .as_of import periods
from .change_pairs import compared_versions, new_decisions, published_pairs
from .manifest import LATEST
from .published_version import Version
from .version_changes import changes_between

HERE = Path(__file__).parent
PALETTE = "assets/palette.css"
STYLESHEET = "assets/tree.css"
STYLESHEET_PARTS = (
    "base/page", "layout/page", "components/text", "components/releases", "components/change",
    "components/as-of", "print/releases",
)  # fmt: skip
OFFLINE_SWITCH = b'{"offline": true}\n'
"""The content of ``offline.json``: browsers may cache the handbook.

An editor can turn that off by hand; the next publication turns it on again.
"""


@functools.cache
def templates() -> jinja2.Environment:
    """The template environment of the root pages: escapes HTML and rejects undefined names."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def site_root_files(
    versions: Sequence[Version], palette: bytes, published: Collection[str] = ()
) -> dict[str, bytes]:
    """The content of each root file by path, except for the manifest and ``versions.json``.

    ``palette`` is the style sheet with the colours of the latest version. ``published`` are the
    paths of the root files so far: the address of a page of changes stays.
    """
    assets = sorted((HERE / "assets").iterdir())
    files = {f"assets/{path.name}": path.read_bytes() for path in assets}
    files[STYLESHEET] = join(HERE / "css", STYLESHEET_PARTS).encode()
    files |= {PALETTE: palette, ".nojekyll": b"", "offline.json": OFFLINE_SWITCH}
    files |= {path: text.encode() for path, text in _pages(versions, published)}
    return files


def _pages(versions: Sequence[Version], published: Collection[str]) -> Iterator[tuple[str, str]]:
    latest = versions[-1]
    roots: Mapping[str, str] = latest.index["roots"]
    ui_strings = {language: catalogue(language, latest.language_data) for language in roots}
    renderer = _Renderer(versions, latest, ui_strings)
    yield (
        "404.html",
        renderer.render("404.html", "", next(iter(roots)), root_path=_host_path(latest)),
    )
    for language, root in roots.items():
        yield f"{root}index.html", renderer.render("index.html", root, language)
        yield from _release_pages(renderer, language, root, published)
        path = f"{root}as-of/"
        variables = {"periods": list(reversed(periods(versions)))}
        yield f"{path}index.html", renderer.render("as-of.html", path, language, **variables)
        yield f"{root}feed.xml", renderer.render("feed.xml", f"{root}feed.xml", language)
        for id in _all_ids(versions):
            yield from _permanent_page(renderer, language, root, id)


def _host_path(latest: Version) -> str:
    """The path of the tree on its host: the 404 page needs it, because it is shown at any depth."""
    return urlsplit(latest.manifest.site_url).path


class _Renderer:
    """Renders the templates with the variables of one tree."""

    def __init__(
        self, versions: Sequence[Version], latest: Version, ui_strings: Mapping[str, Words]
    ) -> None:
        self.common = {
            "versions": list(reversed(versions)),
            "latest": latest,
            "ui_strings": ui_strings,
            "roots": latest.index["roots"],
            "organisation": latest.index["organisation"],
            "public": latest.index["public"],
            "last_released": max(versions, key=lambda version: version.manifest.date),
            "changes_by_role": changes_by_role,
        }
        self.versions, self.ui_strings = versions, ui_strings

    def render(self, template: str, path: str, language: str, **variables: Any) -> str:
        """Render a template as a string.

        ``path`` is the path of the file, or for an HTML page that of its folder with a slash.
        """
        variables.setdefault("root_path", "../" * path.count("/"))
        ui_strings = self.ui_strings[language]
        return templates().get_template(template).render(
            self.common, heading=self.versions[-1].title(language), t=ui_strings,
            language=language, path=path, **variables,
        )  # fmt: skip


def _release_pages(
    renderer: _Renderer, language: str, root: str, published: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The list of releases, and a page for the changes of each version."""
    compared = compared_versions(renderer.versions)
    path = f"{root}releases/"
    diffs = {after.text: f"{before.text}-{after.text}/" for before, after in compared}
    yield f"{path}index.html", renderer.render(
        "releases.html", path, language, diffs=diffs, decisions=new_decisions(renderer.versions)
    )  # fmt: skip
    for before, after in [*compared, *published_pairs(renderer.versions, path, published)]:
        folder = f"{path}{before.text}-{after.text}/"
        comparison = changes_between(before, after, renderer.ui_strings[language])
        text = renderer.render(
            "diff.html", folder, language, before=before, after=after, comparison=comparison
        )  # fmt: skip
        yield f"{folder}index.html", text


def changes_by_role(version: Version, language: str) -> list[tuple[str, list[RecordedChange]]]:
    """Group the changes of a release by role title; changes for everyone have an empty title."""
    titles = {
        id: entry["title"].get(language) or next(iter(entry["title"].values()))
        for id, entry in version.published_entries.items()
        if entry["kind"] == ROLES
    }
    changes: dict[str, list[RecordedChange]] = {}
    for change in version.record.changes if version.record else ():
        for role in change.roles or [""]:
            changes.setdefault(titles.get(role, role), []).append(change)
    return sorted(changes.items())


def _all_ids(versions: Sequence[Version]) -> list[str]:
    """Every id, chapter and kind that any version has or had, in alphabetical order."""
    ids: set[str] = set()
    for version in versions:
        ids |= {*version.index["entries"], *version.index["places"]}
        for entry in version.index["entries"].values():
            ids |= set(entry.get("previous_ids", ()))
    return sorted(ids)


def _permanent_page(
    renderer: _Renderer, language: str, root: str, id: str
) -> Iterator[tuple[str, str]]:
    """The permanent page of an id; it leads to the latest version that has the entry."""
    path = f"{root}r/{id}/"
    for version in reversed(renderer.versions):
        entry_address = address_of(version.index, id)
        if entry_address is not None:
            is_current = version is renderer.versions[-1]
            folder = LATEST if is_current else version.text
            current_id, address = entry_address
            variables = {
                "target": f"{folder}/{version.index['roots'].get(language, '')}{address}",
                "entry": version.index["entries"].get(current_id),
                "found_in": version,
                "is_current": is_current,
            }
            text = renderer.render("permanent.html", path, language, id=id, **variables)
            yield f"{path}index.html", text
            return


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
