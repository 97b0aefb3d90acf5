"""Configures MkDocs' Jinja environment like that of our own pages."""

from __future__ import annotations

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ..pages.templating import bytecode_cache
from .context import is_own_template
from .placeholders import around_place


def set_up(env: jinja2.Environment) -> None:
    """Turn on autoescaping for our templates, cache compiled templates, and add our filter."""
    env.autoescape = is_own_template
    env.bytecode_cache = bytecode_cache()
    env.filters["around_place"] = around_place


def load_menu(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Load Material's menu for the plugin section-index, although no page uses it.

    The plugin warns if a build loads no menu that it can adapt. Ours needs no change.
    """
    if "section-index" in config.plugins:
        env.get_template("partials/nav-item.html")
