"""Reads the texts of hand-written pages from a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from .. import git
from ..git_objects import entries, read
from ..source.folders import folders_of

_INDEX_NAMES = ("index", "README")
"""The names of the files that MkDocs publishes at the address of their folder."""


def committed_pages(
    project: Path, commit: str, roots: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The address and the text of each Markdown file in the folder of pages.

    ``roots`` are the folders of the languages, such as ``en/``, which addresses leave out. Raises
    GitError, and NotRegularFileError for a link.
    """
    folder = f"{git.prefix(project)}{folders_of(project).docs}/"
    for entry in entries(project, commit, folder):
        if entry.path.endswith(".md"):
            data = read(project, commit, entry.path) or b""
            address = _address(entry.path.removeprefix(folder), roots)
            yield address, data.decode("utf-8", "replace")


def _address(path: str, roots: Collection[str]) -> str:
    """The address of the page of a file: ``a/`` for ``en/a.md`` and for ``a/index.md``."""
    root = max((root for root in roots if path.startswith(root)), key=len, default="")
    folder, _, name = path.removeprefix(root).removesuffix(".md").rpartition("/")
    parts = [part for part in (folder, "" if name in _INDEX_NAMES else name) if part]
    return "".join(f"{part}/" for part in parts)
