"""Checks of a valid playbook, across entries.

Each check takes the playbook and yields problems. Some concern the fields of one kind (keys, flows,
rules); the others walk the fields of every kind.
"""

from __future__ import annotations

import datetime as dt

from ..model.playbook import Playbook
from ..problems import Problem, ordered
from ..source.codes import limited
from ..words.checks import check_languages
from . import (
    adoption,
    brand,
    dates,
    flows,
    keys,
    languages,
    links,
    organisation,
    ownership,
    post_checks,
    references,
    rules,
    staleness,
    teams,
    values,
    visibility,
)

CHECKS = (
    organisation,
    references,
    links,
    visibility,
    values,
    brand,
    languages,
    dates,
    keys,
    flows,
    ownership,
    rules,
    post_checks,
    teams,
)
"""The checks: modules with a function ``check``."""


def check(
    playbook: Playbook, *, today: dt.date | None = None, adopted: bool = False
) -> list[Problem]:
    """Every problem of a playbook, in order.

    Date-dependent problems are reported if ``today`` is given; ``adopted`` adds what remains of the
    starter text.
    """
    problems = list(check_languages(playbook))
    for module in (*CHECKS, adoption) if adopted else CHECKS:
        problems += limited(module.check(playbook))
    problems += staleness.check(playbook, today)
    return ordered(problems)
