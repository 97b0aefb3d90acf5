"""The same word twice in a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pydantic import Field

from playbook.model.post_check import StringsByLanguage
from playbook.model.types import FrozenModel, Integer
from playbook.post.check_type import CheckCompiler, CheckType, Missing
from playbook.post.finding import Hit, PostContext
from playbook.post.prepared_check import PreparedCheck, hit_at
from playbook.post.tokens import Post
from playbook.post.vale_parts import ValeResult
from playbook.problems import Phrase


class Repeat(FrozenModel):
    """Words that are not repeated."""

    min_length: Integer = Field(0, ge=0, le=60, description="Shorter words may be repeated.")
    tokens: StringsByLanguage | None = Field(None, description="Words that may be repeated.")


def compiled(fields: Repeat, compiler: CheckCompiler) -> dict[str, Any]:
    """The minimum length of a word, and the words that may be repeated."""
    return {"min_length": fields.min_length, "phrases": compiler.phrases(fields.tokens)}


def missing(fields: Repeat) -> Iterator[Missing]:
    """The words that may be repeated, if there is no minimum length."""
    if not fields.min_length and not fields.tokens:
        yield "tokens", Phrase("why.counted-words")


def find(prepared: PreparedCheck, post: Post, context: PostContext) -> Iterator[Hit]:
    """Each second word of two that are the same."""
    allowed = {match.start for match in prepared.phrases.find(post)}
    for one, other in pairwise(post.words):
        is_same = one.text.lower() == other.text.lower()
        if is_same and len(one.text) >= prepared.check["min_length"] and one.start not in allowed:
            yield hit_at(other.start, other.end, post)


def vale(check: Mapping[str, Any], endings: Sequence[str], replacement_message: str) -> ValeResult:
    """No rule, and the reason."""
    return {}, ["Vale cannot compare two words"]


CHECK_TYPE = CheckType(
    model=Repeat, description="Words that are not repeated.", position=7,
    compile=compiled, find=find, vale=vale, missing=missing,
)  # fmt: skip
