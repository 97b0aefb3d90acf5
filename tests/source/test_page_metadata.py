"""What MkDocs reads at the start of a page otherwise than its author wrote it is reported."""

from __future__ import annotations

import pytest
from mkdocs.utils.meta import get_data

from playbook.source.page_metadata import metadata_problem
from support import line_of

READ_AS_WRITTEN = [
    "", "# A\n", "---\ntitle: A\n---\n# B\n", "---\ntitle: 2026\ntags: [a, b]\n...\n\n# B\n",
    "---\n\nText below a line.\n", "Hello there: text\n", "[a]: https://example.com/\n",
    "title: A\nauthors: B\n\n# C\n", "---\n---\n# A\n", "- a: b\n", "> Note: text\n", "å: text\n",
]  # fmt: skip
SHOWN = {
    "---\ntitle: [A\n---\n": "expected ',' or ']', but got '<stream end>'",
    "---\ntitle: A: B\n---\n": "mapping values are not allowed here",
    "---\n- title: A\n---\n": "a list",
    "---\ndate: 2026-99-99\n---\n": "month must be in 1..12",
    "---\n\ttitle: A\n---\n": "found character '\\t' that cannot start any token",
}
MISREAD = {
    "---\ntitle: A\naudience: public\naudience: staff\n---\n": (4, "audience occurs twice"),
    "---\ntitle: [A, B]\n---\n": (2, "title is no text"),
    "---\ntitle: A\n\n# B\n": (1, "the line --- after the metadata is missing"),
    "Note: never post secrets.\n\nText.\n": (1, "the line 'Note: never post secrets.' is not"),
    "title: A\nWarning: B\n": (2, "the line 'Warning: B' is not"),
    "https://example.com/\n": (1, "the line 'https://example.com/' is not shown"),
}


@pytest.mark.parametrize("text", READ_AS_WRITTEN)
def test_what_is_read_as_written_is_accepted(text: str) -> None:
    assert metadata_problem(text, "docs/a.md") is None


@pytest.mark.parametrize("text", SHOWN)
def test_metadata_that_cannot_be_read_is_reported(text: str) -> None:
    problem = metadata_problem(text, "docs/a.md")
    assert problem
    line = line_of(problem)
    assert line.startswith("docs/a.md:1:1: warning PB992: the lines between --- at the start")
    assert SHOWN[text] in line
    assert get_data(text)[0] == text, "MkDocs shows it"


@pytest.mark.parametrize("text", MISREAD)
def test_what_is_lost_is_reported(text: str) -> None:
    problem = metadata_problem(text, "docs/a.md")
    assert problem
    number, reason = MISREAD[text]
    assert line_of(problem).startswith(f"docs/a.md:{number}:1: warning PB978: ")
    assert reason in line_of(problem)
