"""Checks that prose is rendered as the HTML of the cases in ``prose.txt``."""

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
        return NAME.sub(lambda match: INSERTS.get(match[1], match[0]), text)

    return ProseRenderer(HREFS.get, insert, TERMS, set())


def cases() -> list[tuple[str, str, str]]:
    """The name, the text and the HTML of each case; in the file, a line with a dot ends each."""
    lines = CASES.read_text(encoding="utf-8").split("\n")
    result = []
    while "." in lines:
        parts = []
        for _ in range(3):
            end = lines.index(".")
            parts.append("\n".join(lines[:end]))
            lines = lines[end + 1 :]
        result.append((parts[0].strip(), parts[1], parts[2]))
    return result


@pytest.mark.parametrize(("name", "text", "html"), cases(), ids=[name for name, *_ in cases()])
def test_prose_is_rendered_as_expected(name: str, text: str, html: str, accept: bool) -> None:
    output = str(renderer().block(text)).strip()
    if accept:
        content = CASES.read_text(encoding="utf-8")
        case = f"{name}\n.\n{text}\n.\n"
        old_html = f"{html}\n" if html else ""
        CASES.write_text(
            content.replace(f"{case}{old_html}.\n", f"{case}{output}\n.\n"), encoding="utf-8"
        )
    else:
        assert output == html


PLAIN = st.text(st.sampled_from("abå ÅéX.,:;?()/%@'’{}_-\"\n123"), max_size=40)


@given(PLAIN)
def test_plain_text_renders_the_same_with_and_without_the_parser(text: str) -> None:
    """The shortcut for plain text gives the same HTML as the parser."""
    text = text.strip() or "x"
    parsed = renderer().render(markdown.tokens(text), markdown.parser().options, {})
    assert str(renderer().block(text)).strip() == parsed.strip()
