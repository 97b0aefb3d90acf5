"""The files that make up a language's search, by their path in the folder ``search/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..pages.handbook import Handbook
from .answers import PER_FILE, answers
from .index import index, searched

INDEX = "index.json"

UI = ("none", "nearest", "propose", "propose_title", "open", "more_steps", "do_now")
"""The words of the search box that only its script shows, from ``search.*`` of the catalogue."""


def search_files(handbook: Handbook, language: str) -> Iterator[tuple[str, str]]:
    """The name and text of each file. The same handbook gives the same bytes."""
    words = handbook.words[language]
    repository = handbook.playbook.settings.repository
    data = {
        **index(handbook, language),
        "answers_per_file": PER_FILE,
        "words": {
            **{name: words(f"search.{name}") for name in UI},
            "count": words.forms("search.count"),
        },
        "propose": repository.proposal_link.replace("{url}", repository.url.rstrip("/")),
    }
    yield INDEX, _json(data)
    for number, some in enumerate(answers(handbook, searched(handbook), language)):
        yield f"answers-{number}.json", _json(some)


def bare(module: str) -> str:
    """A module of the engine as it is sent: without indentation and the lines that are comments.

    No text in the modules goes over several lines, so that each line is code or comment.
    """
    lines = (line.strip() for line in module.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not _is_comment(line))


def _is_comment(line: str) -> bool:
    """Whether a line without indentation is nothing but a comment, or a part of one."""
    if line.startswith("/*"):
        return line.find("*/") in (-1, len(line) - 2)
    return line.startswith(("//", "*"))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
