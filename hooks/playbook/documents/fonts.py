"""The fonts of documents: those of this package, whatever fonts a machine or a user has."""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent / "fonts"
_CONFIG = "FONTCONFIG_FILE"
_IGNORED_CATEGORIES = ("Cc", "Cf", "Zl", "Zp", "Mn")
"""Characters that fonts need not draw; marks are combined with the letter before them."""


@contextmanager
def only_these_fonts(more: Iterable[Path] = ()) -> Iterator[None]:
    """Let fontconfig find only the bundled fonts and some font files, and no settings of a user."""
    before = os.environ.get(_CONFIG)
    with tempfile.TemporaryDirectory(prefix="playbook-fonts-") as folder:
        added, config = Path(folder) / "fonts", Path(folder) / "fonts.conf"
        added.mkdir()
        for number, font in enumerate(more):
            shutil.copy(font, added / f"{number}{font.suffix}")
        dirs = "".join(f"<dir>{escape(str(place.resolve()))}</dir>" for place in (FOLDER, added))
        cache = f"<cachedir>{escape(folder)}</cachedir>"
        config.write_text(
            f'<?xml version="1.0"?><fontconfig>{dirs}{cache}</fontconfig>',
            encoding="utf-8",
            newline="\n",
        )
        os.environ[_CONFIG] = str(config)
        try:
            yield
        finally:
            if before is None:
                del os.environ[_CONFIG]
            else:
                os.environ[_CONFIG] = before


def missing_characters(text: str, more: Iterable[Path] = ()) -> list[str]:
    """The characters of a text that no font has, sorted. Raises OSError for an unusable font."""
    known = {chr(code) for font in [*sorted(FOLDER.glob("*.ttf")), *more] for code in _codes(font)}
    return sorted(character for character in set(text) - known if not _is_ignored(character))


def _codes(font: Path) -> set[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with font.open("rb") as file, TTFont(file, lazy=True, fontNumber=0) as opened:
            return set(opened.getBestCmap() or ())
    except TTLibError as error:
        raise OSError(0, f"not a font: {error}", str(font)) from error


def _is_ignored(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _IGNORED_CATEGORIES
