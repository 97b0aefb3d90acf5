"""Adds to each pattern of a schema what to write, which text editors show instead of the pattern.

Without it, an editor says only that a value *does not match the pattern* ``^[a-z]…``.
"""

from __future__ import annotations

from typing import Any

from ..messages import Messages
from ..model import codes
from ..model.types import DAY, WEB_ADDRESS, WORDS
from ..model.value_descriptions import EXPECTED_BY_PATTERN
from ..problems import Location, Problem

KEY = "patternErrorMessage"
"""The keyword of VS Code and of the YAML language server for the message of a pattern."""
_NOWHERE = Location("")


def with_pattern_messages(schema: Any, sentences: Messages) -> Any:
    """A schema whose patterns have a message: the cure of the problem that `playbook check` finds.

    ``sentences`` are those of the language of the messages.
    """
    if isinstance(schema, list):
        return [with_pattern_messages(inner, sentences) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: with_pattern_messages(value, sentences) for key, value in schema.items()}
    problem = _problem(schema["pattern"]) if isinstance(schema.get("pattern"), str) else None
    return {**inner, KEY: f"{problem.code}: {sentences.cure(problem)}"} if problem else inner


def _problem(pattern: str) -> Problem:
    """The problem of a value that does not match a pattern."""
    if pattern == DAY:
        return codes.NOT_A_DATE.at(_NOWHERE, value="")
    if pattern == WEB_ADDRESS:
        return codes.NOT_AN_ADDRESS.at(_NOWHERE, value="")
    if pattern == WORDS:
        return codes.EMPTY.at(_NOWHERE, key="")
    what, expected = EXPECTED_BY_PATTERN[pattern]
    return codes.NOT_A_NAME.at(_NOWHERE, value="", what=what, expected=expected)
