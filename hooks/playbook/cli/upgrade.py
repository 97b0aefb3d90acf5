"""``playbook upgrade``: takes the files of a newer generator into a repository."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import write, write_lines
from .project_paths import project_of, write_in

if TYPE_CHECKING:
    from ..messages import Messages
    from ..starter.former_files import Former
    from ..starter.upgrade import FileUpgrade

CONFIG = "mkdocs.yml"


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
    except (RecordError, GitError, ConfigError, ContentError, OSError) as error:
        raise click.UsageError(str(error)) from error
    texts = {**_plugin_settings(project, is_fork=fork is not None), **_migrated(project)}
    _report(planned, texts, sentences)
    if not dry_run:
        _write(project, planned, texts)
    write(changes_since(shipped_content().text(CHANGELOG), former.version))
    raise SystemExit(1 if any(each.action == "conflict" for each in planned) else 0)


def _former(project: Path, fork: str | None) -> Former:
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


def _plan(project: Path, former: Former, package: str | None) -> list[FileUpgrade]:
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
    """The text of ``mkdocs.yml`` with the plugin, if a fork still has the hook."""
    from ..starter.fork import with_plugin

    if not is_fork:
        return {}
    old = (project / CONFIG).read_bytes().decode("utf-8")
    new = with_plugin(old)
    return {CONFIG: new} if new is not None else {}


def _migrated(project: Path) -> Mapping[str, str]:
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
    from ..starter.create import set_executable

    for each in planned:
        path = project / each.path
        if each.data is not None:
            (project / each.target).parent.mkdir(parents=True, exist_ok=True)
            (project / each.target).write_bytes(each.data)
            set_executable(project, each.target)
        elif each.action == "removed":
            path.unlink()
            _remove_empty_folders(path.parent, project)
    for name, text in texts.items():
        write_in(project, name, text)


def _remove_empty_folders(folder: Path, project: Path) -> None:
    """Remove a folder and those above it within the project if they have no files any more."""
    for each in (folder, *folder.parents):
        if each == project or any(each.iterdir()):
            return
        each.rmdir()
