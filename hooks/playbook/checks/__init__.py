"""What must hold in a playbook whose form is right.

A check takes the playbook and yields problems. Checks of one kind's own fields are listed under
their kind; the rest walk the fields of whatever kinds there are.
"""

from __future__ import annotations

from itertools import islice

from ..model.playbook import Playbook
from ..problems import MAX_PROBLEMS, Problem, ordered
from ..source.codes import too_many_problems
from ..words.catalogue import check_languages
from . import flows, keys, links, ownership, references, rules, values, visibility


def check(playbook: Playbook) -> list[Problem]:
    """Every problem of a playbook, in order."""
    problems = list(check_languages(playbook.settings, playbook.settings_tree))
    for module in (references, links, visibility, values, keys, flows, ownership, rules):
        found = list(islice(module.check(playbook), MAX_PROBLEMS))
        if len(found) == MAX_PROBLEMS:
            found.append(too_many_problems(found[-1].place))
        problems += found
    return ordered(problems)
