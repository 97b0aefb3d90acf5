"""Checks that hand-written pages are arranged by the languages of a handbook."""

from __future__ import annotations

import pytest

from playbook.starter.docs_pages import Pages, arranged_files

SEVERAL = (
    "Same.\n\n<!-- several languages -->\n\nThe Swedish text applies.\n\n<!-- end -->\n\n## End\n"
)
TEXTS = {
    ("sv", "about.md"): f"[fält](en/fields.md#a), [fel](problems.md)\n\n{SEVERAL}",
    ("sv", "problems.md"): "[engelska](en/problems.md) [hälsa](health/index.md)",
    ("en", "about.md"): "[fields](fields.md) [svenska](../about.md)",
    ("en", "fields.md"): "[problems](problems.md)",
    ("en", "problems.md"): "[web](https://example.com/a.md)",
}
DATA = ("playbook_data/roles.yml", "playbook_data/policy/posting.yml")
PAGES = Pages(("sv", "en"), TEXTS, {"docs/assets/logo.svg": b"<svg/>"})


def texts(*languages: str) -> dict[str, str]:
    files = arranged_files(PAGES, languages, DATA)
    return {path.removeprefix("docs/"): data.decode() for path, data in files.items()}


def test_the_languages_of_the_starter_leave_the_pages_as_they_are() -> None:
    found = texts("sv", "en")
    assert found == {
        "about.md": "[fält](en/fields.md#a), [fel](problems.md)\n\nSame.\n\n"
        "The Swedish text applies.\n\n## End\n",
        "problems.md": TEXTS["sv", "problems.md"],
        "en/about.md": TEXTS["en", "about.md"],
        "en/fields.md": TEXTS["en", "fields.md"],
        "en/problems.md": TEXTS["en", "problems.md"],
        "assets/logo.svg": "<svg/>",
    }


def test_a_linked_page_of_a_dropped_language_is_kept() -> None:
    found = texts("sv")
    assert set(found) == {"about.md", "problems.md", "fields.md", "assets/logo.svg"}
    assert found["about.md"] == "[fält](fields.md#a), [fel](problems.md)\n\nSame.\n\n## End\n"
    assert found["fields.md"] == "[problems](problems.md)"
    assert found["problems.md"] == "[engelska](problems.md) [hälsa](health/index.md)"


def test_the_pages_of_the_first_language_are_at_the_root() -> None:
    found = texts("en", "sv")
    assert set(found) == {
        "about.md", "fields.md", "problems.md", "sv/about.md", "sv/problems.md", "assets/logo.svg",
    }  # fmt: skip
    assert found["about.md"] == "[fields](fields.md) [svenska](sv/about.md)"
    assert found["sv/about.md"].startswith("[fält](../fields.md#a), [fel](problems.md)")
    assert found["sv/problems.md"] == "[engelska](../problems.md) [hälsa](health/index.md)"


@pytest.mark.parametrize("languages", [("nb", "sv"), ("nb", "en", "sv")])
def test_a_first_language_without_pages_leaves_the_root_empty(languages: tuple[str, ...]) -> None:
    folders = {path.partition("/")[0] for path in texts(*languages)}
    assert folders == {*languages[1:], "assets"}


GUIDE = """# Yours

[about](about.md)

## Roles

*Five minutes, in `playbook_data/roles.yml` and `playbook_data/gone.yml`.*

Text.

## Vision

*Ten minutes, in `playbook_data/strategy.yml`.*

### More

Text of `playbook_data/roles.yml`.

## Chapters

*In `playbook_data/policy/`.*

## Last

The end.
"""


def test_a_section_of_the_guide_about_files_that_do_not_exist_is_dropped() -> None:
    pages = Pages(("en",), {("en", "make-it-yours.md"): GUIDE, ("en", "about.md"): GUIDE}, {})
    files = arranged_files(pages, ("en",), DATA)
    start, end = GUIDE.index("## Vision"), GUIDE.index("## Chapters")
    assert files["docs/make-it-yours.md"].decode() == GUIDE[:start] + GUIDE[end:]
    assert files["docs/about.md"].decode() == GUIDE


def test_links_to_left_out_and_to_generated_pages_become_text() -> None:
    texts = {
        ("en", "make-it-yours.md"): GUIDE,
        ("en", "about.md"): "[guide](make-it-yours.md), [check](check-a-post/index.md#a) [b](b.md)",
        ("en", "b.md"): "[about](about.md)",
    }
    pages = Pages(("en",), texts, {})
    left_out = ["make-it-yours.md"]
    files = arranged_files(pages, ("en",), DATA, left_out)
    assert {path: text.decode() for path, text in files.items()} == {
        "docs/about.md": "guide, check [b](b.md)",
        "docs/b.md": "[about](about.md)",
    }
    with_guide = arranged_files(pages, ("en",), DATA, [])
    assert with_guide["docs/about.md"] == b"[guide](make-it-yours.md), check [b](b.md)"
