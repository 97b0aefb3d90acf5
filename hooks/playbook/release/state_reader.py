"""Reads the state of a target, and keeps apart how long verifying it takes and adding a version.

Adding takes as long as the new version is large. Verifying compares every published file with its
manifest, so it takes longer with each version; a file that was read once is not read again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .stores import Target
from .target_state import TargetState, state_of


@dataclass(frozen=True)
class Times:
    """How many published files were verified, and the seconds for that and for adding a version."""

    files: int
    verifying: float
    adding: float


class StateReader:
    """Reads the state of one target, possibly several times."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._files = 0
        self._verifying = self._adding = 0.0

    def read(self, version: str) -> TargetState:
        """The state before a version is published. Raises RefusedError if any file has changed."""
        start = time.monotonic()
        state = state_of(self._target, version)
        self._files = len(self._target.paths() or ()) if state.before else 0
        self._verifying += time.monotonic() - start
        return state

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Measure how long it takes to add a version."""
        start, before = time.monotonic(), self._verifying
        yield
        self._adding = time.monotonic() - start - (self._verifying - before)

    @property
    def times(self) -> Times:
        """What was measured so far."""
        return Times(self._files, self._verifying, self._adding)
