"""Says why MkDocs could not build a release, from what it printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..problems import Output, Phrase

_TRACEBACK = "Traceback (most recent call last)"
_FRAME = re.compile(r'  File "[^"]*[/\\]site-packages[/\\](\w+)')
_BUILDERS = ("mkdocs", "properdocs", "click", "jinja2")
_OF_HISTORY = "git"
"""Part of the names of plugins that read git's history, which the build of a release has not."""


def reason_of(lines: list[str], source: Path) -> Output:
    """All problems that a failed build reported, or else its whole output; paths are as in git."""
    problems = [line for line in lines if ": error PB" in line or ": warning PB" in line]
    texts = (" ".join(line.split()) for line in problems or without_tracebacks(lines))
    return Output(tuple(text.replace(f"{source}/", "") for text in texts))


def cure_of(lines: Iterable[str]) -> Phrase | None:
    """What to do about an error in a plugin that needs git's history; None for other errors."""
    return Phrase("cure.no-history") if _OF_HISTORY in _plugin_in(lines) else None


def without_tracebacks(lines: list[str]) -> Iterator[str]:
    """The lines with the last error, and the name of its plugin, instead of all tracebacks."""
    starts = [index for index, line in enumerate(lines) if line.startswith(_TRACEBACK)]
    if not starts:
        yield from lines
        return
    yield from lines[: starts[0]]
    rest = iter(lines[starts[-1] + 1 :])
    plugin = _plugin_in(lines)
    error = next((line for line in rest if not line.startswith(" ")), "")
    yield f"{plugin}: {error}" if plugin else error
    yield from rest


def _plugin_in(lines: Iterable[str]) -> str:
    """The package of a plugin in which an error occurred, or an empty string."""
    packages = (match[1] for line in lines if (match := _FRAME.match(line)))
    return next((name for name in packages if name not in _BUILDERS), "")
