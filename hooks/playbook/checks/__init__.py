"""Checks across all entries of a valid playbook.

Each check takes the playbook and yields problems. The checks of a single kind are in the folder of
the kind.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice

from ..model.playbook import Playbook
from ..problems import MAX_PROBLEMS, Problem, grouped
from ..source.codes import limited
from ..words.checks import check_languages
from . import (
    adoption,
    brand,
    contribute,
    dates,
    edition,
    emptiness,
    kind_labels,
    languages,
    links,
    organisation,
    ownership,
    pasted_remains,
    pasted_texts,
    portable_ids,
    post_checks,
    references,
    release_number,
    split_items,
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
    pasted_remains,
    pasted_texts,
    visibility,
    edition,
    values,
    brand,
    languages,
    dates,
    emptiness,
    kind_labels,
    ownership,
    post_checks,
    teams,
    contribute,
    split_items,
    portable_ids,
    release_number,
)
"""The modules of the checks. Each has a function ``check``."""
MAX_UNMERGED_PROBLEMS = 20 * MAX_PROBLEMS
"""The maximum number of problems per check, before problems with the same cause are merged."""


def check(
    playbook: Playbook, *, today: dt.date | None = None, adopted: bool = False
) -> list[Problem]:
    """Every problem in a playbook, in order.

    Date-dependent problems are reported if ``today`` is given; with ``adopted``, text left
    over from the starter is reported too.
    """
    problems = list(check_languages(playbook))
    checks = [module.check for module in ((*CHECKS, adoption) if adopted else CHECKS)]
    checks += [kind_check for model in playbook.kinds.values() for kind_check in model.spec.checks]
    for check_playbook in checks:
        problems += limited(grouped(islice(check_playbook(playbook), MAX_UNMERGED_PROBLEMS)))
    problems += staleness.check(playbook, today)
    return without_consequences(grouped(problems))
