"""Remembers results for models, which never change, for as long as the models exist.

A preview reads most files again unchanged, and then has the same models as before.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

Argument = TypeVar("Argument", bound=BaseModel)
Context = TypeVar("Context")
Result = TypeVar("Result")


def remembered(function: Callable[[Argument], Result]) -> Callable[[Argument], Result]:
    """Make a function of one model remember its results by the identity of the model.

    The results must not refer to the model, which would then exist for ever.
    """
    known: dict[int, tuple[weakref.ref[Any], Result]] = {}

    @functools.wraps(function)
    def result_of(model: Argument) -> Result:
        number = id(model)
        found = known.get(number)
        if found is not None and found[0]() is model:
            return found[1]
        result = function(model)
        known[number] = weakref.ref(model, lambda _: known.pop(number, None)), result
        return result

    return result_of


def remembered_with(
    function: Callable[[Argument, Context], Result],
) -> Callable[[Argument, Context], Result]:
    """Make a function of a model and of something else remember its last result for each model.

    The something else is compared with ``==``. The results must not refer to the model.
    """
    known: dict[int, tuple[weakref.ref[Any], Context, Result]] = {}

    @functools.wraps(function)
    def result_of(model: Argument, context: Context) -> Result:
        number = id(model)
        found = known.get(number)
        if found is not None and found[0]() is model and found[1] == context:
            return found[2]
        result = function(model, context)
        known[number] = weakref.ref(model, lambda _: known.pop(number, None)), context, result
        return result

    return result_of
