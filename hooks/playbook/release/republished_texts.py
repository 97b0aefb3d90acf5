"""Finds texts in a new version that were withdrawn from an earlier one.

A published tree no longer has them: they are read from the commits of the withdrawn versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .. import git
from ..git_objects import NotRegularFileError, entries, read
from ..problems import Phrase
from ..project import DATA_FOLDER
from ..source.tree import read_tree
from .build import BuiltVersion
from .decision_report import decisions_in
from .published_version import Version
from .remaining_texts import shortened
from .stores import Store
from .texts import forms_of, parts_of
from .tree import read_versions


def texts_published_again(
    store: Store, built: BuiltVersion, project: Path | None
) -> tuple[Phrase, ...]:
    """A warning for each earlier version with withdrawn texts that a built version contains.

    Texts that another published version still has were not withdrawn. Raises RefusedError.
    """
    if project is None or not any(decisions_in(store)):
        return ()
    data = (built.folder / "playbook.json").read_text(encoding="utf-8")
    return tuple(_warnings(project, read_versions(store), data, built.manifest.version))


def _warnings(
    project: Path, versions: Sequence[Version], new: str, number: str
) -> Iterator[Phrase]:
    others = [v for v in versions if v.text != number and not v.manifest.withdrawn]
    kept = [form for v in others for form in forms_of(v.data.decode("utf-8", "replace"))]
    forms = forms_of(new)
    for version in versions:
        if version.manifest.decision is None:
            continue
        try:
            parts = set(_withdrawn_parts(project, version))
        except (git.GitError, NotRegularFileError):
            yield Phrase("decision.not-compared", version=version.text)
            continue
        again = {part for part in parts if any(part in form for form in forms)}
        again = {part for part in again if not any(part in form for form in kept)}
        if again:
            texts = shortened(sorted(again))
            yield Phrase("decision.published-again", version=version.text, texts=texts)


def _withdrawn_parts(project: Path, version: Version) -> Iterator[str]:
    """The parts of the withdrawn texts, as in the version's commit. Raises GitError."""
    ids = {id for page in version.index.get("withdrawn_pages", ()) for id in page["entries"]}
    commit, folder = version.manifest.commit, f"{git.prefix(project)}{DATA_FOLDER}"
    for entry in entries(project, commit, folder):
        if not entry.path.endswith(".yml"):
            continue
        text = (read(project, commit, entry.path) or b"").decode("utf-8", "replace")
        tree, _ = read_tree(entry.path, text)
        data: Any = dict(tree.data) if tree else {}
        if version.manifest.withdrawn is None:
            data = [each for each in data.get("entries") or () if _id(each) in ids]
        yield from parts_of(data)


def _id(entry: Any) -> object:
    return entry.get("id") if isinstance(entry, dict) else None
