"""``playbook new``: adds a draft entry to the right file, or creates a chapter."""

from __future__ import annotations

from pathlib import Path

import click

from .file_writing import write_all
from .output import is_terminal, write_lines
from .project_paths import project_of
from .schema_files import update_schemas


@click.command(short_help="Add a draft entry or a chapter.")
@click.argument("kind")
@click.argument("id")
@click.option("--chapter", help="The id of the chapter, for kinds with chapters.")
@click.option(
    "--kind", "of_kind",
    help="For a new chapter: the kind of its entries, if several kinds have chapters.",
)  # fmt: skip
@click.option(
    "--project", default=".", type=click.Path(exists=True, path_type=Path),
    help="The project folder (default: the current one).",
)  # fmt: skip
def new(kind: str, id: str, chapter: str | None, of_kind: str | None, project: Path) -> None:
    """Add a draft entry with the id ID to the file of a KIND, for example policy or contacts.

    If KIND is chapter, create a chapter with the id ID: a new file without entries.

    The rest of the file is not changed. Replace each '…' in what is new. The schemas of the project
    are updated, so that text editors know the id.

    Exit status: 0 on success, 2 if the command could not run.
    """
    from ..edit.new import NewError, new_entry
    from ..edit.new_chapter import CHAPTER, new_chapter
    from ..model.days import today_in
    from ..problems import Phrase
    from ..project import read_project
    from .language import message_catalogue

    if kind == CHAPTER and chapter is not None:
        raise click.UsageError("--chapter is only for entries")
    if kind != CHAPTER and of_kind is not None:
        raise click.UsageError("--kind is only for chapters")
    project_folder = project_of(project)
    playbook = read_project(project_folder).playbook
    if playbook is None:
        raise click.UsageError("playbook.yml has errors: run 'playbook check'")
    try:
        day = today_in(playbook.settings.organisation.time_zone)
        if kind == CHAPTER:
            new_file = new_chapter(playbook, project_folder, id, of_kind, day.isoformat())
        else:
            new_file = new_entry(playbook, project_folder, kind, id, chapter, day.isoformat())
    except NewError as error:
        raise click.UsageError(str(error)) from error
    relative_path = new_file.path.relative_to(project_folder).as_posix()
    write_all(project_folder, {relative_path: new_file.text})
    place = f"{relative_path}:{new_file.line}"
    is_chapter = kind == CHAPTER
    added = Phrase("new.chapter" if is_chapter else "new.entry", place=place, id=id)
    sentences = message_catalogue(None, playbook, is_for_people=is_terminal())
    write_lines([sentences.phrase(added)])
    written = update_schemas(project_folder, read_project(project_folder).playbook) or ()
    write_lines(sentences.phrase(Phrase("file.written", path=path)) for path in written)
