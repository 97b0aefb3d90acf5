"""The kinds of entry. A kind is a folder with one `Entry` subclass, its templates and its labels.

`packages.py` adds the kinds of other packages.
"""

from __future__ import annotations

import importlib
import pkgutil

from ..model.entry import Entry
from .check_kind import KindError, check_kind


def _all_kinds() -> dict[str, type[Entry]]:
    for module in pkgutil.iter_modules(__path__):
        if module.ispkg:
            importlib.import_module(f"{__name__}.{module.name}")
    models = [kind for kind in Entry.__subclasses__() if kind.__module__.startswith(f"{__name__}.")]
    for model in models:
        try:
            check_kind(model)
        except KindError as error:
            raise KindError(f"the kind '{model.kind}' is not complete: {error}") from None
    return {model.kind: model for model in sorted(models, key=lambda model: model.spec.nav_order)}


KINDS = _all_kinds()
"""Every kind of this package by name, in navigation order."""
