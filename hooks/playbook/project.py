"""Reads and checks the data of a project. Every command starts here."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from .checks import check
from .checks.heading_font import check_heading_font
from .checks.images import check_images
from .checks.languages import missing_translations
from .checks.own_address import check_own_address
from .checks.site_address import check_site_address
from .kinds import KINDS
from .kinds.packages import kinds_of
from .languages.files import OwnLanguages, read_own_languages
from .languages.pack import Languages
from .likely.problems import Context, with_likely_values
from .model.entry import Entry
from .model.load import load
from .model.loaded_files import LoadedFiles
from .model.migrations import migrated
from .model.playbook import Playbook
from .problems import Problem, failing, ordered
from .source.files import Sources, read_sources
from .source.folders import Folders, check_folders, folders_of
from .source.option_paths import check_option_paths
from .source.site_texts import check_site_texts
from .source.user_info import user_info_problems

DATA_FOLDER = "playbook_data"
"""The name of the data folder in a project."""
CHANGES = "changes"
"""The folder of a project with the change entries of its releases."""
CHECKED_FOLDERS = (DATA_FOLDER, CHANGES, "schema")
"""Folders of a project, besides those in ``mkdocs.yml``, that commands read, write and publish."""


@dataclass(frozen=True)
class CheckResult:
    """A playbook with its problems; ``playbook`` is None if ``playbook.yml`` has errors."""

    playbook: Playbook | None
    problems: tuple[Problem, ...]
    kinds: Mapping[str, type[Entry]] = field(default_factory=lambda: KINDS, repr=False)
    """The kinds of entries that the project uses."""

    @property
    def errors(self) -> list[Problem]:
        """The errors."""
        return failing(self.problems, strict=False)


def read_project(
    folder: Path, *, today: dt.date | None = None, adopted: bool = False,
    folders: Folders | None = None, texts: Mapping[str, str] = {},
    one_language_first: bool = False, known: LoadedFiles | None = None,
) -> CheckResult:  # fmt: skip
    """Read and check the data of a project. Invalid files give problems, never an exception.

    Date-dependent problems are reported if ``today`` is given; builds do not pass it. ``adopted``
    adds the checks for remaining starter text. ``folders`` are those that MkDocs uses; a
    build passes them, otherwise they are read from ``mkdocs.yml``. ``texts`` replace the content
    of data files, by path. With ``one_language_first``, as in a preview, texts that are not
    translated are warnings instead of errors. ``known`` has the files that the last call has
    loaded, of which a preview loads only those that have changed.
    """
    with _gc_disabled():
        kinds, problems_of_kinds = kinds_of(folder / DATA_FOLDER, DATA_FOLDER)
        sources = migrated(read_sources(folder / DATA_FOLDER, kinds, texts=texts))
        own_languages = read_own_languages(folder / DATA_FOLDER)
        checked = check_sources(
            sources, kinds, own_languages, today=today, adopted=adopted,
            one_language_first=one_language_first, known=known,
        )  # fmt: skip
        problems = [*problems_of_kinds, *checked.problems]
        if adopted:
            problems = [*problems, *check_site_address(folder)]
        folders = folders or folders_of(folder)
        problems = [*problems, *check_links(folder, folders)]
        if checked.playbook is not None:
            problems += check_own_address(checked.playbook, folder)
        if checked.playbook is not None and (folder / folders.docs).is_dir():
            problems += check_images(checked.playbook, folder, folders.docs)
            problems += check_heading_font(checked.playbook, folder, folders.docs)
        already_searched = {document.tree.path for document in sources.documents}
        problems += check_site_texts(
            folder, folders, (DATA_FOLDER, CHANGES), skipped=already_searched
        )
        return CheckResult(checked.playbook, tuple(ordered(problems)), kinds)


def check_sources(
    sources: Sources, kinds: Mapping[str, type[Entry]], own_languages: OwnLanguages, *,
    today: dt.date | None = None, adopted: bool = False, one_language_first: bool = False,
    known: LoadedFiles | None = None,
) -> CheckResult:  # fmt: skip
    """Check data that was read, or that an edit would write, as `read_project` does."""
    playbook, problems = load(sources, kinds, known, one_language_first=one_language_first)
    languages = Languages(own_languages)
    problems = [
        *_with_likely_values(problems, sources, languages, playbook, kinds),
        *own_languages.problems,
    ]
    for document in sources.documents:
        problems += user_info_problems(document.tree.path, document.tree.lines)
    if playbook is not None:
        playbook = replace(playbook, language_data=languages)
        problems = [*problems, *check(playbook, today=today, adopted=adopted)]
        if one_language_first and playbook.settings.missing_text == "error":
            problems += missing_translations(playbook, level="warning")
    return CheckResult(playbook, tuple(problems), kinds)


def _with_likely_values(
    problems: Iterable[Problem], sources: Sources, languages: Languages, playbook: Playbook | None,
    kinds: Mapping[str, type[Entry]],
) -> Iterator[Problem]:  # fmt: skip
    """The problems of reading, with the values that were probably meant by wrong ones."""
    trees = {document.tree.path: document.tree for document in sources.documents}
    names = playbook.languages if playbook else languages.known()
    known = [languages[name] for name in names if languages[name].is_known]
    return with_likely_values(problems, Context(trees, known, tuple(kinds.values())))


def check_links(project: Path, folders: Folders | None = None) -> list[Problem]:
    """Problems with symbolic links, and paths in ``mkdocs.yml``, that lead out of the project.

    Through these, such files could be read or written.
    """
    folders = folders or folders_of(project)
    problems = check_folders(project, folders, CHECKED_FOLDERS)
    known = set(problems)
    more = check_option_paths(project, folders.docs)
    return [*problems, *(problem for problem in more if problem not in known)]


@contextmanager
def _gc_disabled() -> Iterator[None]:
    """Disable the garbage collector: it takes a third of the time, and reading makes no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
