"""Turns pydantic errors into problems with location, cause and fix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import BaseModel, ValidationError

from ..problems import Phrase, Problem
from ..source.fixes import straight_quotes_fix
from ..source.tree import DataPath, Tree
from . import codes
from .validation_errors import ErrorTranslator

UNQUOTED_VALUE_CODES = frozenset(
    code.code
    for code in (
        codes.WRONG_TYPE, codes.NOT_A_CHOICE, codes.NOT_A_DATE, codes.NOT_A_NAME,
        codes.OUT_OF_RANGE, codes.NOT_AN_ADDRESS,
    )
)  # fmt: skip
"""Codes of values (names, dates, numbers, choices) in which curly quotes are a mistake."""


def validation_problems(
    error: ValidationError,
    model: type[BaseModel],
    tree: Tree,
    base: DataPath,
    where: str | Phrase,
    languages: Sequence[str],
) -> Iterator[Problem]:
    """The problems for an invalid value at the path ``base``; ``where`` names it in messages."""
    for detail in error.errors(include_url=False):
        loc = tuple(part for part in detail["loc"] if part != "[key]")
        translator = ErrorTranslator(detail, loc, model, tree, (*base, *loc), where, languages)
        problem = translator.problem()
        if problem.fix is None and problem.code in UNQUOTED_VALUE_CODES:
            problem = replace(problem, fix=straight_quotes_fix(tree, problem.location))
        yield problem
