"""``playbook upgrade``: takes the files of a newer generator into a repository."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .file_writing import write_all
from .output import write, write_lines
from .project_paths import project_of

if TYPE_CHECKING:
    from ..messages import Messages
    from ..starter.former_files import FormerFiles
    from ..starter.upgrade import FileUpgrade


@click.command(short_help="Take the files of a newer generator into a repository.")
@click.option(
    "--package",
    metavar="SOURCE",
    help="Where to install the generator from, as for init. Default: where it was installed from.",
)
@click.option(
    "--fork",
    metavar="COMMIT",
    help="Turn a fork of the generator's repository into one that installs the generator. COMMIT "
    "is the last commit of the generator in it; later ones are your changes.",
)
@click.option("--dry-run", is_flag=True, help="Show what would happen, and write nothing.")
def upgrade(package: str | None, fork: str | None, dry_run: bool) -> None:
    """Take the files of this generator into the repository in the current folder.

    Install the newer generator first, for example with pipx. Its files for CI, for the code host
    and for text editors replace the former ones; a file that you changed is merged. The data is
    migrated to the newest format, and its comments are kept. Commit your own changes first, so that
    git can undo the upgrade.

    Exit status: 0 on success, 1 if a file has a conflict to resolve, 2 if the command could not
    run.
    """
    from ..git import GitError
    from ..site.config_file import ConfigError
    from ..starter.changelog import changes_since
    from ..starter.content import CHANGELOG, ContentError, shipped_content
    from ..starter.former_files import RecordError
    from .language import terminal_messages

    project = project_of(Path())
    sentences = terminal_messages(project)
    try:
        former = _former(project, fork)
        if not dry_run:
            _require_committed(project)
        planned = _plan(project, former, package)
        texts = {**_plugin_settings(project, is_fork=fork is not None), **_migrated_texts(project)}
    except (RecordError, GitError, ConfigError, ContentError, OSError) as error:
        raise click.UsageError(str(error)) from error
    _report(planned, texts, sentences)
    if not dry_run:
        _write(project, planned, texts)
    if changes := changes_since(shipped_content().text(CHANGELOG), former.version):
        write(changes)
    raise SystemExit(1 if any(each.action == "conflict" for each in planned) else 0)


def _former(project: Path, fork: str | None) -> FormerFiles:
    """The generator's files in the repository. Raises RecordError, GitError and UsageError."""
    from ..starter.former_files import fork_files, recorded_files

    if fork is not None:
        return fork_files(project, fork)
    former = recorded_files(project)
    if former is None:
        raise click.UsageError(
            "this repository has no record of 'playbook init'; if it is a fork of the generator's"
            " repository, name the generator's last commit in it with --fork COMMIT"
        )
    return former


def _require_committed(project: Path) -> None:
    """Check that git can restore every file. Raises GitError and UsageError."""
    from ..git import run

    if run(project, "status", "--porcelain", "--untracked-files=no", "--", "."):
        raise click.UsageError("there are changes that are not committed; commit them first")


def _plan(project: Path, former: FormerFiles, package: str | None) -> list[FileUpgrade]:
    """What happens to each file of the generator. Raises the errors of what it calls."""
    from ..site.config_file import site_url
    from ..starter.answers import SITE_URL
    from ..starter.content import shipped_content
    from ..starter.fork import answers_of
    from ..starter.repository_files import generator_files
    from ..starter.upgrade import plan_upgrade
    from .questions import Questions

    answers = former.answers or answers_of(project, site_url(project, {}) or SITE_URL)
    source = Questions({}).package(package)
    wanted = generator_files(shipped_content(), answers, source)
    return plan_upgrade(project, wanted, former.digests, former.base_of)


def _plugin_settings(project: Path, *, is_fork: bool) -> Mapping[str, str]:
    """The text of ``mkdocs.yml`` with the plugin, if a fork still has the hook in a usual form.

    Raises UsageError if the file is a link, which is not written.
    """
    from ..source.folders import CONFIG
    from ..source.links import is_linked
    from ..starter.fork import with_plugin

    if not is_fork:
        return {}
    if is_linked(project / CONFIG, project):
        raise click.UsageError(f"{CONFIG} is a link; replace it by the file")
    new = with_plugin((project / CONFIG).read_bytes())
    return {CONFIG: new} if new is not None else {}


def _migrated_texts(project: Path) -> Mapping[str, str]:
    """The text of each data file in the newest format, if the data is in an older one."""
    from ..edit.fix import fixed_files
    from ..model.codes import OLDER_FORMAT
    from ..project import read_project

    codes = {problem.code for problem in read_project(project).problems}
    return fixed_files(project) if OLDER_FORMAT.code in codes else {}


def _report(planned: list[FileUpgrade], texts: Mapping[str, str], sentences: Messages) -> None:
    from ..problems import Phrase

    if not planned and not texts:
        write(sentences.phrase(Phrase("upgrade.nothing")))
    for each in planned:
        action = sentences.phrase(Phrase(f"upgrade.{each.action}"))
        renamed = f" ({each.target})" if each.data is not None and each.target != each.path else ""
        write(f"{each.path}: {action}{renamed}")
    written = sentences.phrase(Phrase("upgrade.migrated"))
    write_lines(f"{path}: {written}" for path in texts)
    write("")


def _write(project: Path, planned: list[FileUpgrade], texts: Mapping[str, str]) -> None:
    """Write and remove all files, or none. Raises UsageError if that is not possible.

    The record is last: until it is written, the upgrade can be repeated.
    """
    from ..starter.create import set_executable
    from ..starter.repository_files import RECORD

    contents: dict[str, str | bytes | None] = {
        each.target or each.path: each.data
        for each in planned
        if each.data is not None or each.action == "removed"
    }
    record = contents.pop(RECORD, None)
    contents |= texts
    if record is not None:
        contents[RECORD] = record
    try:
        write_all(project, contents)
        for path, content in contents.items():
            if content is not None:
                set_executable(project, path)
    except OSError as error:
        raise click.UsageError(f"nothing was changed: {error}") from error
