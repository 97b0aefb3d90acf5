"""Prints why a release command was refused, and exits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..release.codes import RefusedError
from .output import write_lines


@contextmanager
def exit_on_refusal() -> Iterator[None]:
    """Print the reasons of a refusal, and exit with status 1."""
    try:
        yield
    except RefusedError as refused:
        write_lines(map(str, refused.problems))
        raise SystemExit(1) from None
