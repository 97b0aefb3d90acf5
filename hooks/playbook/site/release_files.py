"""Writes the two files with the version of a handbook, which its pages show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..pages.handbook import Handbook
from .stylesheets import LAYERS, in_layer

MODULE, SHEET = "release-data.js", "release.css"


def write_release_files(folder: Path, handbook: Handbook) -> None:
    """Write the files into the folder of the assets.

    The date is empty in a build that is not a release. Without JavaScript, the style sheet shows
    the version and its day in the pages.
    """
    sheet = f"@layer {','.join(LAYERS)};\n{in_layer('components', ''.join(_rules(handbook)))}"
    data = {"version": handbook.playbook.settings.release, "date": _date(handbook)}
    module = f"export default {json.dumps(data)};\n"
    for name, text in ((SHEET, sheet), (MODULE, module)):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _date(handbook: Handbook) -> str:
    return handbook.release_info.date if handbook.release_info else ""


def _rules(handbook: Handbook) -> Iterator[str]:
    """The rules for the places in the pages that nothing has filled in."""
    version = json.dumps(handbook.playbook.settings.release)
    yield f".pb-release-version:empty::before {{ content: {version}; }}\n"
    for language in handbook.playbook.languages if _date(handbook) else ():
        day = json.dumps(handbook.words[language].date(_date(handbook)), ensure_ascii=False)
        yield f".pb-release-date:empty:lang({language})::before {{ content: {day}; }}\n"
