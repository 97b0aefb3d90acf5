"""Defers the signals that end a process until a step is complete."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def deferred_signals() -> Iterator[Callable[[], None]]:
    """Defer Ctrl-C and termination signals; yields a function that raises if one has arrived.

    It raises KeyboardInterrupt or SystemExit, also in place of an exception that leaves the block.
    If the block succeeds, a signal after the last call of the function is dropped. Ignored signals
    stay ignored.
    """
    received: list[int] = []

    def raise_received() -> None:
        if signal.SIGINT in received:
            raise KeyboardInterrupt
        if received:
            raise SystemExit(128 + received[0])

    previous = _replace_handlers(lambda number, frame: received.append(number))
    try:
        yield raise_received
    except Exception:
        raise_received()
        raise
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _replace_handlers(
    handler: Callable[[int, FrameType | None], None],
) -> dict[int, Any]:
    """Handle the signals; returns the previous handlers. Only the main thread may do this."""
    previous: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for name in _NAMES:
            if not hasattr(signal, name):
                continue  # Windows has no SIGHUP
            number = int(getattr(signal, name))
            current = signal.getsignal(number)
            if current is not None and current != signal.SIG_IGN:
                previous[number] = current
                signal.signal(number, handler)
    return previous
