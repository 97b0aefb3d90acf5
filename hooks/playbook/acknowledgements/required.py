"""What a role has to read again: what binds it and has changed between two published versions.

The change records say which version follows which, and which rewordings are editorial. Where no
chain of records leads from one version to the other, their data is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..changes.change import BINDING, SETTINGS
from ..pages.acknowledgement import NOT_ABOUT_RULES
from ..release.change_pairs import compared_versions
from ..release.published_version import Version
from ..release.version_changes import changes_between
from ..words.catalogue import Words


@dataclass(frozen=True)
class Changed:
    """Something that binds and has changed; without ``roles``, it concerns everyone."""

    id: str
    title: str
    roles: frozenset[str]


@dataclass
class Required:
    """What has changed for whom up to ``current``; each comparison is made once."""

    versions: Sequence[Version]
    current: Version
    words: Words
    _since: dict[str, tuple[Changed, ...]] = field(default_factory=dict)

    def since(self, version: Version, roles: frozenset[str]) -> tuple[Changed, ...]:
        """What has changed since a version for somebody with roles. Raises RefusedError."""
        if version.text not in self._since:
            changed = {each.id: each for each in self._changed(version)}
            self._since[version.text] = tuple(changed.values())
        return tuple(
            each for each in self._since[version.text] if not each.roles or each.roles & roles
        )

    def _changed(self, version: Version) -> Iterator[Changed]:
        if version.text == self.current.text:
            return
        for before, after in self._steps(version):
            yield from _in_step(before, after, self.words)

    def _steps(self, version: Version) -> Iterable[tuple[Version, Version]]:
        """The comparisons between a version and the current one, in either direction."""
        up, down = self._chain(self.current, version), self._chain(version, self.current)
        return up or down or [(version, self.current)]

    def _chain(self, version: Version, first: Version) -> list[tuple[Version, Version]]:
        """The comparisons that lead from a version back to ``first``; empty if none do."""
        before = {after.text: before for before, after in compared_versions(self.versions)}
        steps: list[tuple[Version, Version]] = []
        while version.text != first.text:
            if version.text not in before or len(steps) > len(self.versions):
                return []
            steps.append((before[version.text], version))
            version = before[version.text]
        return steps


def _in_step(before: Version, after: Version, words: Words) -> Iterator[Changed]:
    comparison = changes_between(before, after, words)
    for change in comparison.changes:
        if change.is_binding and change.of_binding_kind:
            yield Changed(
                change.id, comparison.labels.title(change), frozenset(change.audience.roles)
            )
    if after.record and after.record.since == before.text:
        for recorded in after.record.changes:
            is_rule = recorded.kind == SETTINGS and recorded.id not in NOT_ABOUT_RULES
            if is_rule and recorded.change_type in BINDING:
                title = recorded.title.get(words.language) or next(iter(recorded.title.values()))
                yield Changed(recorded.id, title, frozenset())
