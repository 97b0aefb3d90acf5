"""The YAML parser: libyaml's, which is fast, or PyYAML's own, which reads the same files."""

from __future__ import annotations

import yaml

__all__ = ["Loader", "error_line"]

try:
    from yaml.cyaml import CBaseLoader as Loader
except ImportError:  # without libyaml, PyYAML reads the same files, only slower
    from yaml import BaseLoader as Loader  # type: ignore[assignment]


def error_line(text: str) -> int | None:
    """The zero-based line at which the parser gives up on a text, or None if it reads all of it."""
    try:
        loader = Loader(text)
        while loader.get_event() is not None:
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line if mark else 0
    except yaml.YAMLError:
        return 0
    return None
