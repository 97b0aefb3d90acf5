"""Renders the pages at the root of a published tree from templates."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from ..changes.record import RecordedChange
from ..model.referenced_kinds import ROLES
from ..words.catalogue import Words
from .decisions import Decision
from .published_version import Version

HERE = Path(__file__).parent


@functools.cache
def templates() -> jinja2.Environment:
    """The template environment of the root pages: escapes HTML and rejects undefined names."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Renderer:
    """Renders the templates with the variables of one tree.

    ``versions`` are those that were not withdrawn, and ``latest`` is the one that applies.
    """

    def __init__(
        self,
        all_versions: Sequence[Version],
        latest: Version,
        ui_strings: Mapping[str, Words],
        rollbacks: Mapping[str, Decision],
    ) -> None:
        self.all_versions, self.latest, self.ui_strings = all_versions, latest, ui_strings
        self.versions = [each for each in all_versions if not each.manifest.withdrawn]
        self.common = {
            "versions": list(reversed(all_versions)),
            "latest": latest,
            "rollbacks": rollbacks,
            "ui_strings": ui_strings,
            "roots": latest.index["roots"],
            "organisation": latest.index["organisation"],
            "public": latest.index["public"],
            "last_changed": _last_changed(all_versions, rollbacks),
            "changes_by_role": changes_by_role,
        }

    def render(self, template: str, path: str, language: str, **variables: Any) -> str:
        """Render a template as a string.

        ``path`` is the path of the file, or for an HTML page that of its folder with a slash.
        """
        variables.setdefault("root_path", "../" * path.count("/"))
        return templates().get_template(template).render(
            self.common, heading=self.latest.title(language), t=self.ui_strings[language],
            language=language, path=path, **variables,
        )  # fmt: skip


def _last_changed(versions: Sequence[Version], rollbacks: Mapping[str, Decision]) -> str:
    """The time of the last release or decision, as YYYY-MM-DDTHH:MM:SSZ."""
    withdrawn = (version.manifest.withdrawn for version in versions)
    decisions = [*rollbacks.values(), *(each for each in withdrawn if each)]
    return max(
        *(version.manifest.date for version in versions),
        *(f"{decision.on}T00:00:00Z" for decision in decisions),
        "",
    )


def changes_by_role(version: Version, language: str) -> list[tuple[str, list[RecordedChange]]]:
    """Group the changes of a release by role title; changes for everyone have an empty title."""
    titles = {
        id: entry["title"].get(language) or next(iter(entry["title"].values()))
        for id, entry in version.published_entries.items()
        if entry["kind"] == ROLES
    }
    changes: dict[str, list[RecordedChange]] = {}
    for change in version.record.changes if version.record else ():
        for role in change.roles or [""]:
            changes.setdefault(titles.get(role, role), []).append(change)
    return sorted(changes.items())
