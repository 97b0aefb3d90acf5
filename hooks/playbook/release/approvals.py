"""Checks the human approvals that a release requires."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .. import git, git_objects
from ..changes.record import ReleaseClass
from ..changes.releases import releases, tag_ref
from ..model.playbook import Playbook
from ..project import DATA_FOLDER
from ..source.files import SETTINGS, decode
from ..source.tree import read_tree
from .codes import OLD_DECISION, SCHEME_SWITCH, RefusedError, refusal
from .git_errors import git_refusal
from .version_numbers import VersionNumber, parse_version


def refuse_scheme_switch(project: Path, wanted: VersionNumber) -> None:
    """Refuse a calendar version if the last release has a semantic version.

    The switch is final: no semantic version is higher than a calendar version. Raises RefusedError.
    """
    try:
        last = max(map(parse_version, releases(project)), default=None)
    except git.GitError as error:
        raise git_refusal(error, str(project)) from error
    if last and wanted.is_calendar and not last.is_calendar:
        raise refusal(SCHEME_SWITCH, "playbook.yml", version=wanted, last=last)


def refuse_old_decision(
    project: Path, last: VersionNumber, release_class: ReleaseClass, playbook: Playbook
) -> None:
    """Refuse binding changes if the settings record the same decision as in the last release.

    A handbook need not record decisions. Raises RefusedError, and GitError.
    """
    decided = playbook.settings_tree.data.get("decided")
    if release_class == "major" and decided and decided == _decision_in(project, last):
        raise RefusedError(
            OLD_DECISION.at(playbook.settings_tree.location(("decided",)), last=last)
        )


def _decision_in(project: Path, release: VersionNumber) -> Any:
    """The plain data of the decision in the settings of a release, or None."""
    commit = git.resolve_commit(project, tag_ref(release.text))
    name = f"{git.prefix(project)}{DATA_FOLDER}/{SETTINGS}.yml"
    data = git_objects.read(project, commit, name)
    text, _ = decode(data or b"", name)
    tree, _ = read_tree(name, text) if text else (None, [])
    return tree.data.get("decided") if tree else None
