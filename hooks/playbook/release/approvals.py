"""Checks the human approvals that a release requires."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from .. import git, git_objects
from ..changes.record import ReleaseClass
from ..changes.releases import releases, tag_ref
from ..model.playbook import Playbook
from ..project import DATA_FOLDER
from ..source.files import SETTINGS, decode
from ..source.tree import read_tree
from .codes import (
    DECISION_DATE,
    FUTURE_DECISION,
    OLD_DECISION,
    SCHEME_SWITCH,
    RefusedError,
    refusal,
)
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


def refuse_future_decision(playbook: Playbook, today: dt.date) -> None:
    """Refuse a decision that has not been made yet, in any release. Raises RefusedError."""
    decided = playbook.settings.decided
    if decided and str(decided.on) > str(today):
        location = playbook.settings_tree.location(("decided",))
        raise RefusedError(FUTURE_DECISION.at(location, on=decided.on, today=today))


def refuse_old_decision(
    project: Path, last: VersionNumber, release_class: ReleaseClass, playbook: Playbook
) -> None:
    """Refuse binding changes without a decision of their own, if the settings record decisions.

    A decision is a new one if its day or its reference differs from that of the last release. Its
    day is not before the day of that decision. Raises RefusedError, and GitError.
    """
    decided = playbook.settings.decided
    if release_class != "major" or not decided:
        return
    earlier = _decision_in(project, last) or {}
    location = playbook.settings_tree.location(("decided",))
    day, earlier_day = str(decided.on), str(earlier.get("on") or decided.on)
    earlier_reference = str(earlier.get("reference", ""))
    if day == earlier_day and decided.reference.split() == earlier_reference.split():
        raise RefusedError(OLD_DECISION.at(location, last=last))
    if day < earlier_day:
        raise RefusedError(DECISION_DATE.at(location, on=day, last=last, earlier=earlier_day))


def _decision_in(project: Path, release: VersionNumber) -> Any:
    """The plain data of the decision in the settings of a release, or None."""
    commit = git.resolve_commit(project, tag_ref(release.text))
    name = f"{git.prefix(project)}{DATA_FOLDER}/{SETTINGS}.yml"
    data = git_objects.read(project, commit, name)
    text, _ = decode(data or b"", name)
    tree, _ = read_tree(name, text) if text else (None, [])
    return tree.data.get("decided") if tree else None
