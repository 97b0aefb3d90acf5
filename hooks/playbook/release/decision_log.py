"""Keeps a decision that is written file by file, so that it can be completed after an interruption.

A decision is planned from the texts that it removes. When some of them are gone, it cannot be
planned again, so all new files are kept in the staging folder until the last one is in its place.
"""

from __future__ import annotations

import base64
import json
from dataclasses import fields
from typing import Any

from . import codes
from .codes import refusal
from .copying import reason_of
from .decision_plan import Plan
from .folder_store import FolderStore
from .journal import DECISION, TEMPORARY_FILE
from .manifest import MANIFEST, STAGING, as_json, is_outside
from .ordered_writer import write_in_order
from .tree import TreeUpdate
from .version_numbers import is_number


def write_decision(store: FolderStore, plan: Plan, version: str) -> None:
    """Carry out a decision file by file. Raises RefusedError."""
    if store.is_up_to_date(plan.update):
        return
    _keep(store, plan, version)
    write_in_order(store, plan.update, version, is_decision=True)


def complete_decision(store: FolderStore) -> tuple[str, Plan] | None:
    """Complete an interrupted decision; returns its version and plan. Raises RefusedError.

    A decision is not completed if the journal belongs to another, later update.
    """
    data, journal = store.read(DECISION), store.journal()
    if data is None or journal is None:
        return None
    try:
        values: dict[str, Any] = json.loads(data)
        version, plan = str(values["version"]), _plan(values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise refusal(codes.FOREIGN_FILE, store.name, path=DECISION) from error
    if journal.version != version or plan.update.root[MANIFEST].decode() not in journal.after:
        return None
    write_in_order(store, plan.update, version, is_decision=True)
    store.rescan()
    return version, plan


def _keep(store: FolderStore, plan: Plan, version: str) -> None:
    update = plan.update
    root = {path: base64.b64encode(data).decode() for path, data in update.root.items()}
    values: dict[str, Any] = {
        "version": version,
        "plan": {field.name: getattr(plan, field.name) for field in fields(plan)},
        "update": {"latest": update.latest, "latest_moves": update.latest_moves, "root": root,
                   "stale": sorted(update.stale)},
    }  # fmt: skip
    del values["plan"]["update"]
    try:
        (store.path / STAGING).mkdir(exist_ok=True)
        (store.path / TEMPORARY_FILE).write_bytes(as_json(values))
        (store.path / TEMPORARY_FILE).replace(store.path / DECISION)
    except OSError as error:
        store.recover()
        raise refusal(codes.NOT_WRITTEN, store.name, reason=reason_of(error)) from error


def _plan(values: dict[str, Any]) -> Plan:
    """The plan in a file. Raises an error if it is not valid, or names a path outside the tree."""
    kept = values["update"]
    if any(map(is_outside, (kept["latest"], *kept["root"], *kept["stale"]))):
        raise ValueError("a path leads out of the tree")
    if MANIFEST not in kept["root"] or not is_number(kept["latest"]):
        raise ValueError("it is not an update")
    update = TreeUpdate(
        None, kept["latest"], kept["latest_moves"],
        {path: base64.b64decode(data) for path, data in kept["root"].items()},
        frozenset(kept["stale"]),
    )  # fmt: skip
    return Plan(**{**values["plan"], "update": update})
