"""Checks that the guides for editors name the CI tokens as .gitlab-ci.yml does."""

from __future__ import annotations

import re

import pytest

from support import TESTS

ROOT = TESTS.parent


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_guides_for_editors_and_the_pipeline_name_the_same_tokens(language: str) -> None:
    gitlab_ci = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
    rows = re.findall(r"^#   (\w+_TOKEN) +(\S+)", gitlab_ci, re.MULTILINE)
    assert len(rows) == 2
    text = (ROOT / f"docs/{language}for-editors.md").read_text(encoding="utf-8")
    assert all(f"`{word}`" in text for row in rows for word in row)
