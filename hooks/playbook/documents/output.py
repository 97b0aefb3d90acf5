"""Writes documents to files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .parts import Part
from .source import Source


def file_name(source: Source, part: Part, language: str) -> str:
    """The name of a document's file, for example ``playbook-1.2.0-sv-role-editor.pdf``."""
    version = source.version if source.is_released else "draft"
    parts = ["playbook", version, language]
    if part.scope != "whole":
        parts += [part.scope, part.id]
    return f"{'-'.join(parts)}.pdf"


def write_document(path: Path, data: bytes) -> None:
    """Write a file in one step, so that a reader never sees half of it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=".playbook-", suffix=".pdf", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
