"""Writes the files of a site other than its pages: indexes, data and brand assets."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.utils import get_build_datetime

from ..model.entry import Entry
from ..pages.brand_images import card_png, icon_svg, touch_icon_png
from ..pages.calendar import as_json, calendar_of
from ..pages.handbook import Handbook
from ..pages.json_export import entry_index, playbook_json
from ..pages.json_export_schema import playbook_schema
from ..pages.llms import llms_txt
from ..pages.palette import brand_colours, palette_css
from ..pages.reader_choices import reader_choices
from ..search.files import search_files, stripped_module
from ..search.vocabulary import vocabulary
from .context import THEME
from .pages import language_root
from .stylesheets import in_layer, stylesheets
from .web_manifest import MANIFEST, TOUCH_ICON, web_manifest
from .written.pages import WrittenPage
from .written.sections import sections_by_language

ASSETS = "assets/playbook"
ICON, CARD = "icon.svg", "card.png"
"""Images generated from the brand colour, unless docs/assets/playbook/ has its own; so is the touch
icon."""


def write_extra_files(
    folder: Path,
    handbook: Handbook,
    urls: Collection[str],
    titles: Mapping[str, str],
    written: Sequence[WrittenPage] = (),
) -> None:
    """Write the extra files of a built site.

    ``urls`` are the URLs of its pages, ``titles`` the titles of the handbook by language, and
    ``written`` the hand-written pages that the search finds.
    """
    default = handbook.playbook.languages[0]
    sections = sections_by_language(written, handbook.playbook.languages)
    for language in handbook.playbook.languages:
        root = folder / language_root(language, default)
        (root / "search").mkdir(parents=True, exist_ok=True)
        for name, text in search_files(handbook, language, sections[language]):
            (root / "search" / name).write_text(text, encoding="utf-8", newline="\n")
        _write_json(root / "reader.json", reader_choices(handbook, language))
        assets = f"../{ASSETS}" if root != folder else ASSETS
        settings, title = handbook.playbook.settings, titles[language]
        _write_json(root / MANIFEST, web_manifest(settings, title, language, assets))
    _write_data(folder, handbook, urls, titles)
    pages = {start.url: start.heading for start in sections[default] if not start.anchor}
    llms = llms_txt(handbook, titles[default], pages)
    (folder / "llms.txt").write_text(llms, encoding="utf-8", newline="\n")
    _write_assets(folder / ASSETS, handbook)


def _write_data(
    folder: Path, handbook: Handbook, urls: Collection[str], titles: Mapping[str, str]
) -> None:
    _write_json(folder / "entries.json", entry_index(handbook, frozenset(urls), titles))
    (folder / "playbook.json").write_text(playbook_json(handbook), encoding="utf-8", newline="\n")
    schema = _schema_json(tuple(handbook.playbook.kinds.items()))
    (folder / "playbook.schema.json").write_text(schema, encoding="utf-8", newline="\n")


def _write_assets(folder: Path, handbook: Handbook) -> None:
    settings = handbook.playbook.settings
    palette = in_layer("base", palette_css(settings.brand_colour))
    (folder / "palette.css").write_text(palette, encoding="utf-8", newline="\n")
    _write_stylesheets(folder)
    background, foreground = brand_colours(settings.brand_colour)
    # MkDocs has copied the theme's icon, unless docs/ has its own
    if (folder / ICON).read_bytes() == (THEME / ASSETS / ICON).read_bytes():
        (folder / ICON).write_text(icon_svg(background, foreground), encoding="utf-8", newline="\n")
    _strip_modules(folder)
    _remove_stemmers(folder / "search" / "snowball", handbook)
    for name, draw in ((CARD, card_png), (TOUCH_ICON, touch_icon_png)):
        if not (folder / name).exists():
            (folder / name).write_bytes(draw(background, foreground))
    year = (
        int(handbook.release_info.date[:4]) if handbook.release_info else get_build_datetime().year
    )
    _write_json(folder / "calendar.json", as_json(calendar_of(settings.organisation, year)))


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


def _write_json(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{json.dumps(data, ensure_ascii=False)}\n", encoding="utf-8", newline="\n")
