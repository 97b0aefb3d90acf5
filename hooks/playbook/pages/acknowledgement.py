"""What a role reads and confirms in a version, and the link with which it does so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..changes.change import BINDING, SETTINGS, VALUES
from ..changes.record import RecordedChange
from ..model.entry import Entry
from ..model.referenced_kinds import ROLES
from .handbook import Handbook
from .json_export import playbook_digest
from .role_page import with_included_roles

CONFIRM_FOLDER = "confirm/"
"""The folder of the page on which a role confirms, below the role's own page."""
NOT_ABOUT_RULES = frozenset({"acknowledge_link"})
"""Settings whose change is announced, but changes nothing that has been read."""


def acknowledgement(handbook: Handbook, role: str = "") -> str:
    """The ``acknowledge_link`` of the settings with the version, the hash and the role filled in.

    The hash is the SHA-256 of ``playbook.json``, which contains the whole version and is listed in
    its manifest. Empty if the build is not a release or the link is not set.
    """
    url = handbook.playbook.settings.acknowledge_link
    if url is None or handbook.release_info is None:
        return ""
    values = {
        "version": handbook.release_info.version,
        "hash": playbook_digest(handbook),
        "role": role,
    }
    for name, value in values.items():
        url = url.replace(f"{{{name}}}", value)
    return url


@dataclass(frozen=True)
class RequiredReading:
    """What a role reads before it confirms a version.

    ``since`` is the version before it, or empty if there is no record of one; ``changes`` are
    those since then that bind the role. ``groups`` has everything that binds it, by kind.
    """

    since: str
    changes: tuple[RecordedChange, ...]
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]


def required_reading(handbook: Handbook, role: Entry) -> RequiredReading:
    """What a role reads before it confirms the version."""
    roles = set(with_included_roles(handbook, role.id))
    record = handbook.release_info.record if handbook.release_info else None
    changes = record.changes if record and record.since else ()
    groups = (
        (kind, tuple(_that_bind(handbook, kind, roles)))
        for kind, model in handbook.playbook.kinds.items()
        if model.spec.is_binding
    )
    return RequiredReading(
        (record.since or "") if record else "",
        tuple(each for each in changes if _concerns(each, handbook, roles)),
        tuple((kind, entries) for kind, entries in groups if entries),
    )


def _that_bind(handbook: Handbook, kind: str, roles: set[str]) -> Iterator[Entry]:
    """The current entries of a kind that apply to one of the roles, or to everyone."""
    for entry in handbook.by_kind.get(kind, ()):
        named = {entry.id} if kind == ROLES else set(entry.applies_to.roles)
        if entry.status == "current" and (not named or named & roles):
            yield entry


def _concerns(change: RecordedChange, handbook: Handbook, roles: set[str]) -> bool:
    """Whether a recorded change binds somebody with the roles."""
    if change.change_type not in BINDING or (change.roles and not set(change.roles) & roles):
        return False
    if change.kind == SETTINGS:
        return change.id not in NOT_ABOUT_RULES
    if change.kind == VALUES:
        return change.change_type not in ("added", "removed", "retired")
    model = handbook.playbook.kinds.get(change.kind)
    return model is not None and model.spec.is_binding and not _is_chapter(change, handbook)


def _is_chapter(change: RecordedChange, handbook: Handbook) -> bool:
    chapters = handbook.playbook.chapters.get(change.kind, ())
    is_entry = change.id in handbook.playbook.entries
    return not is_entry and any(chapter.id == change.id for chapter in chapters)


def quiz_roles(handbook: Handbook) -> list[tuple[Entry, tuple[str, ...]]]:
    """Each role with the ids of itself and of the roles that it includes."""
    return [
        (role, tuple(with_included_roles(handbook, role.id)))
        for role in handbook.by_kind.get(ROLES, ())
    ]
