"""The font of headings: the choice, its style sheet, and the file that an organisation can name."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.messages import messages
from playbook.pages.heading_font import SHIPPED_FONT, font_choice, font_css, font_path
from playbook.project import read_project
from support import replace

FONT = b"wOF2" + bytes(100)
PROBLEM = "error PB456: the font 'fonts/brand.woff2' of heading_font cannot be used: "


@pytest.mark.parametrize(
    ("choice", "titles", "expected"),
    [
        ("serif", ["Får jag?", "Qué è ß?"], "serif"),
        ("serif", ["1 000 €, 3–4"], "serif"),
        ("serif", ["Może"], "system"),
        ("serif", ["Μπορώ;"], "system"),
        ("serif", ["a" * 1999 + "ż"], "serif"),
        ("sans", ["Μπορώ;"], "sans"),
        ("fonts/brand.woff2", ["Może"], "fonts/brand.woff2"),
    ],
)
def test_titles_with_letters_that_the_font_lacks_are_in_the_font_of_the_system(
    choice: str, titles: list[str], expected: str
) -> None:
    assert font_choice(choice, titles) == expected


@pytest.mark.parametrize(
    ("choice", "path"),
    [
        ("serif", SHIPPED_FONT),
        ("fonts/brand.woff2", "fonts/brand.woff2"),
        ("system", ""),
        ("sans", ""),
    ],
)
def test_a_font_has_a_face_if_it_has_a_file(choice: str, path: str) -> None:
    assert font_path(choice) == path
    css = font_css(choice, "../../")
    assert css.count("--pb-serif: ") == 1
    assert ("@font-face" in css) == bool(path)
    assert (f'url("../../{path}")' in css) == bool(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (FONT, ""),
        (None, "there is no such file in the folder docs"),
        (b"wOFF" + bytes(100), "it is not a .woff2 file"),
        (FONT + bytes(25_000), "it has 25 kB; at most 25 kB are allowed"),
    ],
)
def test_a_font_of_ones_own_is_a_small_woff2_file_in_docs(
    content: bytes | None, reason: str, small_project: Path
) -> None:
    replace(
        small_project, "playbook.yml", "format: 2\n", "format: 2\nheading_font: fonts/brand.woff2\n"
    )
    folder = small_project / "docs" / "fonts"
    folder.mkdir(parents=True)
    if content is not None:
        (folder / "brand.woff2").write_bytes(content)
    errors = read_project(small_project).errors
    lines = [line for error in errors for line in messages().lines(error)]
    assert len(lines) == bool(reason)
    assert all(PROBLEM + reason in line for line in lines)
