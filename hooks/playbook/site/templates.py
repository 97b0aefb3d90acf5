"""Configures MkDocs' Jinja environment like that of our own pages."""

from __future__ import annotations

import jinja2

from ..pages.templating import bytecode_cache
from .context import is_own_template


def set_up(env: jinja2.Environment) -> None:
    """Turn on autoescaping for our templates, and cache compiled templates."""
    env.autoescape = is_own_template
    env.bytecode_cache = bytecode_cache()
