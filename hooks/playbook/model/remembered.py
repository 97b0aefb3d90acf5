"""Remembers results for objects that never change, for as long as the objects exist.

A preview reads most files again unchanged, and then has the same trees and models as before.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

Argument = TypeVar("Argument")
Context = TypeVar("Context")
Result = TypeVar("Result")


def remembered(function: Callable[[Argument], Result]) -> Callable[[Argument], Result]:
    """Make a function of one object remember its results by the identity of the object.

    The results must not refer to the object, which would then exist for ever.
    """
    known: dict[int, tuple[weakref.ref[Any], Result]] = {}

    @functools.wraps(function)
    def result_of(subject: Argument) -> Result:
        number = id(subject)
        found = known.get(number)
        if found is not None and found[0]() is subject:
            return found[1]
        result = function(subject)
        known[number] = weakref.ref(subject, lambda _: known.pop(number, None)), result
        return result

    return result_of


def remembered_with(
    function: Callable[[Argument, Context], Result],
) -> Callable[[Argument, Context], Result]:
    """Make a function of an object and a context remember its last result for each object.

    Contexts are compared with ``==``. Neither they nor the results may refer to the object.
    """
    known: dict[int, tuple[weakref.ref[Any], Context, Result]] = {}

    @functools.wraps(function)
    def result_of(subject: Argument, context: Context) -> Result:
        number = id(subject)
        found = known.get(number)
        if found is not None and found[0]() is subject and found[1] == context:
            return found[2]
        result = function(subject, context)
        known[number] = weakref.ref(subject, lambda _: known.pop(number, None)), context, result
        return result

    return result_of
