"""The web app manifest, with which a phone installs the handbook."""

from __future__ import annotations

from typing import Any

from ..model.settings import Settings
from ..pages.brand_images import TOUCH_ICON_SIZE
from ..pages.palette import WHITE

MANIFEST, TOUCH_ICON = "manifest.webmanifest", "touch-icon.png"


def web_manifest(settings: Settings, title: str, language: str, assets: str) -> dict[str, Any]:
    """The manifest of a language. ``assets`` is the path of our assets from its folder."""
    size = f"{TOUCH_ICON_SIZE}x{TOUCH_ICON_SIZE}"
    return {
        "name": f"{title}, {settings.organisation.name}",
        "short_name": title,
        "lang": language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": WHITE,
        "theme_color": settings.brand_colour,
        "icons": [
            {"src": f"{assets}/{TOUCH_ICON}", "sizes": size, "type": "image/png",
             "purpose": purpose}
            for purpose in ("any", "maskable")
        ],
    }  # fmt: skip
