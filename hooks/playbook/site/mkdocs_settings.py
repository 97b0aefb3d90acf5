"""Checks settings of ``mkdocs.yml`` that a handbook cannot use."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from ..checks.images import named_images, unusable_image
from ..model.playbook import Playbook
from ..problems import Code, Location, Problem
from ..project import DATA_FOLDER
from .config_file import CONFIG, ConfigError, read_config
from .configuration import DEFAULT_IMAGES, SOCIAL, theme_image

FILES_AS_ADDRESSES = Code("PB908", "error")
OTHER_NAME = Code("PB909", "warning", "name", "title")
TWO_IMAGES = Code("PB912", "warning", "key", "name", "path", "other")
_UNREADABLE = (OSError, ValueError, LookupError, AttributeError, TypeError, StopIteration)
"""Exceptions of a file that cannot be read, or that has no such settings."""
THEME_KEYS = {"logo": "logo", "icon": "favicon"}
"""The key of ``theme`` for an image that ``images`` in ``playbook.yml`` can name."""


def unusable_settings(config: MkDocsConfig) -> Iterator[Problem]:
    """The settings with which no handbook can be built, also if a plugin made them."""
    if not config.use_directory_urls:
        yield FILES_AS_ADDRESSES.at(Location(CONFIG))


def name_problems(config: MkDocsConfig, playbook: Playbook) -> Iterator[Problem]:
    """A warning if ``site_name`` is not a title of the playbook, which means the same."""
    title = playbook.settings.title
    if title is not None and config.site_name not in title.values():
        location = setting_location(config, "site_name")
        yield OTHER_NAME.at(location, name=config.site_name, title=next(iter(title.values())))


def name_without_setting(project: Path) -> str | None:
    """The handbook's name for a ``mkdocs.yml`` without ``site_name``, which MkDocs requires.

    It is the first title in ``playbook.yml``, or the name of the organisation. None if
    ``mkdocs.yml`` has a name, or if neither file can be read: both are then reported.
    """
    try:
        if read_config(project, os.environ).get("site_name"):
            return None
        text = (project / DATA_FOLDER / "playbook.yml").read_text(encoding="utf-8")
        settings = yaml.load(text, yaml.BaseLoader)
        title = settings.get("title") or settings["organisation"]["name"]
        return str(next(iter(title.values())) if isinstance(title, dict) else title)
    except (
        ConfigError,
        OSError,
        ValueError,
        yaml.YAMLError,
        LookupError,
        AttributeError,
        TypeError,
    ):
        return None


def theme_image_problems(config: MkDocsConfig, playbook: Playbook) -> Iterator[Problem]:
    """The problems of ``theme.logo`` and ``theme.favicon``; ``playbook.yml`` can name both too."""
    project = Path(config.config_file_path).parent
    named = named_images(playbook.settings.images)
    for name, key in THEME_KEYS.items():
        path = theme_image(config, key)
        if path == DEFAULT_IMAGES[key]:
            continue
        location = setting_location(config, key)
        if name not in named:
            yield from unusable_image(
                name, f"theme.{key}", path, location, project, config.docs_dir
            )
        elif named[name].lstrip("/") != path:
            yield TWO_IMAGES.at(location, key=key, name=name, path=path, other=named[name])


def set_images(config: MkDocsConfig, playbook: Playbook) -> None:
    """Set the images of ``playbook.yml`` as those of the theme, the one place that is read."""
    for name, path in named_images(playbook.settings.images).items():
        config.theme[THEME_KEYS.get(name, SOCIAL)] = path


def setting_location(config: MkDocsConfig, key: str) -> Location:
    """The line of ``mkdocs.yml`` with a key, else its start."""
    try:
        lines = Path(config.config_file_path).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return Location(CONFIG)
    found = (n for n, line in enumerate(lines, 1) if re.match(rf"\s*{key}\s*:", line))
    return Location(CONFIG, next(found, 1))
