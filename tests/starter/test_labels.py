"""Checks that no text of the starter repeats the label that precedes it."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from playbook.pages.handbook import Handbook
from playbook.pages.plan import plan
from playbook.pages.render import render_all
from playbook.words.catalogue import catalogue
from starter.content import SECTORS, playbook

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LABEL_ELEMENTS = frozenset({"dt", "th", "legend", "part"})
"""Elements whose whole text is a label for what follows; ``part`` is the class of a heading."""
TEXT_ELEMENTS = (
    LABEL_ELEMENTS | HEADINGS | {"p", "li", "dd", "summary", "td", "span", "strong", "div"}
)
"""Elements whose first words may be a label."""
LINKED = "zqlinked"
"""The word in place of a link's text, so that what follows the link does not follow the label."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_QUOTED = re.compile(r"[\s:]*[”“\"‘»«]")
_VERDICT_AND_TEXT = re.compile(
    r'<span class="pb-verdict-mark" aria-hidden="true"></span>([^<]+)</span>'
    r" *<(?:strong|a)\b[^>]*>([^<]+)"
)
"""A verdict, and the title or the question that follows it in the same element."""

Words = tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Element:
    """Where an element's text begins and ends in the text of its page."""

    tag: str
    start: int
    end: int


class Reader(HTMLParser):
    """The text of a page, without that of links, which may repeat the title of their target."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[Element] = []
        self._open: list[tuple[str, int]] = []
        self._links = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._links += tag == "a"
        if tag in TEXT_ELEMENTS:
            self.text += " "
            is_part = "pb-part" in (dict(attrs).get("class") or "").split()
            self._open.append(("part" if is_part else tag, len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        self._links -= tag == "a"
        if tag in TEXT_ELEMENTS:
            self.text += " "
            self.elements.append(Element(*self._open.pop(), len(self.text)))

    def handle_data(self, data: str) -> None:
        self.text += f" {LINKED} " if self._links and data.strip() else data

    def texts_after(self, label: Element) -> Iterator[str]:
        """The text of the elements after a label, up to the next label or heading."""
        starts = (
            element.start for element in self.elements if element.tag in LABEL_ELEMENTS | HEADINGS
        )
        end = min((start for start in starts if start >= label.end), default=len(self.text))
        for element in self.elements:
            if label.end <= element.start < end:
                yield self.text[element.start : element.end]


def as_words(text: str) -> Words:
    return tuple(word.casefold() for word in _WORD.findall(text))


@functools.cache
def labels(language: str) -> frozenset[Words]:
    """The labels that pages put before a text, except verdicts, which are answers."""
    words = catalogue(language).words.items()
    verdicts = {as_words(text) for key, text in words if key.startswith("verdict.")}
    return frozenset({as_words(text) for _, text in words} - verdicts - {()})


def labels_with_texts(html: str, known: frozenset[Words]) -> Iterator[tuple[Words, str]]:
    """Each of the known labels on a page, with each text that follows it."""
    page, longest = Reader(html), max(map(len, known))
    for element in page.elements:
        matches = _WORD.finditer(page.text, element.start, element.end)
        words = list(itertools.islice(matches, longest + 1))
        for length in range(1, len(words) + 1):
            label = tuple(word[0].casefold() for word in words[:length])
            if label in known:
                yield label, page.text[words[length - 1].end() : element.end]
                if element.tag in LABEL_ELEMENTS and length == len(words):
                    yield from ((label, text) for text in page.texts_after(element))


@functools.cache  # most pages are the same in each sector
def texts_that_repeat_labels(html: str, known: frozenset[Words]) -> list[str]:
    """The texts on a page that begin with their own label, except quotations."""
    return [
        f"{' '.join(label)}: {' '.join(text.split())[:80]}"
        for label, text in labels_with_texts(html, known)
        if as_words(text)[: len(label)] == label
        and not _QUOTED.match(text)
        and (*label, *as_words(text)) not in known  # a longer label, not a text
    ]


def verdicts_repeated_on_their_lines(html: str) -> list[str]:
    """The texts that begin with the words of the verdict before them on the same line."""
    return [
        f"{match[1]}: {match[2][:80]}"
        for match in _VERDICT_AND_TEXT.finditer(html)
        if as_words(match[2])[: len(as_words(match[1]))] == as_words(match[1])
    ]


@pytest.fixture(params=SECTORS)
def handbook(request: pytest.FixtureRequest) -> Handbook:
    """The starter as an organisation of each sector shows it."""
    whole = playbook()
    organisation = whole.settings.organisation.model_copy(update={"sector": request.param})
    settings = whole.settings.model_copy(update={"organisation": organisation})
    return Handbook(dataclasses.replace(whole, settings=settings))


@pytest.mark.slow
def test_no_text_repeats_its_label(handbook: Handbook) -> None:
    found = {
        f"{page.language}/{page.planned_page.path}: {text}"
        for page in render_all(handbook, plan(handbook))
        if page.planned_page.page_type != "whole"  # it repeats the other pages
        for text in (
            *texts_that_repeat_labels(page.html, labels(page.language)),
            *verdicts_repeated_on_their_lines(page.html),
        )
    }
    assert sorted(found) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>Warm</strong>, <span>but not But not cute.</span></p>",
        "<p><strong>Ask:</strong> Ask the desk.</p>",
        "<dl><dt>Why</dt><dd>Why? It shows.</dd></dl>",
        '<h3 class="pb-part">Why</h3><p>Why: it shows.</p>',
        '<h3 class="pb-part">Why</h3><p>It shows.</p><ul><li>Why not</li></ul>',
        '<h3 class="pb-part">Why</h3><div>It shows.</div><div>Why <em>not</em>?</div>',
    ],
)
def test_a_repeated_label_is_detected(html: str) -> None:
    assert texts_that_repeat_labels(html, frozenset({("but", "not"), ("ask",), ("why",)}))


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>Warm</strong>, <span>but not cute.</span></p>",
        '<h3 class="pb-part">Don’t</h3><ul><li>“Don’t shop here.”</li></ul>',
        '<h3 class="pb-part">Why</h3><p>It shows.</p><h3>How</h3><p>Why not?</p>',
        '<dl><dt>Why</dt><dd><a href="#x">Why we do</a></dd></dl>',
        "<p>Why, whyever.</p>",
        "<p>Why, why not.</p>",
    ],
)
def test_a_text_that_does_not_repeat_its_label_is_accepted(html: str) -> None:
    known = frozenset({("but", "not"), ("don’t",), ("why",), ("why", "why", "not")})
    assert texts_that_repeat_labels(html, known) == []


def test_a_verdict_that_its_line_repeats_is_detected() -> None:
    mark = '<span class="pb-verdict-mark" aria-hidden="true"></span>'
    repeated = f"<p><span>{mark}Ask first</span> <strong>Ask first, always</strong></p>"
    assert verdicts_repeated_on_their_lines(repeated) == ["Ask first: Ask first, always"]
    once = f"<p><span>{mark}Ask first</span> <strong>Ask the desk</strong></p>"
    assert verdicts_repeated_on_their_lines(once) == []
