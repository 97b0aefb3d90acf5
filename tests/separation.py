"""The generator's tests do not read the starter's text, so whoever edits it breaks none of them.

What Python opens or lists while a test is imported or runs is noted where it belongs to the
starter, and so is a program that is started with a file of it, or with the starter as its folder.
Tests of the starter itself stand in ``tests/starter``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from support import TESTS

ROOT = TESTS.parent
STARTER = tuple(str(ROOT / name) for name in ("playbook_data", "docs", "mkdocs.yml"))
"""What an organisation edits."""
OF_STARTER = TESTS / "starter"
READING = frozenset({"open", "os.listdir", "os.scandir", "subprocess.Popen"})
"""The events of Python's audit by which a file or a folder is reached."""

_reader: list[str] = []
"""The test that runs or the module that is imported, where it is none of the starter's."""
found: list[str] = []
"""Each reader that reached the starter's text, and what it reached."""


def begin(path: Path, name: str) -> None:
    """From now on a test is run, or a module of tests is imported."""
    _reader[:] = [] if path.is_relative_to(OF_STARTER) else [name]


def end() -> list[str]:
    """Nothing of the kind is done any longer. Returns what was reached since the last end."""
    _reader.clear()
    reached, found[:] = list(dict.fromkeys(found)), []
    return reached


def watch() -> None:
    """Begin to note; a process cannot leave off."""
    sys.addaudithook(_note)


def _note(event: str, details: tuple[object, ...]) -> None:
    if _reader and event in READING:
        found.extend(f"{_reader[0]}: {path}" for path in _reached(event, details))


def _reached(event: str, details: tuple[object, ...]) -> Iterator[str]:
    if event != "subprocess.Popen":
        yield from _in_starter(details[:1])
        return
    program, words, folder, _ = details
    yield from _in_starter(words if isinstance(words, list | tuple) else ())
    at_root = isinstance(folder, str | os.PathLike) and Path(folder) == ROOT
    if at_root and Path(str(program)).name != "git":  # which is asked for names alone
        yield f"{program} in {ROOT}"


def _in_starter(places: Iterable[object]) -> Iterator[str]:
    for place in places:
        if isinstance(place, str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(place))  # noqa: PTH100 - for each file, so cheap
            if path in STARTER or path.startswith(tuple(f"{one}{os.sep}" for one in STARTER)):
                yield path
