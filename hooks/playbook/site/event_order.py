"""The order of our event handlers among those of plugins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority


def first_and_last(first: Callable[..., Any], last: Callable[..., Any]) -> CombinedEvent[Any, Any]:
    """One event, for which the first handler runs before those of plugins and the last after them.

    Plugins then find our pages among the files, and we see the files that they have added.
    """
    return CombinedEvent(event_priority(100)(first), event_priority(-100)(last))
