"""The settings that a handbook needs, for a ``mkdocs.yml`` that does not set them."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from material.extensions import emoji  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from ..project import DATA_FOLDER

THEME_NAME = "material"
_EXTENSIONS_WITHOUT_SETTINGS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables",
    "pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.keys", "pymdownx.mark",
    "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.tilde",
)  # fmt: skip
EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    **{name: {} for name in _EXTENSIONS_WITHOUT_SETTINGS},
    "toc": {"permalink": True},
    "pymdownx.emoji": {"emoji_index": emoji.twemoji, "emoji_generator": emoji.to_svg},
    "pymdownx.tabbed": {"alternate_style": True},
}
"""The Markdown extensions for hand-written pages, from Material's documentation, with settings."""
FEATURES = ("content.code.copy", "content.tabs.link")
"""The features of Material for page content that are switched on."""
LINK_PROBLEMS = ("not_found", "anchors", "absolute_links")
"""Problems of links in hand-written pages, which are warnings."""


def set_defaults(config: MkDocsConfig) -> None:
    """Set the theme, the Markdown extensions, the watched folder and the warnings about links.

    What ``mkdocs.yml`` sets stays as it is.
    """
    settings = _settings(config)
    _set_theme(config, settings.get("theme"))
    for name, options in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        if options:
            config.mdx_configs.setdefault(name, dict(options))
    if "validation" not in settings:
        for name in LINK_PROBLEMS:
            config.validation.links[name] = logging.WARNING
    if "watch" not in settings:
        config.watch.append(str(Path(config.config_file_path).parent / DATA_FOLDER))


def _settings(config: MkDocsConfig) -> Mapping[str, Any]:
    """What ``mkdocs.yml`` and the command line set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        user_settings = config.user_configs
    return {key: value for settings in user_settings for key, value in settings.items()}


def _set_theme(config: MkDocsConfig, theme: object) -> None:
    """Use Material without fonts from another host, unless the settings name a theme or fonts."""
    if theme is None:
        config.theme = Theme(THEME_NAME, font=False)
    elif not isinstance(theme, Mapping) or "font" not in theme:
        config.theme["font"] = False
    if not isinstance(theme, Mapping) or "features" not in theme:
        config.theme["features"] = list(FEATURES)
