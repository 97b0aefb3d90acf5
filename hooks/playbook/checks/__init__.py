"""Checks of a valid playbook, across entries.

Each check takes the playbook and yields problems. Some concern the fields of one kind (keys, flows,
rules); the others walk the fields of every kind.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice

from ..model.playbook import Playbook
from ..problems import MAX_PROBLEMS, Problem, grouped
from ..source.codes import too_many_problems
from ..words.catalogue import check_languages
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
from .causes import without_consequences

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
MAX_LOCATIONS = 20 * MAX_PROBLEMS
"""Limit of locations per check, before those with the same cause become one problem."""


def check(
    playbook: Playbook, *, today: dt.date | None = None, adopted: bool = False
) -> list[Problem]:
    """Every problem of a playbook, in order.

    Date-dependent problems are reported if ``today`` is given; ``adopted`` adds what remains of the
    starter text.
    """
    problems = list(check_languages(playbook.settings, playbook.settings_tree))
    for module in (*CHECKS, adoption) if adopted else CHECKS:
        reported = grouped(islice(module.check(playbook), MAX_LOCATIONS))[:MAX_PROBLEMS]
        if len(reported) == MAX_PROBLEMS:
            reported.append(too_many_problems(reported[-1].location))
        problems += reported
    problems += staleness.check(playbook, today)
    return without_consequences(grouped(problems))
