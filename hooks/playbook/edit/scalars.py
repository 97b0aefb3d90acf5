"""Writes plain values as YAML, in the style that a file has at their place."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from typing import Any

LINE_LENGTH = 118
"""The longest line of a text that is wrapped, as in the starter's files."""
_LONG = 90
"""The longest value, in characters, that is written on the line of its key."""

_NOT_TEXTS = frozenset(("null", "true", "false", "on", "off"))
"""Words that other YAML parsers do not read as a text. *Yes* and *no* are choices of the data."""


def flow_value(value: Any) -> str:
    """A value on one line: a text is a word, or a JSON string in quotes."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {flow_value(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow_value, value))}]"
    is_word = re.fullmatch(r"[a-z][a-z0-9_-]*", value) and value not in _NOT_TEXTS
    return str(value) if is_word else json.dumps(value, ensure_ascii=False)


def block_value(value: Any, indent: int) -> str:
    """A value for a key with ``indent`` spaces before it: on its line, or on the lines below."""
    flow = flow_value(value)
    if len(flow) <= _LONG and "\\n" not in flow:
        return flow
    prefix = f"\n{' ' * indent}"
    if isinstance(value, Mapping):
        return "".join(
            f"{prefix}  {key}: {block_value(inner, indent + 2)}" for key, inner in value.items()
        )
    if isinstance(value, list):
        return "".join(f"{prefix}  - {block_value(item, indent + 2)}" for item in value)
    return block_text(value, indent + 2)


def block_text(value: str, indent: int) -> str:
    """A text as a block: folded if its lines can be wrapped, else literal.

    ``indent`` is the number of spaces before its lines.
    """
    lines = value.split("\n")
    can_fold = not any(line.startswith(" ") or "  " in line for line in lines)
    has_short_lines = any(line and after for line, after in itertools.pairwise(lines))
    prefix = " " * indent
    if not can_fold or has_short_lines:
        return "|\n" + "\n".join(prefix + line if line else "" for line in lines)
    parted = re.sub("\n+", lambda match: f"{match[0]}\n", value).split("\n")
    return ">\n" + "\n".join(line and _wrapped(line, prefix) for line in parted)


def _wrapped(line: str, prefix: str) -> str:
    """A line, wrapped at spaces."""
    result = [""]
    for word in line.split(" "):
        longer = f"{result[-1]} {word}" if result[-1] else word
        if result[-1] and len(prefix) + len(longer) > LINE_LENGTH:
            result.append(word)
        else:
            result[-1] = longer
    return "\n".join(prefix + each for each in result)
