"""Lists in a sentence, with the patterns of CLDR: *a, b and c*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale
from markupsafe import Markup


def joined(items: Iterable[str], locale: Locale) -> str:
    """The items as one list, such as *a, b and c*; markup if an item is markup."""
    item_list = list(items)
    is_markup = any(isinstance(item, Markup) for item in item_list)
    standard: Mapping[str, str] = locale.list_patterns["standard"]
    patterns = {
        name: Markup(pattern) if is_markup else pattern for name, pattern in standard.items()
    }
    if len(item_list) < 2:
        return item_list[0] if item_list else ""
    if len(item_list) == 2:
        return patterns["2"].format(*item_list)
    result = patterns["start"].format(*item_list[:2])
    for item in item_list[2:-1]:
        result = patterns["middle"].format(result, item)
    return patterns["end"].format(result, item_list[-1])
