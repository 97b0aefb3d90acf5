"""The kinds of entry. A kind is a module with one `Entry` subclass, and a template of the same
name."""

from __future__ import annotations

import importlib
import pkgutil

from ..model.entry import Entry


class KindError(Exception):
    """A kind is not complete; the message says what is missing."""


def _all_kinds() -> dict[str, type[Entry]]:
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    found = [kind for kind in Entry.__subclasses__() if kind.__module__.startswith(f"{__name__}.")]
    for model in found:
        check_bindings(model)
    return {model.kind: model for model in sorted(found, key=lambda model: model.spec.nav_order)}


def check_bindings(model: type[Entry]) -> None:
    """Raises KindError unless a kind gives each of its own fields a direction, and no other."""
    own = model.model_fields.keys() - Entry.model_fields.keys()
    given = model.spec.bindings.keys()
    if missing := ", ".join(sorted(own - given)):
        raise KindError(f"the bindings of the kind '{model.kind}' do not name: {missing}")
    if unknown := ", ".join(sorted(given - own)):
        raise KindError(f"the bindings of the kind '{model.kind}' name no field of it: {unknown}")


KINDS = _all_kinds()
"""Every kind by name, in navigation order."""
