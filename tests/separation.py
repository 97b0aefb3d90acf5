"""Detects generator tests that read the starter's text, because editing it must not break them.

While a test module is imported or a test runs, an audit hook records each file of the starter that
Python opens or lists. It also records each program that gets such a file as an argument, or runs in
the starter's folder. Tests of the starter itself are in ``tests/starter``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from support import TESTS

ROOT = TESTS.parent
STARTER_PATHS = tuple(str(ROOT / name) for name in ("playbook_data", "docs", "mkdocs.yml"))
"""The files and folders that an organisation edits."""
STARTER_TESTS = TESTS / "starter"
READ_EVENTS = frozenset({"open", "os.listdir", "os.scandir", "subprocess.Popen"})
"""Python's audit events for access to a file or folder."""

ALLOWED_PROGRAMS = frozenset({"git", "node"})
"""Programs that may run at the root: git only lists file names, and Node reads JavaScript."""

_ROOT_PATH = str(ROOT)

_current: list[str] = []
"""The id of the running test or imported test module; empty for tests of the starter."""
_violations: list[str] = []
"""Each access to the starter's text, as ``test id: path``."""


def begin(path: Path, id: str) -> None:
    """Start recording for a test or an imported test module with an id."""
    _current[:] = [] if path.is_relative_to(STARTER_TESTS) else [id]


def end() -> list[str]:
    """Stop recording, and return the violations since the last call without duplicates."""
    _current.clear()
    violations, _violations[:] = list(dict.fromkeys(_violations)), []
    return violations


def watch() -> None:
    """Install the audit hook; Python cannot remove it again."""
    sys.addaudithook(_record)


def _record(event: str, details: tuple[object, ...]) -> None:
    if _current and event in READ_EVENTS:
        if event != "subprocess.Popen" and _is_elsewhere(details[0]):
            return
        _violations.extend(f"{_current[0]}: {path}" for path in _accessed(event, details))


def _is_elsewhere(path: object) -> bool:
    """Whether a path is surely outside the repository, as most are. Runs often: must be fast."""
    return (
        isinstance(path, str)
        and path.startswith("/")
        and not path.startswith(_ROOT_PATH)
        and ".." not in path
        and "//" not in path
    )


def _accessed(event: str, details: tuple[object, ...]) -> Iterator[str]:
    if event != "subprocess.Popen":
        yield from _in_starter(details[:1])
        return
    program, arguments, folder, _ = details
    yield from _in_starter(arguments if isinstance(arguments, list | tuple) else ())
    at_root = isinstance(folder, str | os.PathLike) and Path(folder) == ROOT
    if at_root and Path(str(program)).name not in ALLOWED_PROGRAMS:
        yield f"{program} in {ROOT}"


def _in_starter(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(value))  # noqa: PTH100 - runs often: must be fast
            if path in STARTER_PATHS or path.startswith(
                tuple(f"{name}{os.sep}" for name in STARTER_PATHS)
            ):
                yield path
