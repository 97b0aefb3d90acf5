"""Checks the images that ``playbook.yml`` names: the logo, the icon and the social picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..model.playbook import Playbook
from ..model.settings import Images
from ..problems import Code, Location, Problem
from ..source.images import (
    LOGO_TYPES,
    MAX_LOGO_BYTES,
    MAX_SOCIAL_BYTES,
    SOCIAL_TYPES,
    image_problem,
)

UNUSABLE_IMAGE = Code("PB319", "error", "key", "path", "reason")

_LIMITS: Mapping[str, tuple[tuple[str, ...], int]] = {
    "logo": (LOGO_TYPES, MAX_LOGO_BYTES),
    "icon": (LOGO_TYPES, MAX_LOGO_BYTES),
    "social": (SOCIAL_TYPES, MAX_SOCIAL_BYTES),
}
"""The endings and the size that each image may have."""


def named_images(images: Images) -> Mapping[str, str]:
    """The path of each image that is set, by its key in ``images``."""
    paths = {"logo": images.logo, "icon": images.icon, "social": images.social}
    return {name: path for name, path in paths.items() if path}


def check_images(playbook: Playbook, project: Path, docs: str) -> Iterator[Problem]:
    """The problems of the images in a project whose pages are in the folder ``docs``."""
    for name, path in named_images(playbook.settings.images).items():
        location = playbook.settings_tree.location(("images", name))
        yield from unusable_image(name, f"images.{name}", path, location, project, docs)


def unusable_image(
    name: str, key: str, path: str, location: Location, project: Path, docs: str
) -> Iterator[Problem]:
    """The problem of one image, or nothing. ``key`` is the setting that names it."""
    if reason := image_problem(project, docs, path, *_LIMITS[name]):
        yield UNUSABLE_IMAGE.at(location, key=key, path=path, reason=reason)
