"""Personal data and secrets, recognised by their format and check digit."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from ...model.types import FrozenModel
from ..check_digits import is_card, is_personal_number
from ..check_type import CheckCompiler, CheckType
from ..finding import Hit, PostContext
from ..phrases import Phrase as PhraseData
from ..prepared_check import PreparedCheck, hit_at
from ..token_patterns import DETECTED
from ..tokens import Post
from ..vale_parts import NO_ADDRESS, ValeResult, existence
from ..vale_words import regex

_VALIDATORS: Mapping[str, Callable[[str], bool]] = {
    "personal_number": is_personal_number,
    "card": is_card,
}
_WITH_CHECK_DIGIT = ("personal_number", "card")
"""The types of data that have a check digit."""


class Detect(FrozenModel):
    """Data that should not be in a post, recognised by its format and check digit."""

    what: list[
        Literal["personal_number", "phone", "mobile", "email", "address", "card", "secret"]
    ] = Field(min_length=1, description="What is looked for.")


def compiled(fields: Detect, compiler: CheckCompiler) -> dict[str, Any]:
    """The types of data to look for."""
    return {"what": list(fields.what)}


def find(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """The personal data and secrets in a post, each reported once."""
    covered: list[tuple[int, int]] = []
    for data_type in prepared.check["what"]:
        pattern = prepared.rules["shapes"]["detected"][data_type]
        for match in _expression(pattern).finditer(post.text):
            start, end = match.span()
            if any(start < last and first < end for first, last in covered):
                continue
            has_valid_digits = _VALIDATORS.get(data_type)
            if has_valid_digits is None or has_valid_digits(match[0]):
                covered.append((start, end))
                yield hit_at(start, end, post)


@functools.cache
def _expression(pattern: str) -> re.Pattern[str]:
    """The compiled form of a long pattern. Few processes need it, and compiling takes a while."""
    return re.compile(pattern)


def vale(check: Mapping[str, Any], endings: Sequence[str], replacement_message: str) -> ValeResult:
    """An existence rule for the types of data that need no check digit."""
    supported = [kind for kind in check["what"] if kind not in _WITH_CHECK_DIGIT]
    unsupported = [kind.replace("_", " ") for kind in check["what"] if kind in _WITH_CHECK_DIGIT]
    reason = f"{' and '.join(unsupported)}: Vale does not verify check digits"
    reasons = [reason] if unsupported else []
    if not supported:
        return {}, reasons
    exceptions = check["exceptions"]
    email_exceptions = [
        phrase for phrase in exceptions if "email" in supported and len(phrase["words"]) == 1
    ]
    other_exceptions = [phrase for phrase in exceptions if phrase not in email_exceptions]
    forms = check.get("detected", DETECTED)
    tokens = [
        _email(email_exceptions, forms[kind]) if kind == "email" else forms[kind]
        for kind in supported
    ]
    return {"": existence({**check, "exceptions": other_exceptions}, tokens)}, reasons


def _email(exceptions: Sequence[PhraseData], email: str) -> str:
    """A pattern for email addresses, except those whose local part is an exception."""
    names = "|".join(regex(phrase["text"]) for phrase in exceptions)
    return f"{NO_ADDRESS}{f'(?!(?i:{names})@)' if exceptions else ''}{email}"


CHECK_TYPE = CheckType(
    model=Detect, description="Personal data and secrets.", position=6,
    compile=compiled, find=find, vale=vale,
)  # fmt: skip
