"""``playbook pdf``: writes the handbook as PDF, for signature and archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import write_lines
from .project_paths import project_of

if TYPE_CHECKING:
    from ..documents.parts import Part
    from ..documents.source import Source

FOLDER = "pdf"
"""The folder in a project that gets the documents."""
REQUIRED = ("weasyprint", "pikepdf")


@click.command(short_help="Write the handbook as PDF, for signature and archive.")
@click.argument("version", required=False)
@click.option(
    "--language", "languages", multiple=True, metavar="CODE",
    help="Write this language; may be repeated. Default: every language of the handbook.",
)  # fmt: skip
@click.option(
    "--role", "role_names", multiple=True, metavar="ID",
    help="Write what applies to this role instead of the whole; may be repeated.",
)  # fmt: skip
@click.option(
    "--chapter", "chapter_names", multiple=True, metavar="ID",
    help="Write this chapter instead of the whole; may be repeated.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Write the whole, each role, each chapter.")
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path),
    help=f"The folder that gets the files. Default: {FOLDER}/ in the project.",
)  # fmt: skip
@click.option(
    "--font", "fonts", multiple=True, metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A font with characters that the bundled fonts do not have; may be repeated.",
)  # fmt: skip
@click.option(
    "--project", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder (default: the current one).",
)  # fmt: skip
def pdf(
    version: str | None, languages: tuple[str, ...], role_names: tuple[str, ...],
    chapter_names: tuple[str, ...], everything: bool, folder: Path | None, fonts: tuple[Path, ...],
    project: Path,
) -> None:  # fmt: skip
    """Write a PDF of the tag of VERSION in each language: for archives (PDF/A-3a) and signatures.

    Without VERSION, it is a draft of the working data. The same tag gives the same bytes with the
    same versions of the libraries.

    Exit status: 0 if all files were written, 1 if the data was refused, 2 if the command could not
    run.
    """
    _require_libraries()
    from ..documents.compose import compose
    from ..documents.output import file_name, write_document
    from ..problems import Phrase
    from .language import terminal_messages

    project = project_of(project)
    sentences = terminal_messages(project)
    target = folder or project / FOLDER
    with _source(project, version, fonts) as source:
        parts = list(_parts(source, role_names, chapter_names, everything=everything))
        for language in _languages(source, languages):
            for part in parts:
                document = compose(source, part, language)
                path = target / file_name(source, part, language)
                write_document(path, document.data)
                written = Phrase("pdf.written", path=str(path), count=document.pages,
                                 digest=document.digest)  # fmt: skip
                write_lines([sentences.phrase(written)])


def _require_libraries() -> None:
    """Raises UsageError if the optional libraries are missing."""
    missing = [name for name in REQUIRED if find_spec(name) is None]
    if missing:
        raise click.UsageError(
            f"playbook pdf needs {' and '.join(missing)}: "
            "run python -m pip install './WHEEL_FILE[pdf]'"
        )


@contextmanager
def _source(project: Path, version: str | None, fonts: tuple[Path, ...]) -> Iterator[Source]:
    """The data of a version, or the working data. Ends the command if the data is refused."""
    from ..documents.compose import UnusableError
    from ..release.codes import RefusedError
    from ..release.document_source import released_source, working_source
    from ..release.version_numbers import parse_version
    from .errors import exit_on_refusal

    with exit_on_refusal(project):
        try:
            if version is None:
                yield working_source(project, fonts)
            else:
                with released_source(project, parse_version(version), fonts) as source:
                    yield source
        except UnusableError as error:
            raise RefusedError(*error.problems) from error


def _languages(source: Source, wanted: Sequence[str]) -> Sequence[str]:
    known = source.handbook.playbook.languages
    for language in wanted:
        _refuse_unknown("language", language, known)
    return wanted or known


def _parts(
    source: Source, roles: Sequence[str], chapters: Sequence[str], *, everything: bool
) -> Iterator[Part]:
    from ..documents.parts import chapter_ids, chapter_part, role_ids, role_part, whole

    handbook = source.handbook
    known_roles, known_chapters = role_ids(handbook), chapter_ids(handbook)
    for role in roles:
        _refuse_unknown("role", role, known_roles)
    for chapter in chapters:
        _refuse_unknown("chapter", chapter, known_chapters)
    if everything or not (roles or chapters):
        yield whole(handbook)
    for role in known_roles if everything else roles:
        yield role_part(handbook, role)
    for chapter in known_chapters if everything else chapters:
        yield chapter_part(handbook, chapter)


def _refuse_unknown(what: str, name: str, known: Iterable[str]) -> None:
    if name not in known:
        names = ", ".join(sorted(known)) or "none"
        raise click.UsageError(f"unknown {what} '{name}'; use one of: {names}")
