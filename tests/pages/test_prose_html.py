"""Prose as HTML, in cases that read: a heading, the text, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.pages.prose_html import ProseRenderer
from playbook.pages.terms import Terms
from playbook.prose import markdown
from playbook.prose.markdown import NAME

CASES = Path(__file__).parent / "prose.txt"
INSERTS = {"reply_within": "1 working_day", "organisation": "Hus & *Hem* <AB>", "a_b_c": "_x_"}
HREFS = {"moderator": "../roles/#moderator", "moderating": "../glossary/#moderating"}
TERMS = Terms({"moderera": ((("moderera",), "moderating"),), "viral": ((("viral",), "viral"),)})


def renderer() -> ProseRenderer:
    def insert(text: str) -> str:
        return NAME.sub(lambda found: INSERTS.get(found[1], found[0]), text)

    return ProseRenderer(HREFS.get, insert, TERMS, set())


def cases() -> list[tuple[str, str, str]]:
    """The cases: a line that names it, then text and HTML, each closed by a line with a dot."""
    lines = CASES.read_text(encoding="utf-8").split("\n")
    found = []
    while "." in lines:
        parts = []
        for _ in range(3):
            end = lines.index(".")
            parts.append("\n".join(lines[:end]))
            lines = lines[end + 1 :]
        found.append((parts[0].strip(), parts[1], parts[2]))
    return found


@pytest.mark.parametrize(("name", "text", "html"), cases(), ids=[name for name, *_ in cases()])
def test_prose_becomes_what_the_case_shows(name: str, text: str, html: str, accept: bool) -> None:
    found = str(renderer().block(text)).strip()
    if accept:
        whole = CASES.read_text(encoding="utf-8")
        old, new = (
            f"{name}\n.\n{text}\n.\n{out}.\n" for out in (html and html + "\n", found + "\n")
        )
        CASES.write_text(whole.replace(old, new), encoding="utf-8")
    else:
        assert found == html


PLAIN = st.text(st.sampled_from("abå ÅéX.,:;?()/%@'’{}_-\"\n123"), max_size=40)


@given(PLAIN)
def test_text_without_marks_is_rendered_as_the_parser_would(text: str) -> None:
    """The short way around the parser gives what the parser gives."""
    text = text.strip() or "x"
    slow = renderer().render(markdown.tokens(text), markdown.parser().options, {})
    assert str(renderer().block(text)).strip() == slow.strip()
