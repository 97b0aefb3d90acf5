"""What a type of check says about itself: one value of each module in `check_types`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..model.post_check import StringsByLanguage
from ..model.types import FrozenModel
from ..problems import Phrase
from .finding import Hit, PostContext
from .prepared_check import PreparedCheck
from .tokens import Post
from .vale_parts import ValeResult

Missing = tuple[str, Phrase]
"""The key of a missing field, and why it is needed."""


class CheckCompiler(Protocol):
    """Compiles the fields of a check in one language to plain data."""

    def strings(self, lists: StringsByLanguage | None) -> list[str]:
        """The strings of the language, as listed."""

    def phrases(
        self, lists: StringsByLanguage | None, *, inflect: bool = True, ignorecase: bool = True
    ) -> list[dict[str, Any]]:
        """The words and phrases of the language."""

    def replacements(
        self,
        swap: Mapping[str, Mapping[str, str]] | None,
        *,
        inflect: bool = True,
        ignorecase: bool = True,
    ) -> list[dict[str, Any]]:
        """The words and phrases of the language with what to write ``instead``."""

    def patterns(self, lists: StringsByLanguage | None, *, ignorecase: bool = True) -> list[str]:
        """The patterns of the language, as regular expressions."""

    def count(self, value: str | None) -> int | None:
        """The number of one of the organisation's values."""


def nothing_missing(fields: Any) -> Iterator[Missing]:
    """No field is needed because of another."""
    return iter(())


@dataclass(frozen=True, kw_only=True)
class CheckType:
    """A type of check. The name of its module is its key in a check.

    ``model`` has its fields, and ``description`` describes them for editors; ``position`` sorts
    the types. ``compile`` turns the fields into what JSON can hold, which ``find`` and its twin
    ``check-types/NAME.js`` run on a post; a number that comes from one of the organisation's values
    is ``max`` in it. ``vale`` makes Vale's rules of the compiled check, or
    says what Vale does not support; it gets the endings of words and the message of replacements.
    ``missing`` yields the fields that others make necessary.
    """

    model: type[FrozenModel]
    description: str
    position: int
    compile: Callable[[Any, CheckCompiler], dict[str, Any]]
    find: Callable[[PreparedCheck, Post, PostContext], Iterator[Hit]]
    vale: Callable[[Mapping[str, Any], Sequence[str], str], ValeResult]
    missing: Callable[[Any], Iterator[Missing]] = nothing_missing
