"""Reports why a site was not built."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .output import write_error


@contextmanager
def exit_if_not_built() -> Iterator[None]:
    """Print why MkDocs stopped, and exit: with 2 if ``mkdocs.yml`` cannot be used, else with 1."""
    from ..site.commands import NotBuiltError

    try:
        yield
    except NotBuiltError as error:
        write_error(str(error))
        raise SystemExit(2 if error.is_unusable else 1) from None
