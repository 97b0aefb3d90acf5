"""Checks the names of all files, and the text files that a site is built from besides the data.

Every text file is searched for conflict marks. Those that MkDocs reads must be UTF-8.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ..problems import Location, Phrase, Problem
from . import codes
from .active_files import ACTIVE_ENDINGS, active_file_problem
from .conflicts import conflict_problem
from .decoding import decode_utf8, format_problem, is_utf8
from .folders import CONFIG, Folders
from .links import is_linked
from .page_metadata import metadata_problem
from .portable_names import check_names, is_reserved
from .user_info import user_info_problems

MAX_BYTES = 5_000_000
"""The largest file that is searched."""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_YAML = (".yml", ".yaml")
_HEAD_LENGTH = 8_000
"""The number of bytes in which git looks for a zero byte to tell a binary file."""


def check_site_texts(
    project: Path, folders: Folders, folder_names: Iterable[str], skipped: Collection[str] = ()
) -> list[Problem]:
    """The problems with ``mkdocs.yml``, and with the text files in the site's and other folders.

    ``folder_names`` are those of the other folders.

    ``skipped`` are the paths of files that were already searched.
    """
    problems: list[Problem] = []
    for name in folders.configs:
        problems += _file_problems(project / name, name, project)
    for folder in (folders.docs, folders.custom, *folder_names):
        if folder is not None:
            files = list(_visible_files(project, folder))
            problems += _text_problems(project, files, skipped)
            problems += check_names(name for _, name in files if is_utf8(name))
    problems += _active_files(project, folders.docs) if folders.docs is not None else ()
    return codes.limited(problems)


def _text_problems(
    project: Path, files: Iterable[tuple[Path, str]], skipped: Collection[str]
) -> Iterator[Problem]:
    for path, name in files:
        yield from (
            codes.RESERVED_NAME.at(Location(name), name=part)
            for part in Path(name).parts
            if is_reserved(part) and is_utf8(name)
        )
        if name not in skipped:
            yield from _file_problems(path, name, project)


def _active_files(project: Path, folder: str) -> Iterator[Problem]:
    """The files of docs/ that run scripts, unless ``mkdocs.yml`` names them."""
    config = _text_bytes(project / CONFIG).decode("utf-8", "replace")
    files = list(_visible_files(project, folder))
    names = {name for _, name in files}
    for path, name in files:
        if is_utf8(name) and not is_linked(path, project) and path.is_file():
            ending = path.suffix.lower()
            raw = _first_bytes(path) if ending in ACTIVE_ENDINGS else b""
            if problem := active_file_problem(name, raw, config, names):
                yield problem


def _visible_files(project: Path, folder: str) -> Iterator[tuple[Path, str]]:
    """The visible files below a folder, with their paths in the project; no link is followed."""
    root, start = (Path(os.path.abspath(each)) for each in (project, project / folder))  # noqa: PTH100
    if start == root or not start.is_relative_to(root) or is_linked(start, root):
        return  # reported with the links
    for current, subfolders, names in os.walk(start):
        subfolders[:] = sorted(each for each in subfolders if not each.startswith("."))
        for name in sorted(names):
            path = Path(current) / name
            if not name.startswith("."):
                yield path, path.relative_to(root).as_posix()


def _file_problems(path: Path, name: str, project: Path) -> Iterator[Problem]:
    if not is_utf8(name) or is_linked(path, project) or not path.is_file():
        return  # reported with the links, or by MkDocs
    raw = _text_bytes(path)
    suffix = path.suffix.lower()
    if suffix in _MARKDOWN or name == CONFIG:
        if problem := _encoding_problem(raw, name):
            yield problem
            return
    elif b"\0" in raw[:_HEAD_LENGTH]:
        return
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = raw.decode("utf-8", errors="replace")
    if problem := conflict_problem(text, name, is_data=suffix in _YAML):
        yield problem
    yield from user_info_problems(name, text.split("\n"))
    if suffix in _MARKDOWN and (problem := metadata_problem(text.lstrip("\ufeff"), name)):
        yield problem


def _text_bytes(path: Path) -> bytes:
    """The bytes of a file, or only the first of them for a binary or very large file."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_LENGTH)
            return head if b"\0" in head else head + file.read(MAX_BYTES)
    except OSError:
        return b""  # path_problems or MkDocs reports it


def _first_bytes(path: Path) -> bytes:
    """The bytes of a file, or only the first of them for a very large file."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError:
        return b""  # MkDocs reports it


def _encoding_problem(raw: bytes, name: str) -> Problem | None:
    """The problem with a file that MkDocs cannot read as text, or None."""
    if problem := format_problem(raw, name):
        return problem
    if b"\0" in raw[:_HEAD_LENGTH]:
        return codes.WRONG_FORMAT.at(Location(name), found=Phrase("text.binary"))
    text = decode_utf8(raw, name)
    return text if isinstance(text, Problem) else None
