"""Annotations are linked to the list that explains them."""

from __future__ import annotations

import re
import time

import pytest

from playbook.site.written.annotations import with_linked_annotations
from playbook.words.catalogue import catalogue

CODE = '<div class="highlight"><pre><code><span class="c1"># (1)!</span></code></pre></div>'
NOTES = "<ol><li>note</li></ol>"


def linked(html: str) -> str:
    """The HTML with each link to an annotation in square brackets, without the names."""
    words = catalogue("en")
    html = with_linked_annotations(html, words)
    return re.sub(r'<a class="pb-annotation" href="#([^"]*)"[^>]*>1</a>', r"[\1]", html)


def test_an_annotation_in_code_is_explained_by_the_list_after_the_code() -> None:
    html = linked(f'<div class="annotate"><p>Text (1)</p>{CODE}{NOTES}</div>{NOTES}')
    assert "Text [annotation-1-1]" in html
    assert "<code>[annotation-2-1]</code>" in html
    assert re.findall(r'<li id="([^"]*)"', html) == ["annotation-2-1", "annotation-1-1"]


@pytest.mark.parametrize(
    "text",
    [CODE, "<p><code>f(1)</code></p>", '<p><a href="x">Text (1)</a></p>',
     '<p title="a (1) &gt; b"></p>', "<p>(0) (2) (\u0661)</p>", f"<p>({'9' * 5000})</p>"],
)  # fmt: skip
def test_what_is_not_an_annotation_stays(text: str) -> None:
    html = linked(f'<div class="annotate">{text}<p>(1)</p></div>{NOTES}')
    assert html.startswith(f'<div class="annotate">{text}<p>[annotation-1-1]</p></div>')


def test_many_annotations_take_linear_time() -> None:
    start = time.process_time()
    linked(f'<div class="annotate"><p>{"(2)" * 100_000}(1)</p></div>{NOTES}')
    assert time.process_time() - start < 5
