"""The files that an earlier generator wrote into a repository, with their digests and versions."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any

from ..git import GitError, blobs, prefix, resolve_commit, run
from ..git_objects import entries, read
from ..source.links import is_linked
from .answers import HOSTS, SECTORS, SIZES, Answers
from .repository_files import RECORD, RECORD_FORMAT
from .upgrade import BaseOf, digest

ORGANISATIONS_PATHS = ("playbook_data", "docs", "changes", "schema", "mkdocs.yml", ".git")
"""The paths that belong to the organisation, also in a fork, and whatever a record says."""
_CHOICES: Mapping[str, Collection[str]] = {"sector": SECTORS, "host": HOSTS, "starter": SIZES}
_LISTS = ("languages", "countries")


class RecordError(Exception):
    """The record of ``init`` cannot be used; the message says why, and what to do."""


@dataclass(frozen=True)
class FormerFiles:
    """The generator's files in a repository: the version that wrote them, and their digests.

    For a fork, the version is empty, and there are no answers of ``init``.
    """

    version: str
    answers: Answers | None
    digests: Mapping[str, str]
    base_of: BaseOf


def recorded_files(project: Path) -> FormerFiles | None:
    """The files that ``init`` or ``upgrade`` wrote; None without a record. Raises RecordError."""
    try:
        if is_linked(project / RECORD, project):
            raise RecordError(f"{RECORD} is a link; replace it by the file")
        text = (project / RECORD).read_text(encoding="utf-8")
        data: Any = json.loads(text)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise RecordError(f"{RECORD} cannot be read: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("files", {}), dict):
        raise RecordError(f"{RECORD} is not a record of 'playbook init'; restore it from git")
    if data.get("format") != RECORD_FORMAT:
        raise RecordError(
            f"{RECORD} has format {data.get('format')}, and this generator reads {RECORD_FORMAT}:"
            " use the generator that wrote it, or a newer one"
        )
    digests = {str(path): str(value) for path, value in data.get("files", {}).items()}
    digests = {path: value for path, value in digests.items() if _belongs_to_generator(path)}
    digests[RECORD] = digest(text.encode())  # it is always replaced
    return FormerFiles(str(data.get("generator")), _answers(data), digests, _from_history(project))


def _answers(record: Mapping[str, Any]) -> Answers:
    """The answers in a record. Raises RecordError for one that no version of ``init`` wrote."""
    names = [field.name for field in fields(Answers)]
    if missing := [name for name in names if name not in record]:
        raise RecordError(f"{RECORD} lacks {', '.join(missing)}; restore it from git")
    values = {name: record[name] for name in names}
    for name, value in values.items():
        texts = value if name in _LISTS else [value]
        are_texts = isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        is_known = name not in _CHOICES or value in _CHOICES[name]
        if not texts or not are_texts or not is_known:
            raise RecordError(f"{RECORD} has an invalid {name}: {value!r}; restore it from git")
    return Answers(**{**values, **{name: tuple(values[name]) for name in _LISTS}})


def fork_files(project: Path, base: str) -> FormerFiles:
    """The generator's files of a fork, as they were in the commit ``base``. Raises GitError."""
    project_path = prefix(project)
    found = entries(project, resolve_commit(project, base), project_path.rstrip("/"))
    all_ids = {entry.path.removeprefix(project_path): entry.id for entry in found if entry.is_file}
    ids = {path: id for path, id in all_ids.items() if _belongs_to_generator(path)}
    files = dict(zip(ids, blobs(project, list(ids.values())), strict=True))
    digests = {path: digest(data) for path, data in files.items()}
    return FormerFiles(
        version="", answers=None, digests=digests, base_of=lambda path, _: files.get(path)
    )


def _belongs_to_generator(path: str) -> bool:
    first, *_ = PurePosixPath(path).parts or ("",)
    return first not in ORGANISATIONS_PATHS


def _from_history(project: Path) -> BaseOf:
    """A function that finds the committed version of a path with a given digest."""

    def base_of(path: str, wanted: str) -> bytes | None:
        try:
            project_path = prefix(project)
            commits = run(project, "log", "--format=%H", "--", path).split()
            versions = (read(project, commit, project_path + path) for commit in commits)
            return next((data for data in versions if data and digest(data) == wanted), None)
        except GitError:  # no repository, which only --dry-run allows: nothing can be merged
            return None

    return base_of
