"""Finds the data files and decodes their bytes to text."""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location, Phrase, Problem
from ..visible import escape_unprintable
from . import codes
from .decoding import decode as decode
from .decoding import is_utf8 as is_utf8
from .links import is_link, linked_folder_problem, path_problem, path_problems
from .tree import Tree, read_tree

SETTINGS = "playbook"
"""The name of the settings file, without its extension."""
LANGUAGES = "languages"
"""The folder of an organisation's own languages, which `languages/files.py` reads."""
_DATA_ENDING = re.compile(r"\.(?:ya?ml|json)(?: ?\.te?xt)?\Z", re.I)
"""The ending of a data file, also those of mistaken names: ``a.YML``, ``a.yml.txt``."""
MAX_BYTES = 1_000_000
MAX_FILES = 2_000


@dataclass(frozen=True)
class Document:
    """One file: the kind of its entries (or `SETTINGS`) and its content."""

    kind: str
    tree: Tree


@dataclass(frozen=True)
class Sources:
    """The readable files of a data folder, sorted by path, and the problems in all files."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    has_unread_files: bool = False

    @property
    def settings(self) -> Tree | None:
        """The tree of ``playbook.yml``, or None if it could not be read."""
        trees = (document.tree for document in self.documents if document.kind == SETTINGS)
        return next(trees, None)


def read_sources(
    folder: Path, kinds: Collection[str], *, display_name: str | None = None,
    texts: Mapping[str, str] = {},
) -> Sources:  # fmt: skip
    """Read every data file of a folder.

    ``kinds`` are the valid names of files and sub-folders. ``display_name`` is the folder's name
    in problems, by default its real name. ``texts`` replace the content of files, by their names
    in problems. Unreadable files give problems, never an exception.
    """
    folder_name = folder.name if display_name is None else display_name
    if is_link(folder):
        return Sources((), (linked_folder_problem(folder, folder_name),), has_unread_files=True)
    documents: list[Document] = []
    problems = path_problems(folder, folder_name)
    has_settings = has_unread_files = False
    for path in _data_files(folder, folder_name, problems):
        kind = _kind_of(path, folder, folder_name, kinds, problems)
        if kind is None:
            has_unread_files = True
            continue
        name = f"{folder_name}/{path.relative_to(folder).as_posix()}"
        has_settings = has_settings or kind == SETTINGS
        new = texts.get(name)
        decoded = read_text(path, name, folder) if new is None else decode(new.encode(), name)
        text, file_problems = decoded
        problems += file_problems
        tree, file_problems = read_tree(name, text) if text is not None else (None, [])
        problems += file_problems
        has_duplicate_key = codes.DUPLICATE_KEY.code in {problem.code for problem in file_problems}
        if tree is None or has_duplicate_key:
            has_unread_files = True  # a duplicate key may have replaced the id of an entry
        if tree is not None:
            documents.append(Document(kind, tree))
    if not has_settings:
        problems.append(
            codes.NO_SETTINGS.at(Location(f"{folder_name}/{SETTINGS}.yml"), name="playbook.yml")
        )
    return Sources(tuple(documents), tuple(problems), has_unread_files)


def _data_files(folder: Path, folder_name: str, problems: list[Problem]) -> Iterator[Path]:
    """The YAML files of a folder and its sub-folders, sorted; hidden files are skipped."""
    try:
        visible = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
        top_level = sorted(entry for entry in visible if entry.name != LANGUAGES)
        nested = [
            path
            for entry in top_level
            if entry.is_dir() and not entry.is_symlink()
            for path in sorted(entry.iterdir())
            if not path.name.startswith(".")
        ]
    except OSError:
        return  # path_problems reports it
    files = [
        path
        for path in [*top_level, *nested]
        if _may_be_data_file(path, is_nested=path.parent != folder)
    ]
    if len(files) > MAX_FILES:
        location, what = Location(folder_name), Phrase("items.files")
        problems.append(codes.TOO_MANY.at(location, limit=MAX_FILES, what=what))
    yield from files[:MAX_FILES]


def _may_be_data_file(path: Path, *, is_nested: bool) -> bool:
    """Whether a path is a data file, or could be mistaken for one."""
    return (
        bool(_DATA_ENDING.search(path.name.strip()))
        or path.is_symlink()
        or (is_nested and path.is_dir())
    )


def _stem(name: str) -> str:
    """The name of a file without the ending of a data file, in any form that people give it."""
    match = _DATA_ENDING.search(name.strip())
    return name.strip()[: match.start()].strip() if match else name.rpartition(".")[0] or name


def _kind_of(
    path: Path, folder: Path, folder_name: str, kinds: Collection[str], problems: list[Problem]
) -> str | None:
    """The kind of the entries in a file. Returns None and adds a problem if no kind matches."""
    if path_problem(path, folder, folder_name):
        return None  # path_problems reports it
    name = f"{folder_name}/{path.relative_to(folder).as_posix()}"
    stem = _stem(path.name)
    parts = (*path.relative_to(folder).parts[:-1], stem)
    known = {SETTINGS, *kinds} if len(parts) == 1 else set(kinds)
    if path.name == f"{stem}.yml" and parts[0] in known:
        return parts[0]
    if parts[0] in known or len(parts) == 1:
        suggestion = parts[0] if parts[0] in known else _closest_name(parts[0], known)
        new_name = f"{stem if suggestion == parts[0] else suggestion}.yml"
        is_taken = new_name in os.listdir(path.parent)  # noqa: PTH208
        rename = Phrase("cure.move-entries" if is_taken else "cure.rename-file", name=new_name)
        cure = rename if suggestion else None
        subject, location = Phrase("value", value=path.name), Location(name)
    else:  # reported once, for the folder
        suggestion = _closest_name(parts[0], kinds)
        cure = Phrase("cure.rename-folder", name=suggestion) if suggestion else None
        subject, location = Phrase("where.folder", name=parts[0]), Location(name.rpartition("/")[0])
    problems.append(codes.UNKNOWN_FILE.at(location, name=subject, kinds=sorted(kinds), cure=cure))
    return None


def _closest_name(name: str, known: Collection[str]) -> str | None:
    """The known name closest to a misspelt file or folder name, or None."""
    return next(iter(difflib.get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.7)), None)


def read_text(path: Path, name: str, folder: Path) -> tuple[str | None, list[Problem]]:
    """Read one file as UTF-8 text with \\n line endings, or return the problems that prevent it."""
    if not is_utf8(name):
        return None, [codes.NAME_NOT_UTF8.at(Location(escape_unprintable(name)))]
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return None, [codes.UNREADABLE.at(Location(name), reason=Phrase("file.not-regular"))]
        if status.st_size > MAX_BYTES:
            return None, [codes.TOO_LARGE.at(Location(name), limit=MAX_BYTES)]
        raw = path.read_bytes()
    except OSError as error:
        return None, [codes.UNREADABLE.at(Location(name), reason=error.strerror)]
    return decode(raw, name)
