"""Carries out a decision about published versions in a folder or on a branch."""

from __future__ import annotations

from pathlib import Path

from .branch_store import BranchStore, until_pushed
from .codes import RefusedError
from .decision_log import complete_decision, write_decision
from .decision_plan import Plan, Planner
from .folder_store import FolderStore
from .preconditions import refuse_unwritable, refuse_unwritable_folders
from .target_path import refuse_bad_target


def decide_in_folder(
    project: Path, planner: Planner, version: str, target: Path, *, in_order: bool, dry_run: bool
) -> Plan:
    """Carry out a decision in a folder. Raises RefusedError, which says what was changed."""
    refuse_bad_target(target, project)
    store = FolderStore(target)
    with store.locked(create=False):
        refuse_unwritable(store, in_order=in_order)
        if dry_run:
            return planner(store)
        store.recover()
        completed = complete_decision(store)
        try:
            plan = planner(store)
        except RefusedError:
            if completed and completed[0] == version:  # the same command was given again
                return completed[1]
            raise
        if not store.is_up_to_date(plan.update):
            refuse_unwritable_folders(store, plan.update)
        if in_order:
            write_decision(store, plan, version)
        else:
            store.write(plan.update)
    return plan


def decide_on_branch(
    project: Path, planner: Planner, remote: str, branch: str, *, dry_run: bool
) -> Plan:
    """Carry out a decision on a branch, as one commit. Raises RefusedError with nothing changed."""
    store = BranchStore(project, remote, branch)

    def carry_out() -> Plan:
        plan = planner(store)
        if not dry_run:
            store.write(plan.update)
        return plan

    return until_pushed(store, carry_out)
