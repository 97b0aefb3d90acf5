"""The state of loading: the models read so far, and their validation problems."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from ..problems import MAX_PROBLEMS, Phrase, Problem
from ..source.codes import too_many_problems
from ..source.tree import DataPath, Tree
from .duplicate_errors import duplicate_errors
from .entry import Chapter, Entry
from .playbook import Origin
from .types import SLUG
from .validation_problems import validation_problems


@dataclass
class LoadState:
    """The models and problems so far.

    ``context`` is passed to pydantic's validators. ``has_unknown_ids`` says that some entries or
    chapters could not be read, and that their ids are not in ``unread``.
    """

    kinds: Mapping[str, type[Entry]]
    context: dict[str, Any]
    max_entries: int = sys.maxsize
    problems: list[Problem] = field(default_factory=list)
    entries: list[tuple[Entry, Origin, str | None]] = field(default_factory=list)
    incomplete: list[tuple[Entry, Origin]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    has_unknown_ids: bool = False
    chapters: dict[str, list[tuple[Chapter, Origin]]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: LoadState) -> None:
        """Add what was read from a further file."""
        self.problems += other.problems
        self.entries += other.entries
        self.incomplete += other.incomplete
        self.unread |= other.unread
        self.has_unknown_ids = self.has_unknown_ids or other.has_unknown_ids
        for kind, pairs in other.chapters.items():
            self.chapters.setdefault(kind, []).extend(pairs)

    def has_too_many_problems(self, path: str) -> bool:
        """Whether a file has reached its limit of reported problems."""
        return self.counts[path] > MAX_PROBLEMS

    def report(self, problem: Problem) -> None:
        """Record a problem, unless its file already has too many."""
        path = problem.location.path
        if self.has_too_many_problems(path):
            return
        self.counts[path] += 1
        self.has_unknown_ids = self.has_unknown_ids or self.has_too_many_problems(path)
        self.problems.append(
            too_many_problems(problem.location) if self.has_too_many_problems(path) else problem
        )

    def mark_unread(self, data: Any) -> None:
        """Record that an entry or a chapter could not be read."""
        id = data.get("id") if isinstance(data, dict) else None
        if isinstance(id, str) and re.fullmatch(SLUG, id):
            self.unread.add(id)
        else:
            self.has_unknown_ids = True

    def validate(
        self,
        model: type[BaseModel],
        data: Any,
        tree: Tree,
        base: DataPath,
        where: str | Phrase,
        skipped_keys: Collection[str] = (),
    ) -> Any:
        """Build a model from plain data; return None and record the problems if it is invalid.

        ``base`` is the path of the data in the tree, and ``where`` names the place in messages.
        Errors in ``skipped_keys`` are ignored, because they were reported elsewhere.
        """
        try:
            return model.model_validate(data, context=self.context)
        except ValidationError as error:
            problems = validation_problems(
                error, model, tree, base, where, self.context["languages"]
            )
            details = error.errors(include_url=False, include_context=False, include_input=False)
            duplicates = duplicate_errors(details, self.context["languages"])
            for index, (problem, detail) in enumerate(zip(problems, details, strict=True)):
                is_skipped = detail["loc"] and detail["loc"][0] in skipped_keys
                if index not in duplicates and not is_skipped:
                    self.report(problem)
                if self.has_too_many_problems(tree.path):
                    break
            return None
