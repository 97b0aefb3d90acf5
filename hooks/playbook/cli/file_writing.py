"""Writes all files of a change, or none."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from ..system_errors import patiently
from ..visible import escape_unprintable
from .project_paths import file_to_write


def write_all(
    project: Path, texts: Mapping[str, str | bytes | None], kept_folders: Collection[str] = ()
) -> None:
    """Write and remove files; after an error, restore those already changed. Raises OSError.

    Folders that become empty are removed, except ``kept_folders``. Raises UsageError, before
    anything is written, if a path is a link or not a file.
    """
    for path in texts:
        file_to_write(project, path)
    staged: dict[Path, Path | None] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for path, content in texts.items():  # a full disk is found before any file is replaced
            file = project / path
            staged[file] = None if content is None else _write_staged(file, content)
        for file, temporary in staged.items():
            before[file] = file.read_bytes() if file.exists() else None
            _replace(file, temporary)
    except BaseException as error:
        _restore(project, before, error)
        raise
    finally:
        for temporary in filter(None, staged.values()):
            temporary.unlink(missing_ok=True)
    kept = {project, *(project / name for name in kept_folders)}
    for path in texts:
        _remove_empty_folder((project / path).parent, kept)


def _restore(project: Path, before: Mapping[Path, bytes | None], cause: BaseException) -> None:
    """Restore files. Raises UsageError that names those that could not be restored."""
    lost: list[str] = []
    for file, old in before.items():
        try:
            if old is None:
                _replace(file, None)
            elif not file.exists() or file.read_bytes() != old:
                _replace(file, _write_staged(file, old))
        except OSError:
            lost.append(escape_unprintable(file.relative_to(project).as_posix()))
    if lost:
        raise click.UsageError(
            f"{cause}; these files could not be restored: {', '.join(lost)}"
        ) from cause


def _write_staged(file: Path, content: str | bytes) -> Path:
    """Write the content to a temporary file next to ``file``; no link is followed to it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with temporary.open("xb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
        if file.exists():
            temporary.chmod(file.stat().st_mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _replace(file: Path, temporary: Path | None) -> None:
    """Replace a file by another one at once, or remove it."""
    if temporary is None:
        patiently(lambda: file.unlink(missing_ok=True))
    else:
        patiently(lambda: os.replace(temporary, file))  # noqa: PTH105


def _remove_empty_folder(folder: Path, kept: Collection[Path]) -> None:
    while folder not in kept and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
