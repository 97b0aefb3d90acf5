"""Replaces the files of a version with public notes that say that it was withdrawn.

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
"""The keys that stay in ``entries.json``, because they do not come from any entry."""
_DATA_KEYS = ("format", "data_format", "version", "date", "languages", "organisation")
"""The keys that stay in ``playbook.json``."""


def withdrawn(version: Version, decision: Decision) -> Version:
    """A version without its entries, and with the decision. Raises RefusedError.

    Its manifest does not list the notes yet.
    """
    refuse_without_note(version, decision)
    before = version.manifest
    decision = before.withdrawn or replace(decision, previous_digest=tagged_digest(version))
    note = {"withdrawn": decision.to_json()}
    index = {**_part(version.index, _INDEX_KEYS), "pages": [], "places": {}, "entries": {}, **note}
    data = {**_part(version.playbook, _DATA_KEYS), "release": None, "decided": None}
    data |= {"values": {}, "chapters": [], "entries": [], **note}
    manifest = replace(before, withdrawn=decision, withdrawn_pages=(), files={})
    return Version(manifest, manifest_digest="", index=index, data=as_json(data))


def refuse_without_note(version: Version, decision: Decision) -> None:
    """Check that a decision has a note in each language of a version. Raises RefusedError."""
    missing = [language for language in version.languages if language not in decision.note]
    if missing:
        languages = ", ".join(missing)
        cure = Phrase("cure.give-note", language=missing[0])
        raise refusal(codes.NO_NOTE, version.text, cure=cure, languages=languages)


def tagged_digest(version: Version) -> str:
    """The digest of a version's manifest before any decision."""
    decision = version.manifest.decision
    return decision.previous_digest if decision else version.manifest_digest


def _part(values: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: values[key] for key in keys if key in values}


def with_notes(
    version: Version, paths: Iterable[str], renderer: Renderer, sbom: bytes | None
) -> tuple[Version, dict[str, bytes]]:
    """A withdrawn version with its manifest, and its files by path in its folder.

    ``paths`` are all files that it had. ``sbom`` describes the generator and contains no text of
    the handbook, so it stays.
    """
    decision = version.manifest.withdrawn
    assert decision is not None
    files = {"entries.json": as_json(version.index), "playbook.json": version.data}
    if sbom is not None:
        files[SBOM] = sbom
    for path in paths:
        language = language_of(path, version.index["roots"])
        if path.endswith(".html"):
            files[path] = note_page(version, decision, path, language, renderer)
        elif is_text_export(path):
            files[path] = note_text(version, decision, language, renderer)
    digests = {path: digest(data) for path, data in sorted(files.items())}
    manifest = replace(version.manifest, files=digests)
    files[MANIFEST] = manifest.to_bytes()
    return replace(version, manifest=manifest, manifest_digest=digest(files[MANIFEST])), files


def is_text_export(path: str) -> bool:
    """Whether a file contains the texts for language models."""
    return path.rpartition("/")[2] in ("llms.txt", "llms-full.txt")


def language_of(path: str, roots: Mapping[str, str]) -> str:
    """The language of a page: the one with the longest folder that contains it."""
    lengths = {key: len(root) if path.startswith(root) else 0 for key, root in roots.items()}
    return max(lengths, key=lambda language: lengths[language])


def note_page(
    version: Version, decision: Decision, path: str, language: str, renderer: Renderer
) -> bytes:
    """A page with the note; ``path`` is its path in the folder of the version."""
    text = renderer.render(
        "withdrawn.html", renderer.common["roots"].get(language, ""),
        _shown_language(language, renderer),
        version=version, decision=decision, root_path="../" * (path.count("/") + 1),
    )  # fmt: skip
    return text.encode()


def note_text(version: Version, decision: Decision, language: str, renderer: Renderer) -> bytes:
    """The note as plain text."""
    words = renderer.ui_strings[_shown_language(language, renderer)]
    title = f"{words('page.version', version=version.text)}: {words('release.withdrawn')}"
    decided = words("release.decided_by", by=decision.by, on=decision.on)
    return f"# {title}\n\n{decision.note[language]}\n\n{decided}\n".encode()


def _shown_language(language: str, renderer: Renderer) -> str:
    """The language, or the default one if the version that applies lacks it."""
    return language if language in renderer.ui_strings else next(iter(renderer.ui_strings))
