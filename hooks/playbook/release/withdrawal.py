"""Replaces the files of a version by public notes that say that it was withdrawn.

Every page keeps its address and gets the note. The exports for programs are without entries and
contain the note too. All other files are removed, such as search indexes and images.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..problems import Phrase
from . import codes
from .codes import refusal
from .decisions import Decision
from .manifest import MANIFEST, as_json, digest
from .published_version import Version
from .renderer import Renderer
from .sbom import SBOM

_INDEX_KEYS = ("format", "version", "organisation", "title", "public", "roots")
"""What stays in ``entries.json``: it does not come from any entry."""
_DATA_KEYS = ("format", "data_format", "version", "date", "languages", "organisation")
"""What stays in ``playbook.json``."""


def withdrawn(version: Version, decision: Decision) -> Version:
    """A version without its entries, and with the decision. Raises RefusedError.

    Its manifest does not list the notes yet.
    """
    missing = [language for language in version.languages if language not in decision.note]
    if missing:
        languages = ", ".join(missing)
        cure = Phrase("cure.give-note", language=missing[0])
        raise refusal(codes.NO_NOTE, version.text, cure=cure, languages=languages)
    before = version.manifest
    decision = before.withdrawn or replace(decision, was=version.manifest_digest)
    note = {"withdrawn": decision.to_json()}
    index = {**_part(version.index, _INDEX_KEYS), "pages": [], "places": {}, "entries": {}, **note}
    data = {**_part(version.playbook, _DATA_KEYS), "release": None, "decided": None}
    data |= {"values": {}, "chapters": [], "entries": [], **note}
    manifest = replace(before, withdrawn=decision, files={})
    return Version(manifest, "", index, as_json(data))


def _part(values: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: values[key] for key in keys if key in values}


def with_notes(
    version: Version, paths: Iterable[str], renderer: Renderer, sbom: bytes | None
) -> tuple[Version, dict[str, bytes]]:
    """A withdrawn version with its manifest, and its files by path in its folder.

    ``paths`` are all files that it had. ``sbom`` describes the generator and contains no text of
    the handbook, so it stays.
    """
    files = {"entries.json": as_json(version.index), "playbook.json": version.data}
    if sbom is not None:
        files[SBOM] = sbom
    for path in paths:
        language = _language_of(path, version.index["roots"])
        if path.endswith(".html"):
            files[path] = _page(version, path, language, renderer)
        elif path.rpartition("/")[2] in ("llms.txt", "llms-full.txt"):
            files[path] = _text(version, language, renderer)
    digests = {path: digest(data) for path, data in sorted(files.items())}
    manifest = replace(version.manifest, files=digests)
    files[MANIFEST] = manifest.to_bytes()
    return replace(version, manifest=manifest, manifest_digest=digest(files[MANIFEST])), files


def _language_of(path: str, roots: Mapping[str, str]) -> str:
    """The language of a page: the one with the longest folder that contains it."""
    return max(roots, key=lambda language: len(roots[language]) * path.startswith(roots[language]))


def _page(version: Version, path: str, language: str, renderer: Renderer) -> bytes:
    root_path = "../" * (path.count("/") + 1)
    text = renderer.render(
        "withdrawn.html", renderer.common["roots"].get(language, ""), _known(language, renderer),
        version=version, root_path=root_path,
    )  # fmt: skip
    return text.encode()


def _text(version: Version, language: str, renderer: Renderer) -> bytes:
    """The note as plain text."""
    decision, words = version.manifest.withdrawn, renderer.ui_strings[_known(language, renderer)]
    assert decision is not None
    title = f"{words('page.version', version=version.text)}: {words('release.withdrawn')}"
    decided = words("release.decided_by", by=decision.by, on=decision.on)
    return f"# {title}\n\n{decision.note[language]}\n\n{decided}\n".encode()


def _known(language: str, renderer: Renderer) -> str:
    """A language of the version that applies, which may lack one of an old version."""
    return language if language in renderer.ui_strings else next(iter(renderer.ui_strings))
