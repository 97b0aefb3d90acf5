"""Searches an index in Python and in JavaScript, and compares the results."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from npm import NODE
from playbook.ranking.index import open_index
from playbook.ranking.rank import Result, answers, nearest, search
from playbook.site.context import THEME

ENGINE = THEME / "assets" / "playbook" / "search"
SCRIPT = Path(__file__).parent / "search_all.mjs"
COMPARED = 10
"""The number of results that are compared for each query."""
MAX_DIFFERENCE = 1e-6
"""The largest difference between scores that count as the same."""


def search_in_javascript(
    index: Mapping[str, Any], queries: Sequence[str], reader: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The results of the browser's engine for each query, and its weights.

    ``reader`` has the choices of the reader: ``role``, ``account`` and ``country``.
    """
    request = {"index": index, "queries": queries, "reader": reader or {}}
    done = subprocess.run(
        [str(NODE), "--no-warnings", str(SCRIPT), str(ENGINE)],
        input=json.dumps(request), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def differences(
    index: Mapping[str, Any], queries: Sequence[str], reader: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The queries whose first results or their scores differ between the two engines."""
    choices = reader or {}
    names = {"account": "account", "role": "roles", "country": "countries"}
    own_reader = {names[name]: value for name, value in choices.items()}
    opened_index = open_index(index)
    found = search_in_javascript(index, queries, choices)["results"]
    for query, theirs in zip(queries, found, strict=True):
        results = search(opened_index, query, own_reader)
        are_same = (
            len(results) == len(theirs["results"])
            and all(map(_is_same, results[:COMPARED], theirs["results"]))
            and len(answers(results)) == theirs["answers"]
            and nearest(opened_index, query, 3) == theirs["nearest"]
        )
        if not are_same:
            yield query


def _is_same(result: Result, theirs: tuple[int, float, float]) -> bool:
    """Whether a result has the same entry, and almost the same score and share."""
    entry, score, share = theirs
    return (
        result.entry == entry
        and abs(result.score - score) < MAX_DIFFERENCE
        and abs(result.share - share) < MAX_DIFFERENCE
    )
