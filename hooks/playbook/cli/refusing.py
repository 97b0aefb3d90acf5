"""A refusal as its lines and an exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..release.codes import RefusedError


@contextmanager
def refusing() -> Iterator[None]:
    """Print why something was refused, and leave with status 1."""
    try:
        yield
    except RefusedError as refused:
        for problem in refused.problems:
            click.echo(str(problem))
        raise SystemExit(1) from None
