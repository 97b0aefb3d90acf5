"""``playbook withdraw``: replaces a published version by public notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .decisions import carry_out, decision_options

if TYPE_CHECKING:
    from ..release.decide import Plan


@click.command(short_help="Replace a published version by a public note.")
@decision_options
def withdraw(**options: Any) -> None:
    """Withdraw VERSION, for example for legal reasons.

    Each of its pages gets the public note. All other files are removed: texts, search indexes and
    exports. The manifests say what was withdrawn, when and by whose decision.

    Exit status: 0 if it is withdrawn, 1 if it was refused, 2 if the command could not run.
    """
    from ..release.decide import withdraw

    carry_out(withdraw, _described, options)


def _described(plan: Plan, state: str) -> list[str]:
    [version] = plan.undone
    lines = [
        f"{version} {state} withdrawn: {plan.pages} pages with a note, {plan.removed} other files "
        f"removed; latest {state} {plan.after} (before: {plan.before})"
    ]
    for other, count in plan.same_texts:
        lines.append(f"{other} contains {count} of its entries unchanged")
    return lines
