"""Checks that the web page and the command report the same findings on random texts.

One browser session checks all texts, so that the page's caches are tested too.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from browsing import chromium
from playbook.post.engine import Engine
from playbook.post.finding import PostContext
from post.conformance_rules import rules
from post.node_runner import ASSETS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHECK_IN_PAGE = """cases => cases.map(({ text, language, setting }) =>
  window.engines[language].check(text, setting))"""
LOAD = """async rules => {
  const { createEngine } = await import("/engine.js");
  window.engines = Object.fromEntries(
    Object.entries(rules).map(([language, own]) => [language, createEngine(own)]));
}"""

MATCHING_TEXTS = st.sampled_from(
    ["bästa", "Bästa Lena", "VÄRLDSKLASS", "world class", "end-to-end", "don’t", "ej",
     "in order to", "kl. 9:30", "19811218-9876", "070-174 06 32", "4111 1111 1111 1111",
     "info@x.se", "lena@x.se", "Storgatan 1", "https://x.se/a?b=c", "#ny_sak", "#Två",
     "[bild: en katt]", "![](x.png)", "@namn", "rabattkod", "reklam", "KOD12",
     "password is abc123!", "faktiskt", "really", "/ Lena", "😀", "👩🏽\u200d🚀", "🇸🇪",
     "1\ufe0f\u20e3", "!!", "?", "...", "t.ex.", "a_b", "-lösning"]
)  # fmt: skip
"""Texts that the rules report."""
UNICODE_TEXTS = st.sampled_from(
    ["\u0301", "\u0308", "\u200d", "\ufe0f", "\u202e", "\u2066", "\u2028", "\u0085", "\ufeff",
     "\u00ad", "\r\n", "\r", "\n", "\n\n", "\t", "\u00a0", "ß", "İ", "\u0131", "ſ", "ǅ", "Σς",
     "\u05e9\u05dc", "\u0645\u0631", "日本", "\U0001d4ef", "\x00", "%s", "$&"]
)  # fmt: skip
"""Texts that Python and JavaScript may count or case-fold differently."""
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
TEXTS = st.lists(
    st.tuples(
        st.one_of(MATCHING_TEXTS, UNICODE_TEXTS, ANY), st.sampled_from([" ", "", "", "\n", ", "])
    ),
    max_size=25,
).map(lambda parts: "".join(piece + gap for piece, gap in parts))
SETTINGS = st.builds(
    PostContext,
    st.sampled_from([None, "company-blog"]),
    st.sampled_from(["official", "personal"]),
    st.sampled_from(["post", "reply"]),
)
CASES = st.lists(
    st.tuples(TEXTS, st.sampled_from(["sv", "en"]), SETTINGS), min_size=40, max_size=60
)


class SilentHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A browser page with the engine loaded for each language."""
    handler = functools.partial(SilentHandler, directory=str(ASSETS))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        chromium() as browser,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.evaluate(LOAD, rules())
        yield page
        server.shutdown()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases=CASES)
def test_the_page_and_the_command_report_the_same_findings_on_random_texts(
    page: Page, cases: list[tuple[str, str, PostContext]]
) -> None:
    engines = {language: Engine(compiled) for language, compiled in rules().items()}
    command_findings: list[list[dict[str, Any]]] = [
        [finding.as_data() for finding in engines[language].check(text, setting)]
        for text, language, setting in cases
    ]
    page_cases = [
        {"text": text, "language": language, "setting": asdict(setting)}
        for text, language, setting in cases
    ]
    page_findings = page.evaluate(CHECK_IN_PAGE, page_cases)
    for (text, language, setting), in_command, in_page in zip(
        cases, command_findings, page_findings, strict=True
    ):
        assert in_command == in_page, (text, language, setting)
        assert all(0 <= each["start"] <= each["end"] <= len(text) for each in in_command)
