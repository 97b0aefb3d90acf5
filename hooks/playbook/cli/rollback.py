"""``playbook rollback``: makes an earlier published version the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .decisions import carry_out, decision_options

if TYPE_CHECKING:
    from ..problems import Phrase
    from ..release.decision_plan import Plan


@click.command(short_help="Make an earlier version the current one.")
@decision_options
def rollback(**options: Any) -> None:
    """Make VERSION the current one: latest leads to it.

    Higher versions stay published, but are marked as rolled back. The next version that is
    published becomes current again. To undo a rollback, roll back to the higher version.

    Exit status: 0 if the tree says so, 1 if it was refused, 2 if the command could not run.
    """
    from ..release.decide import rollback

    carry_out(rollback, _described, options)


def _described(plan: Plan, *, is_planned: bool) -> list[Phrase]:
    from ..problems import Phrase

    undone = ", ".join(plan.undone) or Phrase("rollback.none")
    return [Phrase("rollback.planned" if is_planned else "rollback.done", after=plan.after,
                   before=plan.before, undone=undone)]  # fmt: skip
