"""The interface of a check type. Each module in `check_types` provides one `CheckType`."""

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
"""The key of a missing field, and why it is required."""


class CheckCompiler(Protocol):
    """Compiles the fields of a check in one language to plain data."""

    def strings(self, lists: StringsByLanguage | None) -> list[str]:
        """The strings listed for the language."""

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
        """The words and phrases of the language, each with its replacement under ``instead``."""

    def patterns(self, lists: StringsByLanguage | None, *, ignorecase: bool = True) -> list[str]:
        """The patterns of the language, as regular expressions."""

    def count(self, value: str | None) -> int | None:
        """The count in one of the organisation's values, given by its name; None if it has none."""


def nothing_missing(fields: Any) -> Iterator[Missing]:
    """For check types in which every field is optional or checked by the model."""
    return iter(())


@dataclass(frozen=True, kw_only=True)
class CheckType:
    """A type of check. The name of its module is its key in a check.

    ``model`` has the fields of the type, ``description`` describes it to editors, and ``position``
    is its place in lists. ``compile`` turns the fields into plain JSON data, in which ``max`` is
    the number that the organisation has set. ``find`` runs this data on a post, as the JavaScript
    module ``check-types/NAME.js`` does. ``vale`` converts the compiled check to Vale rules, or
    returns what Vale does not support; its arguments are the compiled check, the language's word
    endings and the message for replacements. ``missing`` yields the required fields that are
    absent.
    """

    model: type[FrozenModel]
    description: str
    position: int
    compile: Callable[[Any, CheckCompiler], dict[str, Any]]
    find: Callable[[PreparedCheck, Post, PostContext], Iterator[Hit]]
    vale: Callable[[Mapping[str, Any], Sequence[str], str], ValeResult]
    missing: Callable[[Any], Iterator[Missing]] = nothing_missing
