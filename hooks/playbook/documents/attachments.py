"""The files in a document: the YAML from which it was made, and a manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from .. import __version__
from .parts import Part
from .source import Source

MANIFEST = "manifest.json"
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "pyphen", "tinycss2", "tinyhtml5", "pikepdf")
"""The libraries on whose versions the bytes of a document depend."""


@dataclass(frozen=True)
class AttachedFile:
    """A file in a document: its name there, its path in the project, and how it is related.

    A name contains no slash, because programs save an attachment under its name.
    """

    name: str
    path: str
    data: bytes
    relationship: str


def attachments(source: Source, part: Part, language: str) -> list[AttachedFile]:
    """The files for a document, sorted by name. An excerpt has the manifest only.

    The YAML also contains drafts and entries for other readers than those of an excerpt.
    """
    manifest = AttachedFile(MANIFEST, MANIFEST, _manifest(source, part, language), "Data")
    files = source.files if part.scope == "whole" else {}
    data = (
        AttachedFile(path.replace("/", "--"), path, content, "Source")
        for path, content in files.items()
    )
    return sorted([manifest, *data], key=lambda file: file.name)


def _manifest(source: Source, part: Part, language: str) -> bytes:
    """What the document contains and was made with, as JSON."""
    facts: dict[str, Any] = {
        "format": 1,
        "organisation": source.handbook.playbook.settings.organisation.name,
        "version": source.version,
        "released": source.is_released,
        "date": source.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commit": source.commit,
        "language": language,
        "scope": part.scope,
        "of": part.id,
        "playbook_json": source.digest,
        "release_manifest": source.release_manifest,
        "generator": f"social-media-playbook {__version__}",
        "libraries": dict(libraries()),
        "files": {path: _digest(data) for path, data in sorted(source.files.items())},
    }
    present = {name: value for name, value in facts.items() if value != ""}
    return (json.dumps(present, ensure_ascii=False, indent=1) + "\n").encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def libraries() -> Iterator[tuple[str, str]]:
    """The name and the version of each library, with those that the system has."""
    from pikepdf import __libqpdf_version__ as qpdf
    from weasyprint.text.ffi import pango

    for name in _LIBRARIES:
        yield name, version(name)
    yield "qpdf", qpdf
    number: int = pango.pango_version()
    yield "pango", f"{number // 10000}.{number // 100 % 100}.{number % 100}"
