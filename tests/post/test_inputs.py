"""Checks that front matter, code and comments in Markdown drafts are replaced by spaces."""

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
def test_markup_that_is_not_prose_is_replaced_by_spaces(text: str) -> None:
    (draft,) = read_drafts("x.md", text, None)
    assert draft.text == CASES[text]
    assert len(draft.text) == len(text)


def test_many_unclosed_comments_take_linear_time() -> None:
    """A search to the end of the file for each comment would take quadratic time: hours here."""
    text = "<!-- a\n" * 200_000
    (draft,) = read_drafts("x.md", text, None)
    assert draft.text == text
