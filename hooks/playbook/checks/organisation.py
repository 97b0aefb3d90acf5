"""Checks the settings of the organisation in ``playbook.yml``."""

from __future__ import annotations

import functools
import zoneinfo
from collections.abc import Iterator

from ..model.playbook import Playbook
from ..model.value_descriptions import did_you_mean
from ..problems import Code, Problem

UNKNOWN_TIME_ZONE = Code("PB441", "error", "zone")
INVALID_HOURS = Code("PB442", "error", "closes", "opens")
INCOMPLETE_ACKNOWLEDGE_LINK = Code("PB444", "error", "missing")
IMPOSSIBLE_QUIZ = Code("PB945", "error", "right", "of")
QUIZ_WITHOUT_LINK = Code("PB946", "warning")
REPEATED_ITEM = Code("PB443", "error", "item", "key")

_ZONES_OF_A_MACHINE = frozenset({"localtime", "Factory"})
"""Names that some systems list: the zone would be that of the machine that builds, or none."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Unknown time zones, invalid opening hours, incomplete acknowledge links, repeated items."""
    organisation, tree = playbook.settings.organisation, playbook.settings_tree
    known_zones = _time_zones()
    if organisation.time_zone not in known_zones:
        location = tree.location(("organisation", "time_zone"))
        cure = did_you_mean(organisation.time_zone, known_zones)
        yield UNKNOWN_TIME_ZONE.at(location, zone=organisation.time_zone, cure=cure)
    hours = organisation.office_hours
    if hours.closes <= hours.opens:
        location = tree.location(("organisation", "office_hours", "closes"))
        yield INVALID_HOURS.at(location, opens=hours.opens, closes=hours.closes)
    link = playbook.settings.acknowledge_link
    missing = [name for name in ("version", "hash", "role") if f"{{{name}}}" not in (link or "")]
    if link is not None and missing:
        location = tree.location(("acknowledge_link",))
        yield INCOMPLETE_ACKNOWLEDGE_LINK.at(location, missing=[f"{{{name}}}" for name in missing])
    yield from _quiz_problems(playbook)
    yield from _repeated_items(playbook, ("languages",), playbook.languages)
    yield from _repeated_items(playbook, ("organisation", "countries"), organisation.countries)
    yield from _repeated_items(playbook, ("organisation", "office_hours", "days"), list(hours.days))


def _quiz_problems(playbook: Playbook) -> Iterator[Problem]:
    quiz, tree = playbook.settings.acknowledge_quiz, playbook.settings_tree
    if quiz is None:
        return
    if quiz.right > quiz.of:
        location = tree.location(("acknowledge_quiz", "right"))
        yield IMPOSSIBLE_QUIZ.at(location, right=quiz.right, of=quiz.of)
    if playbook.settings.acknowledge_link is None:
        yield QUIZ_WITHOUT_LINK.at(tree.location(("acknowledge_quiz",)))


@functools.cache
def _time_zones() -> frozenset[str]:
    """The names of all time zones, cached because listing them takes longer than any check."""
    return frozenset(zoneinfo.available_timezones()) - _ZONES_OF_A_MACHINE


def _repeated_items(
    playbook: Playbook, path: tuple[str, ...], items: list[str]
) -> Iterator[Problem]:
    for index, item in enumerate(items):
        if item in items[:index]:
            location = playbook.settings_tree.location((*path, index))
            yield REPEATED_ITEM.at(location, item=item, key=path[-1])
