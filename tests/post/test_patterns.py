"""Checks that rule patterns are fast, and match the same in Python and JavaScript."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.post import token_patterns
from playbook.post.pattern_characters import UnsafePatternError
from playbook.post.safe_patterns import MAX_REPEAT, compiled
from post.node_runner import evaluate

MATCH_IN_JAVASCRIPT = """
const found = given.map(([form, text]) =>
  [...text.matchAll(new RegExp(form, "gu"))].map((one) =>
    [[...text.slice(0, one.index)].length, one[0]]));
process.stdout.write(JSON.stringify(found));
"""

SCAN = """
import re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
for _ in re.finditer(sys.argv[1], sys.stdin.read()):
    pass
"""
MESSAGES_BY_PATTERN = {
    "(a+)+": "another repetition",
    "(a|b)*": "another repetition",
    "(a?){2,3}": "another repetition",
    "x*": "can match an empty text",
    "a|": "can match an empty text",
    r"(\b)+": "a repeated part can match an empty text",
    "a**": "after a repetition",
    "a+?": "after a repetition",
    "*a": "nothing to repeat",
    "{2}": "nothing to repeat",
    "a{x}": "does not start {2}",
    "a{5,2}": "repeats 5 to 2",
    "a{1,999}": "repeats 1 to 999",
    "[a-z]+[a-z]+[a-z]+": "too many ways",
    "(a": "unmatched '('",
    "a)": "unmatched ')'",
    "[a": "it is incomplete",
    "[]": "empty character class []",
    "[^]": "empty character class []",
    "[a[b]": "'[' inside a character class",
    "[z-a]": "range 'z-a'",
    r"[\d-z]": None,
    "(?i)a": "look-around, named groups and flags are not allowed",
    "(?=a)": "look-around, named groups and flags are not allowed",
    "(?<=a)b": "look-around, named groups and flags are not allowed",
    "(?P<n>a)": "look-around, named groups and flags are not allowed",
    r"(a)\1": "'\\1' is not allowed",
    r"\p{L}": "'\\p' is not allowed",
    r"\Z": "'\\Z' is not allowed",
    r"\u0041": "'\\u' is not allowed",
    "a" * 301: "longer than",
    "(" * 12 + "a" + ")" * 12: "too deep",
}


@pytest.mark.parametrize(
    "pattern", [pattern for pattern, message in MESSAGES_BY_PATTERN.items() if message]
)
def test_a_slow_or_ambiguous_pattern_is_rejected(pattern: str) -> None:
    with pytest.raises(UnsafePatternError, match=re.escape(MESSAGES_BY_PATTERN[pattern] or "")):
        compiled(pattern)


PATTERN_PARTS = st.sampled_from(
    ["a", "å", "Z", "ß", "İ", "ſ", "K", ".", r"\d", r"\w", r"\s", r"\b", "[a-z]", "[^x ]", "[åäö-]",
     "(ab|cd)", "(?:x)", r"\.", r"\-", "-", "#", "!", "😀", "[😀é]", "^", "$", " ", "/", r"[\w.]"]
)  # fmt: skip
REPEATED_PARTS = st.builds(
    str.__add__, PATTERN_PARTS, st.sampled_from(["", "", "", "?", "+", "*", "{2}", "{1,3}"])
)
PATTERNS = st.lists(REPEATED_PARTS, min_size=1, max_size=5).map("".join)
TEXTS = st.text(st.sampled_from("abcdxzZåÄßſKİı. -#!/😀é\n\r\t09_e\u0301\u2028"), max_size=30)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(PATTERNS, TEXTS), min_size=300, max_size=300))
def test_accepted_patterns_match_the_same_in_python_and_javascript(
    pairs: list[tuple[str, str]],
) -> None:
    accepted = []
    for pattern, text in pairs:
        try:
            accepted.append((compiled(pattern), text))
        except UnsafePatternError:
            continue
    matches = [
        [[match.start(), match[0]] for match in re.finditer(form, text)] for form, text in accepted
    ]
    assert matches == evaluate(MATCH_IN_JAVASCRIPT, accepted)


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern", [r"[a-z]+ ?[a-z]+", r"\w+\w+x", r"(a|aa|aaa)b", r".{0,400}x", r"\d{1,40}-\d{1,40}x"]
)
@pytest.mark.parametrize("text", ["a" * 20_000, "a " * 10_000, "1" * 20_000, "1-" * 10_000])
def test_accepted_patterns_are_fast_on_hostile_texts(pattern: str, text: str) -> None:
    """The kernel stops a scan that exceeds its limit of processor time."""
    subprocess.run(
        [sys.executable, "-c", SCAN, compiled(pattern)], input=text, text=True, check=True
    )


def test_an_unbounded_repetition_gets_a_limit() -> None:
    assert compiled("a+", ignorecase=False) == f"a{{1,{MAX_REPEAT}}}"
    assert compiled("ba*", ignorecase=False) == f"ba{{0,{MAX_REPEAT}}}"


def test_token_and_data_patterns_compile_in_python_and_javascript() -> None:
    forms = [*token_patterns.TOKENS.values(), *token_patterns.DETECTED.values()]
    for form in forms:
        re.compile(form)
    texts = ["", "a@b.se #x 😀 1️⃣ [bild: y] 070-174 06 32 lösenordet är abc1 https://x.se/a(b)."]
    pairs = [(form, text) for form in forms for text in texts]
    matches = [
        [[match.start(), match[0]] for match in re.finditer(form, text)] for form, text in pairs
    ]
    assert matches == evaluate(MATCH_IN_JAVASCRIPT, pairs)
