"""The types of check. Each module in this folder is a type; ``check-types/NAME.js`` has the same
algorithm."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

from ..check_type import CheckType


def _check_types() -> Mapping[str, CheckType]:
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    types: dict[str, CheckType] = {name: module.CHECK_TYPE for name, module in modules.items()}
    return dict(sorted(types.items(), key=lambda named: (named[1].position, named[0])))


CHECK_TYPES = _check_types()
"""Every type of check by its name, sorted by position."""
