"""The MkDocs configuration that the templates of each language use."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from ..pages.handbook import Handbook
from ..pages.page_formatter import PageFormatter

SOCIAL = "social_image"
"""The key of ``theme`` for the picture of shared links, which ``playbook.yml`` names."""
DEFAULT_IMAGES = {
    "logo": "assets/playbook/icon.svg",
    "favicon": "assets/playbook/icon.svg",
    SOCIAL: "assets/playbook/card.png",
}
"""The images that the generator draws, by the key of ``theme`` that replaces them."""
_MATERIAL_FAVICON = "assets/images/favicon.png"
"""The favicon of the theme, if ``mkdocs.yml`` does not set one."""


def by_language(config: MkDocsConfig, handbook: Handbook) -> Mapping[str, MkDocsConfig]:
    """The configuration of each language, with the theme's language and the handbook's title."""
    return {
        language: _in_language(config, handbook, language)
        for language in handbook.playbook.languages
    }


def _in_language(config: MkDocsConfig, handbook: Handbook, language: str) -> MkDocsConfig:
    """The configuration of one language.

    copy.copy would share the theme's private settings mapping, so that is copied as well.
    """
    theme: Any = copy.copy(config.theme)
    name = "_Theme__vars"
    setattr(theme, name, {**getattr(config.theme, name), "language": language})
    title = PageFormatter(handbook, language, "").plain(handbook.playbook.settings.title)
    localised = copy.copy(config)
    localised.data = {**config.data, "theme": theme, "site_name": title or config.site_name}
    return localised


def theme_image(config: MkDocsConfig, name: str) -> str:
    """The organisation's image for a key of ``theme``, or ours if there is none."""
    value = config.theme.get(name)
    is_own = value and value != _MATERIAL_FAVICON
    return str(value).lstrip("/") if is_own else DEFAULT_IMAGES[name]
