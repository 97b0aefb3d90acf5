"""Lists in a sentence, with the patterns of CLDR: *a, b and c*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale
from markupsafe import Markup


def joined(items: Iterable[str], locale: Locale) -> str:
    """The items as one list, such as *a, b and c*; markup if an item is markup."""
    found = list(items)
    is_markup = any(isinstance(item, Markup) for item in found)
    standard: Mapping[str, str] = locale.list_patterns["standard"]
    patterns = {
        name: Markup(pattern) if is_markup else pattern for name, pattern in standard.items()
    }
    if len(found) < 2:
        return found[0] if found else ""
    if len(found) == 2:
        return patterns["2"].format(*found)
    result = patterns["start"].format(*found[:2])
    for item in found[2:-1]:
        result = patterns["middle"].format(result, item)
    return patterns["end"].format(result, found[-1])
