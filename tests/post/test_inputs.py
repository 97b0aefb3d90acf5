"""Front matter, code and comments of Markdown drafts are replaced by spaces."""

from __future__ import annotations

import pytest

from playbook.post.draft_files import read_drafts

CASES = {
    "a\n```\nb\n```\nc": "a\n   \n \n   \nc",
    "a\n~~~ x\n```\n~~~~\nc": "a\n     \n   \n    \nc",
    "a <!-- b\n--> c": "a       \n    c",
    "<!-- a <!-- b --> c": "                  c",
    "a\n```\nb": "a\n```\nb",
    "a <!-- b": "a <!-- b",
    "<!-- a\n```\nb\n```\n<!-- c": "<!-- a\n   \n \n   \n<!-- c",
    "```\na\n<!-- b -->": "```\na\n          ",
    "a ``` b <!-- c --> ```": "a ``` b            ```",
    "---\ntitle: x\n---\nb": "   \n        \n   \nb",
}


@pytest.mark.parametrize("text", CASES)
def test_what_is_no_prose_is_blank(text: str) -> None:
    (draft,) = read_drafts("x.md", text, None)
    assert draft.text == CASES[text]
    assert len(draft.text) == len(text)


def test_what_is_never_closed_is_read_once() -> None:
    """A search to the end for each would take quadratic time: hours for a file of this size."""
    text = "<!-- a\n" * 200_000
    (draft,) = read_drafts("x.md", text, None)
    assert draft.text == text
