"""Finds texts in a new version that were withdrawn from an earlier one.

A published tree no longer has them: they are read from the commits of the withdrawn versions.
Texts of hand-written pages are looked for in the hand-written pages that are published.
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
from .committed_pages import committed_pages
from .decision_report import decisions_in
from .published_version import Version
from .remaining_texts import shortened
from .stores import Store
from .texts import forms_of, parts_of
from .tree import read_versions
from .written_texts import is_written, pages_without_entries


def texts_published_again(
    store: Store, built: BuiltVersion, project: Path | None
) -> tuple[Phrase, ...]:
    """A warning for each other version whose withdrawn texts a built version contains again.

    Texts that another published version still has were not withdrawn. A version whose commit is
    missing gives a warning too. Raises RefusedError.
    """
    if project is None or not any(decisions_in(store)):
        return ()
    number = built.manifest.version
    versions = [version for version in read_versions(store) if version.text != number]
    decided = [version for version in versions if version.manifest.decision]
    texts = [(built.folder / "playbook.json").read_text(encoding="utf-8"), *_built_pages(built)]
    new_forms = [form for text in texts for form in forms_of(text)]
    kept_forms = _kept_forms(store, versions) if decided else ()
    return tuple(_warnings(project, decided, new_forms, list(kept_forms)))


def _warnings(
    project: Path, decided: Sequence[Version], new_forms: Sequence[str], kept_forms: Sequence[str]
) -> Iterator[Phrase]:
    for version in decided:
        try:
            parts = {*_withdrawn_parts(project, version), *_withdrawn_pages(project, version)}
        except (git.GitError, NotRegularFileError):
            yield Phrase("decision.not-compared", version=version.text)
            continue
        again = {part for part in parts if any(part in form for form in new_forms)}
        again = {part for part in again if not any(part in form for form in kept_forms)}
        if again:
            texts = shortened(sorted(again))
            yield Phrase("decision.published-again", version=version.text, texts=texts)


def _built_pages(built: BuiltVersion) -> Iterator[str]:
    """The hand-written pages of a built version."""
    for path in sorted(built.folder.rglob("*.html")):
        page = path.read_text(encoding="utf-8", errors="replace")
        if is_written(page):
            yield page


def _kept_forms(store: Store, versions: Sequence[Version]) -> Iterator[str]:
    """The data and the hand-written pages of published versions, as normalized text."""
    for version in versions:
        if version.manifest.withdrawn:
            continue
        yield from forms_of(version.data.decode("utf-8", "replace"))
        for address in sorted(pages_without_entries(version, version.index["pages"])):
            data = store.read(f"{version}/{address}index.html") or b""
            page = data.decode("utf-8", "replace")
            yield from forms_of(page) if is_written(page) else ()


def _withdrawn_parts(project: Path, version: Version) -> Iterator[str]:
    """The parts of the withdrawn texts of the data, as in the version's commit.

    Raises GitError, and NotRegularFileError for a link.
    """
    decisions = version.index.get("withdrawn_pages", ())
    ids = {id for decision in decisions for id in decision["entries"]}
    chapters = {page.rstrip("/").rpartition("/")[2] for page in _pages_of(version)}
    commit, folder = version.manifest.commit, f"{git.prefix(project)}{DATA_FOLDER}"
    for entry in entries(project, commit, folder):
        if not entry.path.endswith(".yml"):
            continue
        text = (read(project, commit, entry.path) or b"").decode("utf-8", "replace")
        tree, _ = read_tree(entry.path, text)
        data: Any = dict(tree.data) if tree else {}
        if version.manifest.withdrawn is None:
            found = [each for each in data.get("entries") or () if _id(each) in ids]
            chapter = data.get("chapter")
            data = [*found, chapter] if _id(chapter) in chapters else found
        yield from parts_of(data)


def _withdrawn_pages(project: Path, version: Version) -> Iterator[str]:
    """The parts of the withdrawn hand-written pages, as in the version's commit.

    Raises GitError, and NotRegularFileError for a link.
    """
    roots, commit = version.index["roots"].values(), version.manifest.commit
    for address, text in committed_pages(project, commit, roots):
        if version.manifest.withdrawn or address in _pages_of(version):
            yield from parts_of(text)


def _pages_of(version: Version) -> set[str]:
    """The addresses of the withdrawn pages, in the default language."""
    return {page for decision in version.manifest.withdrawn_pages for page in decision.pages}


def _id(entry: Any) -> object:
    return entry.get("id") if isinstance(entry, dict) else None
