"""Writes the files of a site that depend on its settings: style sheets, scripts, brand assets."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path

from mkdocs.utils import get_build_datetime

from ..model.entry import Entry
from ..pages.brand_images import card_png, icon_svg, touch_icon_png
from ..pages.calendar import as_json as calendar_data
from ..pages.calendar import calendar_of
from ..pages.handbook import Handbook
from ..pages.heading_font import font_css
from ..pages.json_export import language_roots
from ..pages.json_export_schema import playbook_schema
from ..pages.palette import brand_colours, palette_css
from ..search.files import stripped_module
from ..search.vocabulary import vocabulary
from .context import THEME
from .data_files import as_json
from .page_writer import write_file
from .release_files import write_release_files
from .stylesheets import in_layer, stylesheets
from .web_manifest import MANIFEST, TOUCH_ICON, web_manifest

ASSETS = "assets/playbook"
ICON, CARD = "icon.svg", "card.png"
"""Images generated from the brand colour, unless docs/assets/playbook/ has its own; so is the touch
icon."""


def write_extra_files(folder: Path, handbook: Handbook, titles: Mapping[str, str]) -> None:
    """Write the files of a built site that depend on the settings, not on the entries.

    ``titles`` are the titles of the handbook by language.
    """
    for language, root in language_roots(handbook).items():
        assets = f"../{ASSETS}" if root else ASSETS
        manifest = web_manifest(handbook.playbook.settings, titles[language], language, assets)
        write_file(folder / root / MANIFEST, as_json(manifest).encode())
    schema = _schema_json(tuple(handbook.playbook.kinds.items()))
    (folder / "playbook.schema.json").write_text(schema, encoding="utf-8", newline="\n")
    _write_assets(folder / ASSETS, handbook)


def _write_assets(folder: Path, handbook: Handbook) -> None:
    settings = handbook.playbook.settings
    palette = in_layer(
        "base", palette_css(settings.brand_colour) + font_css(handbook.heading_font, "../../")
    )
    (folder / "palette.css").write_text(palette, encoding="utf-8", newline="\n")
    _write_stylesheets(folder)
    background, foreground = brand_colours(settings.brand_colour)
    # MkDocs has copied the theme's icon, unless docs/ has its own
    if (folder / ICON).read_bytes() == (THEME / ASSETS / ICON).read_bytes():
        (folder / ICON).write_text(icon_svg(background, foreground), encoding="utf-8", newline="\n")
    _strip_modules(folder)
    write_release_files(folder, handbook)
    _remove_stemmers(folder / "search" / "snowball", handbook)
    for name, draw in ((CARD, card_png), (TOUCH_ICON, touch_icon_png)):
        if not (folder / name).exists():
            (folder / name).write_bytes(draw(background, foreground))
    year = (
        int(handbook.release_info.date[:4]) if handbook.release_info else get_build_datetime().year
    )
    calendar = as_json(calendar_data(calendar_of(settings.organisation, year)))
    (folder / "calendar.json").write_text(calendar, encoding="utf-8", newline="\n")


def _write_stylesheets(folder: Path) -> None:
    """Write each style sheet, unless the organisation has its own in docs/assets/playbook/."""
    for path, css in stylesheets():
        if not (folder / path).exists():
            (folder / path).write_text(css, encoding="utf-8", newline="\n")


def _strip_modules(folder: Path) -> None:
    """Strip the comments of our JavaScript, and remove its ``.d.ts`` files."""
    our_assets = THEME / ASSETS
    for source in our_assets.rglob("*.js"):
        if source.parent.name != "snowball":
            module = folder / source.relative_to(our_assets)
            module.write_text(
                stripped_module(module.read_text(encoding="utf-8")), encoding="utf-8", newline="\n"
            )
    for source in our_assets.rglob("*.d.ts"):
        (folder / source.relative_to(our_assets)).unlink()


def _remove_stemmers(folder: Path, handbook: Handbook) -> None:
    """Remove the stemmers that no language of the handbook uses."""
    languages = [handbook.playbook.language_data[name] for name in handbook.playbook.languages]
    stemmers = {vocabulary(language).stemmer for language in languages} - {None}
    used = {"base", *stemmers} if stemmers else set()
    for path in folder.glob("*.js"):
        if path.stem not in used:
            path.unlink()


@functools.cache
def _schema_json(kinds: tuple[tuple[str, type[Entry]], ...]) -> str:
    """The schema of ``playbook.json`` for these kinds. A preview creates it only once."""
    return f"{json.dumps(playbook_schema(dict(kinds)), ensure_ascii=False, sort_keys=True)}\n"
