"""Text that matches a pattern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from ...model.post_check import PatternsByLanguage
from ...model.types import FrozenModel
from ..check_type import CheckCompiler, CheckType
from ..finding import Hit, PostContext, shorten
from ..prepared_check import PreparedCheck
from ..tokens import Post
from ..vale_parts import ValeResult, existence


class Pattern(FrozenModel):
    """Text that matches a pattern."""

    tokens: PatternsByLanguage = Field(
        description="Safe regular expressions; the docs describe their syntax."
    )
    ignorecase: bool = Field(True, description="Whether upper and lower case are the same.")
    replace: str | None = Field(
        None,
        max_length=80,
        examples=["use"],
        description="What to write instead; the same for every match.",
    )


def compiled(fields: Pattern, compiler: CheckCompiler) -> dict[str, Any]:
    """The patterns and their replacement."""
    patterns = compiler.patterns(fields.tokens, ignorecase=fields.ignorecase)
    return {"patterns": patterns, "replace": fields.replace}


def find(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Text that matches a pattern."""
    for expression in prepared.patterns:
        for match in expression.finditer(post.text):
            instead = prepared.check["replace"]
            yield Hit(match.start(), match.end(), shorten(match[0]), instead)


def vale(check: Mapping[str, Any], endings: Sequence[str], replacement_message: str) -> ValeResult:
    """An existence rule, if the language has patterns."""
    rules = {"": existence(check, check["patterns"])} if check["patterns"] else {}
    return rules, []


CHECK_TYPE = CheckType(
    model=Pattern, description="Text that matches a pattern.", position=2,
    compile=compiled, find=find, vale=vale,
)  # fmt: skip
