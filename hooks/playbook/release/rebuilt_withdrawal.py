"""Compares a version that a withdrawal changed with the files that its tag builds.

Its manifest names the digest of the manifest before the withdrawal, so a build shows that the tag
is what was released. Of the published files, those that the withdrawal kept must be as built. The
others must contain the note, or be exports that only lack entries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..problems import Phrase
from .manifest import DIFFERENT, MANIFEST, UNLISTED, Manifest, digest
from .sbom import SBOM
from .stores import Store
from .texts import forms_of, normalized
from .withdrawal import is_text_export

CURE = Phrase("cure.withdraw-and-compare")
_EXPORTS = ("entries.json", "playbook.json")


def differences_after_withdrawal(
    store: Store, published: Manifest, folder: Path, files: Mapping[str, str]
) -> Iterator[tuple[str, Phrase]]:
    """The paths that no withdrawal explains, and how each differs.

    ``files`` maps each path in ``folder``, where the version was built, to its digest.
    """
    if not _is_as_released(published, files):
        yield MANIFEST, Phrase("how.other-before-withdrawal")
    for path, hash in published.files.items():
        if path == SBOM or files.get(path) == hash:
            continue
        data = store.read(f"{published.version}/{path}") or b""
        if path in _EXPORTS:
            is_explained = path in files and _only_lacks_entries(data, (folder / path).read_bytes())
        else:
            is_explained = _has_note(path, data, published)
        if not is_explained:
            yield path, DIFFERENT if path in files else UNLISTED


def compared(published: Manifest, files: Mapping[str, str]) -> Phrase:
    """What a comparison without differences shows."""
    decision = published.decision
    assert decision is not None
    count = sum(files.get(path) == hash for path, hash in published.files.items())
    return Phrase("proof.rebuilt-withdrawn", version=published.version, on=decision.on, count=count,
                  others=len(published.files) - count)  # fmt: skip


def _is_as_released(published: Manifest, files: Mapping[str, str]) -> bool:
    """Whether a build has the digest that the manifest had before the first withdrawal.

    The SBOM names the software that built the version, which may be another one here.
    """
    decision = published.decision
    assert decision is not None
    kept = {SBOM: published.files[SBOM]} if SBOM in published.files else {}
    files = dict(sorted({**files, **kept}.items()))
    released = replace(published, files=files, withdrawn=None, withdrawn_pages=())
    return digest(released.to_bytes()) == decision.previous_digest


def _has_note(path: str, data: bytes, published: Manifest) -> bool:
    """Whether a file is a page or a text with the note of one of the decisions."""
    if not (path.endswith(".html") or is_text_export(path)):
        return False
    forms = forms_of(data.decode("utf-8", "replace"))
    decisions = (published.withdrawn, *published.withdrawn_pages)
    notes = [note for decision in decisions if decision for note in decision.note.values()]
    return any(normalized(note) in form for note in notes for form in forms)


def _only_lacks_entries(data: bytes, built: bytes) -> bool:
    """Whether each entry of a published export is in the built one, and equal."""
    entries, wanted = _entries(data), _entries(built)
    return all(id in wanted and wanted[id] == entry for id, entry in entries.items())


def _entries(data: bytes) -> Mapping[str, Any]:
    """The entries of an export by id; both exports are valid, as their digests are."""
    entries = json.loads(data)["entries"]
    return entries if isinstance(entries, dict) else {entry["id"]: entry for entry in entries}
