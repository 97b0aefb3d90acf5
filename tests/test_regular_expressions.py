"""No regular expression of the package takes more than its share of time, whatever it reads.

Each one reads texts that are made to be hard for it. A text of `SHORT` characters that takes longer
than a moment is read again at the length of the largest file: an expression that takes the square
of a text's length would need hours of the processor there, and one that does not, a second.
"""

from __future__ import annotations

import ast
import importlib
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
from playbook.source.files import MAX_BYTES

PACKAGE = Path(playbook.__file__).parent
SHORT = 20_000
MOMENT = 0.02
"""Seconds of the processor after which a short text is tried as a long one; no test fails by it."""
LIMIT = 120
"""Seconds of the processor for a long text."""
ANCHORED = frozenset({"match", "fullmatch"})
"""Ways of using an expression that try one place and not every place."""
PIECES = [
    *" a1-#{[](\"'`~<&_*.:/\n\t\\@=“é|>!^",
    "\u00a0", "😀", "\r\n", " -", "- ", "a ", "a-", "a.", "1.", "1 ", "a: ", "](", "[a", "<!--",
    "<style", "<script ", "<a ", "<a b=", "{{", "{%", "{a", "```\n", "~~~\n", "\n ", "\n-", "---\n",
    "#a", " #", "a:", "url(", "a@", "a@a.", "+46", "0(", 'id="', '"\\', "<h1 ", " \n", "👩\u200d",
    "a’", "\u202e", "'] ", "https://", "example", "a\n\n", "\n\n",
]  # fmt: skip
"""What hard texts repeat."""


class TooSlowError(Exception):
    """The processor worked longer than the limit."""


def named() -> Iterator[tuple[str, re.Pattern[str], frozenset[str]]]:
    """The expressions that modules keep: their names, and how they are used."""
    for found in pkgutil.walk_packages(playbook.__path__, "playbook."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            uses = used(Path(str(module.__file__)))
            for name, value in vars(module).items():
                inner = list(value.values()) if isinstance(value, dict) else value
                several = inner if isinstance(inner, list | tuple) else [value]
                for one in several:
                    if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                        ways = uses.get(name, frozenset()) if several == [value] else frozenset()
                        yield f"{found.name}.{name}", one, ways


def used(path: Path) -> dict[str, frozenset[str]]:
    """By the name of a value of a module, the methods of it that the module calls."""
    uses: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            uses.setdefault(node.value.id, set()).add(node.attr)
    return {name: frozenset(ways) for name, ways in uses.items()}


def within() -> Iterator[tuple[str, re.Pattern[str], frozenset[str]]]:
    """The expressions that stand where they are used, as ``re.sub("…", …)``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) == "re"
                and isinstance(node.args[0], ast.Constant)
                and node.func.attr not in ("compile", "escape")
            ):
                where = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                yield where, re.compile(str(node.args[0].value)), frozenset({node.func.attr})


def all_expressions() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Every expression once, under the name of the first that keeps it, and whether anchored."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str], frozenset[str]]] = {}
    for name, one, ways in (*named(), *within()):
        first, _, before = found.get((one.pattern, one.flags), (name, one, frozenset()))
        found[one.pattern, one.flags] = (first, one, before | (ways or {"unknown"}))
    return {name: (one, bool(ways) and ways <= ANCHORED) for name, one, ways in found.values()}


EXPRESSIONS = all_expressions()


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


def read(one: re.Pattern[str], text: str, anchored: bool, limit: float = LIMIT) -> float:
    """Seconds of the processor that an expression takes for a text. Raises TooSlowError."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    start = time.process_time()
    try:
        if anchored:
            one.match(text)
            one.fullmatch(text)
        else:
            for _ in one.finditer(text):
                pass
        return time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def hard(piece: str, length: int) -> Iterator[str]:
    """Texts that go on and on, and end in something else."""
    body = piece * (length // len(piece))
    yield body
    yield f"a{body}\0"
    yield f'"{body}x"'


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_is_quick_however_long_the_text(
    name: str, hostile_inputs: Counter[str]
) -> None:
    one, anchored = EXPRESSIONS[name]
    for piece in PIECES:
        for short, long in zip(hard(piece, SHORT), hard(piece, MAX_BYTES), strict=True):
            hostile_inputs["long texts"] += 1
            if read(one, short, anchored) > MOMENT:
                read(one, long, anchored)


SLOW: dict[str, Callable[[], Any]] = {
    "spaces before a sign": lambda: read(re.compile(r" +(#\w)"), " " * MAX_BYTES, False, 1),
    "a link never closed": lambda: read(re.compile(r"\]\([^)]*\)"), "](" * 100_000, False, 1),
    "at one place": lambda: read(re.compile(r"( *)* #"), " " * MAX_BYTES, True, 1),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_slow_expression_would_be_seen(name: str) -> None:
    with pytest.raises(TooSlowError):
        SLOW[name]()


def test_the_expressions_of_the_package_are_found() -> None:
    assert len(EXPRESSIONS) > 90
    assert EXPRESSIONS["playbook.source.hashtags._HASH"][1] is False
    assert EXPRESSIONS["playbook.source.files._NO_BREAK_SPACE"][1] is True
    assert EXPRESSIONS["playbook.post.check_types._DETECTED"][1] is False
