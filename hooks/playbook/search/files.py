"""The content of the search files for readers of one language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..pages.handbook import Handbook
from .answers import ANSWERS_PER_FILE, answers, most_asked_contact
from .index import index, searchable_entries
from .sections import Section

INDEX_FILE = "index.json"

UI_STRINGS = ("none", "nearest", "propose", "propose_title", "open", "more_steps", "do_now",
              "unsure", "guess", "help", "show_all")  # fmt: skip
"""The UI strings that only the script of the search box shows: ``search.*`` in the catalogue."""


def search_files(
    handbook: Handbook, language: str, sections: Sequence[Section] = (),
    check: Callable[[], None] = lambda: None,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """The name and content of each file. The same handbook always gives the same bytes.

    ``sections`` are those of the hand-written pages in the language. ``check`` is called for each
    entry: by raising an exception, it stops work that is not wanted any more.
    """
    words = handbook.words[language]
    repository = handbook.playbook.settings.repository
    data = {
        **index(handbook, language, sections, check),
        "answers_per_file": ANSWERS_PER_FILE,
        "words": {
            **{name: words(f"search.{name}") for name in UI_STRINGS},
            "count": words.forms("search.count"),
        },
        **({"help": found} if (found := most_asked_contact(handbook, language)) else {}),
        "propose": repository.proposal_link.replace("{url}", repository.url.rstrip("/")),
    }
    yield INDEX_FILE, _json(data)
    for number, file_answers in enumerate(
        answers(handbook, searchable_entries(handbook), language, sections)
    ):
        yield f"answers-{number}.json", _json(file_answers)


def stripped_module(module: str) -> str:
    """A JavaScript module without indentation and without lines that only contain a comment.

    No string in the modules spans several lines, so every line is either code or a comment.
    """
    lines = (line.strip() for line in module.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not _is_comment(line))


def _is_comment(line: str) -> bool:
    """Whether an unindented line only contains a comment or part of one."""
    if line.startswith("/*"):
        return line.find("*/") in (-1, len(line) - 2)
    return line.startswith(("//", "*"))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
