"""What is being read into a playbook: the models so far, and the problems of their form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from ..problems import MAX_PROBLEMS, Problem
from ..source.codes import too_many_problems
from ..source.tree import Path, Tree
from .entry import Chapter, Entry
from .faults import faults
from .playbook import Origin
from .repeats import repeats
from .types import SLUG


@dataclass
class Loading:
    """What has been read so far."""

    kinds: Mapping[str, type[Entry]]
    context: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    entries: list[tuple[Entry, Origin, str | None]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    has_lost_ids: bool = False
    chapters: dict[str, list[tuple[Chapter, Origin]]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def is_full(self, path: str) -> bool:
        """Whether so much is wrong in a file that the rest need not be told."""
        return self.counts[path] > MAX_PROBLEMS

    def note(self, problem: Problem) -> None:
        """Keep a problem, unless its file has too many already."""
        path = problem.place.path
        if self.is_full(path):
            return
        self.counts[path] += 1
        self.has_lost_ids = self.has_lost_ids or self.is_full(path)
        self.problems.append(too_many_problems(problem.place) if self.is_full(path) else problem)

    def lose(self, data: Any) -> None:
        """Remember that an entry or a chapter could not be read."""
        id = data.get("id") if isinstance(data, dict) else None
        if isinstance(id, str) and re.fullmatch(SLUG, id):
            self.unread.add(id)
        else:
            self.has_lost_ids = True

    def validate(
        self,
        model: type[BaseModel],
        data: Any,
        tree: Tree,
        at: Path,
        where: str,
        skip: Mapping[str, Any] | None = None,
    ) -> Any:
        """A model made from plain data, or None with its problems noted.

        Errors of the keys in ``skip`` are left out: they were reported where they stand.
        """
        try:
            return model.model_validate(data, context=self.context)
        except ValidationError as error:
            found = faults(error, model, tree, at, where, self.context["languages"])
            details = error.errors(include_url=False, include_context=False, include_input=False)
            hidden = repeats(details, self.context["languages"])
            for number, (problem, detail) in enumerate(zip(found, details, strict=True)):
                if not (number in hidden or (skip and detail["loc"] and detail["loc"][0] in skip)):
                    self.note(problem)
                if self.is_full(tree.path):
                    break
            return None
