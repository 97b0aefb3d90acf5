"""Checks that no regular expression in the package takes quadratic time or longer.

Each expression searches texts that are hard to match. If a text of `SHORT_LENGTH` characters takes
longer than `SHORT_SECONDS`, the test repeats it at the size of the largest file. At that size,
quadratic time means hours of processor time, and linear time about a second.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import playbook
from playbook.post.token_patterns import DETECTED, TOKENS
from playbook.source.files import MAX_BYTES

PACKAGE = Path(playbook.__file__).parent
SHORT_LENGTH = 20_000
SHORT_SECONDS = 0.02
"""Seconds of processor time; if a short text takes longer, the long text is searched too."""
LONG_SECONDS = 120
"""Seconds of processor time for a long text."""
ANCHORED_METHODS = frozenset({"match", "fullmatch"})
"""Methods that match only at the start of a text."""
PIECES = [
    *" a1-#{[](\"'`~<&_*.:/\n\t\\@=“é|>!^",
    "\u00a0", "😀", "\r\n", " -", "- ", "a ", "a-", "a.", "1.", "1 ", "a: ", "](", "[a", "<!--",
    "<style", "<script ", "<a ", "<a b=", "{{", "{%", "{a", "```\n", "~~~\n", "\n ", "\n-", "---\n",
    "#a", " #", "a:", "url(", "a@", "a@a.", "+46", "0(", 'id="', '"\\', "<h1 ", " \n", "👩\u200d",
    "a’", "\u202e", "'] ", "https://", "example", "a\n\n", "\n\n",
]  # fmt: skip
"""The pieces that the hard texts repeat."""


class TooSlowError(Exception):
    """An expression took more processor time than the limit."""


def module_expressions() -> Iterator[tuple[str, re.Pattern[str], frozenset[str]]]:
    """The expressions in module variables: name, pattern, and the methods called on it."""
    for info in pkgutil.walk_packages(playbook.__path__, "playbook."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            uses = methods_called(Path(str(module.__file__)))
            for name, value in vars(module).items():
                inner = list(value.values()) if isinstance(value, dict) else value
                items = inner if isinstance(inner, list | tuple) else [value]
                for item in items:
                    if isinstance(item, re.Pattern) and isinstance(item.pattern, str):
                        methods = uses.get(name, frozenset()) if items == [value] else frozenset()
                        yield f"{info.name}.{name}", item, methods


def expressions_compiled_when_needed() -> Iterator[tuple[str, re.Pattern[str], frozenset[str]]]:
    """The long expressions that a module compiles at their first use."""
    forms = {"TOKENS": "|".join(TOKENS.values()), **DETECTED}
    for name, pattern in forms.items():
        location = f"playbook.post.token_patterns.{name}"
        yield location, re.compile(pattern), frozenset({"finditer"})


def methods_called(path: Path) -> dict[str, frozenset[str]]:
    """The methods that a module calls on its variables, by variable name."""
    uses: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            uses.setdefault(node.value.id, set()).add(node.attr)
    return {name: frozenset(methods) for name, methods in uses.items()}


def inline_expressions() -> Iterator[tuple[str, re.Pattern[str], frozenset[str]]]:
    """The expressions in calls like ``re.sub("…", …)``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) == "re"
                and isinstance(node.args[0], ast.Constant)
                and node.func.attr not in ("compile", "escape")
            ):
                location = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                yield location, re.compile(str(node.args[0].value)), frozenset({node.func.attr})


def all_expressions() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Every expression once, by its first name; True if it is only used with anchored methods."""
    expressions: dict[tuple[str, int], tuple[str, re.Pattern[str], frozenset[str]]] = {}
    found = (module_expressions(), expressions_compiled_when_needed(), inline_expressions())
    for name, pattern, methods in itertools.chain(*found):
        key = (pattern.pattern, pattern.flags)
        first_name, _, known = expressions.get(key, (name, pattern, frozenset()))
        expressions[key] = (first_name, pattern, known | (methods or {"unknown"}))
    return {
        name: (pattern, bool(methods) and methods <= ANCHORED_METHODS)
        for name, pattern, methods in expressions.values()
    }


EXPRESSIONS = all_expressions()


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


def search(
    pattern: re.Pattern[str], text: str, anchored: bool, limit: float = LONG_SECONDS
) -> float:
    """The seconds of processor time that an expression takes for a text.

    Raises TooSlowError if they are more than ``limit``.
    """
    old_handler = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    start = time.process_time()
    try:
        if anchored:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
        return time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old_handler)


def hard_texts(piece: str, length: int) -> Iterator[str]:
    """Texts that repeat a piece, alone and between other characters."""
    body = piece * (length // len(piece))
    yield body
    yield f"a{body}\0"
    yield f'"{body}x"'


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_takes_linear_time(name: str, hostile_inputs: Counter[str]) -> None:
    pattern, anchored = EXPRESSIONS[name]
    for piece in PIECES:
        for short, long in zip(
            hard_texts(piece, SHORT_LENGTH), hard_texts(piece, MAX_BYTES), strict=True
        ):
            hostile_inputs["long texts"] += 1
            if search(pattern, short, anchored) > SHORT_SECONDS:
                search(pattern, long, anchored)


SLOW_SEARCHES: dict[str, Callable[[], Any]] = {
    "spaces before a hash": lambda: search(
        re.compile(r" +(#\w)"), " " * MAX_BYTES, anchored=False, limit=1
    ),
    "unclosed links": lambda: search(
        re.compile(r"\]\([^)]*\)"), "](" * 100_000, anchored=False, limit=1
    ),
    "nested repetition, anchored": lambda: search(
        re.compile(r"( *)* #"), " " * MAX_BYTES, anchored=True, limit=1
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW_SEARCHES)
def test_a_slow_expression_raises_an_error(name: str) -> None:
    with pytest.raises(TooSlowError):
        SLOW_SEARCHES[name]()


def test_the_expressions_of_the_package_are_found() -> None:
    assert len(EXPRESSIONS) > 90
    assert EXPRESSIONS["playbook.source.hashtags._HASH"][1] is False
    assert EXPRESSIONS["playbook.source.decoding._OTHER_SPACE"][1] is True
    assert EXPRESSIONS["playbook.post.token_patterns.secret"][1] is False
