"""``playbook init``: creates the repository of an organisation's handbook."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import agreed, is_terminal, write, write_error, write_lines

if TYPE_CHECKING:
    from ..messages import Messages


@click.command(short_help="Create a repository for a handbook.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="The organisation's name.")
@click.option(
    "--sector",
    help="The kind of organisation: company, municipal_company (owned by the public), "
    "publicly_funded_provider (private, paid by the public) or public_body.",
)
@click.option("--languages", help="The languages, as sv,en; the first is the default.")
@click.option("--countries", help="Where the readers are, as SE,NO.")
@click.option("--time-zone", help="As Europe/Stockholm. Default: that of the first country.")
@click.option("--brand-colour", help="The colour, as #0f5c5c, from which the palette is made.")
@click.option("--host", help="The code host: github, gitlab or none. Default: none.")
@click.option("--starter", help="How much text to begin with: full, small or empty. Default: full.")
@click.option("--repository", help="The address of the repository on its host.")
@click.option("--site-url", help="The address at which the handbook will be published.")
@click.option(
    "--package",
    metavar="SOURCE",
    help="Where to install the generator from: a wheel file, https://…/name.whl#sha256=DIGEST or "
    "git+https://…@COMMIT. Default: where it was installed from.",
)
@click.option("--git/--no-git", default=None, help="Whether to run git init. Default: ask.")
def init(folder: Path, package: str | None, git: bool | None, **given: str | None) -> None:
    """Create the repository of a handbook in FOLDER, which is new or empty.

    On a terminal, the command asks for what the options do not say, in the first language of the
    handbook. It writes nothing unless the
    whole repository is ready: the data, the pages, the settings of the site, the pinned generator,
    and the files for the code host and for text editors.

    Exit status: 0 on success, 1 if the data would have problems, 2 if the command could not run.
    """
    from ..git import GitError
    from ..problems import Phrase
    from ..starter import create
    from ..starter.content import ContentError, shipped_content
    from ..starter.data import languages_of
    from ..starter.repository_files import repository_files
    from .questions import Questions

    target = folder.absolute()
    if not create.is_free(target):
        raise click.UsageError(f"{folder} is not empty; choose a new folder, or an empty one")
    content = shipped_content()
    questions = Questions(given)
    answers = questions.answers(languages_of(content))
    source = questions.package(package)
    is_asked = questions.are_possible and git is None and not (target / create.GIT).exists()
    asked_git = questions.sentences.phrase(Phrase("init.ask-git"))
    with_git = agreed(asked_git) if is_asked else bool(git)
    sentences = _sentences(answers.languages[0])
    try:
        files = repository_files(content, answers, source)
        create.create(target, files, with_git=with_git)
    except create.NotCreatedError as error:
        write_error(sentences.phrase(Phrase("init.not-created")))
        write_lines(line for problem in error.problems for line in sentences.lines(problem))
        raise SystemExit(1) from None
    except (GitError, ContentError) as error:
        raise click.UsageError(str(error)) from error
    write(sentences.phrase(Phrase("init.ready", folder=folder)))
    write_lines(f"    {command}" for command in _next_commands(folder, sentences))
    write(sentences.phrase(Phrase("init.readme")))


def _sentences(language: str) -> Messages:
    """The messages for a person on a terminal in the handbook's first language, else in English."""
    from ..languages.pack import REFERENCE, Languages
    from ..words.problem_texts import messages_of

    return messages_of(Languages()[language if is_terminal() else REFERENCE])


def _next_commands(folder: Path, sentences: Messages) -> list[str]:
    """The commands that a person may run next, in a form for all shells, also those of Windows."""
    from ..problems import Phrase
    from ..starter import create

    message = sentences.phrase(Phrase("init.commit"))
    has_git = (folder / create.GIT).exists()
    return [
        *([f"cd {_quoted(folder)}"] if folder != Path() else []),
        *([] if has_git else [f"git init --initial-branch={create.BRANCH}"]),
        "git add --all",
        f'git commit --message "{message}"',
        "playbook serve --open",
    ]


def _quoted(folder: Path) -> str:
    """A path as an argument. Shells of Windows need double quotes, which no path there contains."""
    return shlex.quote(str(folder)) if os.name == "posix" else f'"{folder}"'
