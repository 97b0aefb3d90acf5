"""Searches an index in Python and in JavaScript, and compares the results."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from npm import NODE
from playbook.ranking.index import open_index
from playbook.ranking.rank import answers, nearest, search
from playbook.site.context import THEME

ENGINE = THEME / "assets" / "playbook" / "search"
SCRIPT = Path(__file__).parent / "search_all.mjs"
COMPARED = 10
"""The number of results that are compared for each query."""


def javascript(
    index: Mapping[str, Any], queries: Sequence[str], reader: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What the engine of the browser finds, and its weights."""
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
    opened = open_index(index)
    found = javascript(index, queries, choices)["results"]
    for query, theirs in zip(queries, found, strict=True):
        results = search(opened, query, own_reader)
        own = [[each.entry, each.score, each.share] for each in results]
        same = len(own) == len(theirs["results"]) and all(
            one[0] == other[0] and abs(one[1] - other[1]) < 1e-6 and abs(one[2] - other[2]) < 1e-6
            for one, other in zip(own[:COMPARED], theirs["results"], strict=False)
        )
        same = same and len(answers(results)) == theirs["answers"]
        if not same or nearest(opened, query, 3) != theirs["nearest"]:
            yield query
