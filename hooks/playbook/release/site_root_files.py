"""The files at the root of the published tree, regenerated from all versions."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

from ..words.catalogue import Words, catalogue
from .as_of import periods
from .manifest import LATEST
from .tree import Version
from .version_diff import compare

HERE = Path(__file__).parent
PALETTE = "assets/palette.css"
SWITCH = b'{"offline": true}\n'
"""Whether browsers may cache the handbook. Can be turned off manually until the next release."""


@functools.cache
def environment() -> jinja2.Environment:
    """The templates of these pages: autoescape on, and an unknown name is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def site_root_files(versions: Sequence[Version], palette: bytes) -> dict[str, bytes]:
    """Every file at the root of a tree, except its manifest and ``versions.json``.

    ``palette`` is the style sheet with the colours of the latest version.
    """
    files = {path.name: path.read_bytes() for path in sorted((HERE / "assets").iterdir())}
    found = {f"assets/{name}": data for name, data in files.items()}
    found |= {PALETTE: palette, ".nojekyll": b"", "offline.json": SWITCH}
    found |= {path: text.encode() for path, text in _pages(versions)}
    return found


def _pages(versions: Sequence[Version]) -> Iterator[tuple[str, str]]:
    latest = versions[-1]
    roots: Mapping[str, str] = latest.index["roots"]
    ui_strings = {language: catalogue(language) for language in roots}
    page = _Page(versions, latest, ui_strings)
    yield "index.html", page.make("index.html", "", next(iter(roots)))
    yield "404.html", page.make("404.html", "", next(iter(roots)), base=_base(latest))
    for language, root in roots.items():
        yield from _releases(page, language, root)
        path = f"{root}as-of/"
        facts = {"periods": list(reversed(periods(versions)))}
        yield f"{path}index.html", page.make("as-of.html", path, language, **facts)
        yield f"{root}feed.xml", page.make("feed.xml", f"{root}feed.xml", language)
        for id in _ids(versions):
            yield from _permanent(page, language, root, id)


def _base(latest: Version) -> str:
    """The path of the tree on its host: a missing page can be requested at any depth."""
    return urlsplit(latest.manifest.site_url).path


class _Page:
    """Makes a page of any template for one tree."""

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
            "newest": max(versions, key=lambda version: version.manifest.date),
            "by_role": by_role,
        }
        self.versions, self.ui_strings = versions, ui_strings

    def make(self, template: str, path: str, language: str, **facts: Any) -> str:
        """The page at a path, which is a folder's with a slash at the end, or empty."""
        up = facts.pop("base", "../" * path.count("/"))
        found = environment().get_template(template)
        return found.render(
            self.common, t=self.ui_strings[language], language=language, path=path, up=up, **facts
        )


def _releases(page: _Page, language: str, root: str) -> Iterator[tuple[str, str]]:
    pairs = list(pairwise(page.versions))
    path = f"{root}releases/"
    diffs = {after.text: f"{before.text}-{after.text}/" for before, after in pairs}
    yield f"{path}index.html", page.make("releases.html", path, language, diffs=diffs)
    for before, after in pairs:
        below = f"{path}{diffs[after.text]}"
        changes = compare(before, after, page.ui_strings[language])
        text = page.make(
            "diff.html", below, language, before=before, after=after, changes=changes
        )  # fmt: skip
        yield f"{below}index.html", text


def by_role(version: Version, language: str) -> list[tuple[str, list[Any]]]:
    """The changes of a release by whom they concern: everyone has an empty name."""
    titles = {
        entry["id"]: entry["title"].get(language) or next(iter(entry["title"].values()))
        for entry in version.playbook["entries"]
        if entry["kind"] == "roles"
    }
    found: dict[str, list[Any]] = {}
    for change in version.playbook["release"]["changes"]:
        for role in change["roles"] or [""]:
            found.setdefault(titles.get(role, role), []).append(change)
    return sorted(found.items())


def _ids(versions: Sequence[Version]) -> list[str]:
    """Every id, chapter and kind of any version, former ids included."""
    found: set[str] = set()
    for version in versions:
        found |= {*version.index["entries"], *version.index["places"]}
        for entry in version.index["entries"].values():
            found |= set(entry.get("previous_ids", ()))
    return sorted(found)


def _permanent(page: _Page, language: str, root: str, id: str) -> Iterator[tuple[str, str]]:
    """The permanent page of an entry; links to the last version that had it."""
    path = f"{root}r/{id}/"
    for version in reversed(page.versions):
        place = place_of(version.index, id)
        if place is not None:
            is_current = version is page.versions[-1]
            folder = LATEST if is_current else version.text
            now, address = place
            facts = {
                "target": f"{folder}/{version.index['roots'].get(language, '')}{address}",
                "entry": version.index["entries"].get(now),
                "found_in": version,
                "is_current": is_current,
            }
            yield f"{path}index.html", page.make("permanent.html", path, language, id=id, **facts)
            return


def place_of(index: Mapping[str, Any], id: str) -> tuple[str, str] | None:
    """The id that an entry has in a version, and its address under a language's root there."""
    entries: Mapping[str, Any] = index["entries"]
    renamed = (now for now, entry in entries.items() if id in entry.get("previous_ids", ()))
    now = id if id in entries else next(renamed, id)
    if now in entries:
        return now, f"{entries[now]['page']}#{now}"
    return (id, index["places"][id]) if id in index["places"] else None
