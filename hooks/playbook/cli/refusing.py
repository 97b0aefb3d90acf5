"""A refusal as its lines and an exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..release.codes import RefusedError
from .output import write_lines


@contextmanager
def refusing() -> Iterator[None]:
    """Print why something was refused, and leave with status 1."""
    try:
        yield
    except RefusedError as refused:
        write_lines(map(str, refused.problems))
        raise SystemExit(1) from None
