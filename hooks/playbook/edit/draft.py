"""A project whose data is edited in memory, and checked before any file is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..kinds.packages import kinds_of
from ..languages.files import OwnLanguages, read_own_languages
from ..languages.pack import Languages
from ..model.entry import Entry
from ..model.load import load
from ..model.migrations import migrated
from ..model.playbook import Playbook
from ..problems import Phrase, Problem, failing
from ..project import DATA_FOLDER, check_links, check_sources
from ..source.files import Document, Sources, read_sources
from ..source.tree import Tree, read_tree
from .file_versions import Versions, file_versions
from .nodes import EditError
from .text_edits import apply_edits


class EditRefusal(Exception):  # noqa: N818
    """The edit cannot be made; ``reason`` says why, and ``problems`` are those in its way."""

    def __init__(self, reason: Phrase, *problems: Problem) -> None:
        self.reason, self.problems = reason, problems
        super().__init__(reason.key)


@dataclass(frozen=True)
class Draft:
    """A project before an edit: its data as read, and the exact texts of its files.

    ``versions`` tell later whether a file changed after it was read.
    """

    project: Path
    playbook: Playbook
    sources: Sources = field(repr=False)
    kinds: Mapping[str, type[Entry]] = field(repr=False)
    own_languages: OwnLanguages = field(repr=False)
    trees: Mapping[str, Tree] = field(repr=False)
    versions: Versions = field(repr=False)

    def text(self, path: str) -> str:
        """The text of a file with its line endings."""
        return (self.project / path).read_bytes().decode("utf-8")

    def changed_sources(self, texts: Mapping[str, str | bytes | None]) -> Sources:
        """The sources with new texts of files; None for a file that is removed."""
        unchanged = ""
        documents = [
            Document(document.kind, _tree(document.tree.path, text))
            if isinstance(text, str) and text
            else document
            for document in self.sources.documents
            if (text := texts.get(document.tree.path, unchanged)) is not None
        ]
        return replace(self.sources, documents=tuple(documents))


def _tree(path: str, text: str) -> Tree:
    tree, problems = read_tree(path, text.replace("\r\n", "\n"))
    if tree is None or problems:
        raise EditError("the result is not valid YAML")
    return tree


def read_draft(project: Path) -> Draft:
    """Read a project for an edit. Raises EditRefusal if it cannot be read in full."""
    folder = project / DATA_FOLDER
    versions = file_versions(project)
    kinds, kind_problems = kinds_of(folder, DATA_FOLDER)
    read = read_sources(folder, kinds)
    sources = migrated(read)
    own_languages = read_own_languages(folder)
    playbook, problems = load(sources, kinds)
    errors = failing([*check_links(project), *kind_problems, *problems], strict=False)
    if playbook is None or errors or sources.problems:
        raise EditRefusal(Phrase("edit.has-errors"), *(errors or sources.problems))
    trees = {document.tree.path: document.tree for document in sources.documents}
    playbook = replace(playbook, language_data=Languages(own_languages))
    return Draft(project, playbook, sources, kinds, own_languages, trees, versions)


def new_problems(
    draft: Draft, texts: Mapping[str, str | bytes | None], own_languages: OwnLanguages | None = None
) -> list[Problem]:
    """The errors and warnings that the data would have after an edit, and does not have now."""
    sources = draft.changed_sources(texts)
    after = check_sources(sources, draft.kinds, own_languages or draft.own_languages)
    failures = failing(after.problems)
    if not failures:
        return []
    before = check_sources(draft.sources, draft.kinds, draft.own_languages)
    known = {_key(problem) for problem in before.problems}
    return [problem for problem in failures if _key(problem) not in known]


def with_fixes(
    texts: Mapping[str, str | bytes | None], problems: Iterable[Problem]
) -> dict[str, str | bytes | None]:
    """The new texts with the fixes of their problems applied, such as new numbers of a list."""
    edits = [edit for problem in problems if problem.fix for edit in problem.fix.edits]
    fixed = dict(texts)
    for path in {edit.start.path for edit in edits}:
        text = texts.get(path)
        if isinstance(text, str):
            new = apply_edits(
                text.replace("\r\n", "\n"), [edit for edit in edits if edit.start.path == path]
            )
            fixed[path] = new.replace("\n", "\r\n") if "\r\n" in text else new
    return fixed


def _key(problem: Problem) -> tuple[str, tuple[str, ...]]:
    """What identifies a problem when lines move and counts change."""
    facts = (repr(value) for _, value in problem.facts if isinstance(value, str | Phrase))
    return problem.code, tuple(facts)
