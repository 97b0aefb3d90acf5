"""What must hold in a playbook whose form is right.

A check takes the playbook and yields problems. Checks of one kind's own fields are listed under
their kind; the rest walk the fields of whatever kinds there are.
"""

from __future__ import annotations

from ..model.playbook import Playbook
from ..problems import Problem, ordered
from ..words.catalogue import check_languages
from . import flows, keys, links, ownership, references, rules, values, visibility


def check(playbook: Playbook) -> list[Problem]:
    """Every problem of a playbook, in order."""
    problems = list(check_languages(playbook.settings, playbook.settings_tree))
    for module in (references, links, visibility, values, keys, flows, ownership, rules):
        problems.extend(module.check(playbook))
    return ordered(problems)
