"""The kinds of entry. A kind is a module with one `Entry` subclass, and a template of the same
name."""

from __future__ import annotations

import importlib
import pkgutil

from ..model.entry import Entry


def _all_kinds() -> dict[str, type[Entry]]:
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    found = sorted(Entry.__subclasses__(), key=lambda kind: kind.nav_order)
    return {kind.kind: kind for kind in found if kind.__module__.startswith(f"{__name__}.")}


KINDS = _all_kinds()
"""Every kind by name, in navigation order."""
