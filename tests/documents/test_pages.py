"""Checks the printed pages with PDFium: running heads, numbers, marks, record and index."""

from __future__ import annotations

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pdf_files import page_texts
from playbook.documents.source import Source
from playbook.pages.palette import light_scheme

pytestmark = pytest.mark.slow

HEADS = ("Sociala medier", "Version 1.0.0 · 2 mars 2026")


@pytest.fixture(scope="module")
def texts(whole_pdf: bytes) -> list[str]:
    return page_texts(whole_pdf)


def lines_of_content(text: str) -> list[str]:
    """The lines of a page without its running heads and its number."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [line for line in lines if line not in HEADS and not re.fullmatch(r"\d+ \(\d+\)", line)]


def test_the_cover_has_the_organisation_the_version_the_date_and_the_digests(
    texts: list[str], source: Source
) -> None:
    cover = " ".join(texts[0].split())
    for text in ("Exempel AB", "Sociala medier", "Version 1.0.0", "2 mars 2026", source.commit):
        assert text in cover
    digits = cover.replace(" ", "")
    assert source.digest in digits
    assert "ab" * 32 in digits
    assert "utkast" not in cover.lower()


def test_every_page_but_the_cover_has_heads_and_its_number(texts: list[str]) -> None:
    for number, text in enumerate(texts[1:], 2):
        assert all(head in text for head in HEADS)
        assert f"{number} ({len(texts)})" in text
    assert f"1 ({len(texts)})" not in texts[0]


def test_no_page_contains_only_a_heading(texts: list[str]) -> None:
    for text in texts[1:]:
        assert len(lines_of_content(text)) >= 4, text


def test_no_page_ends_with_a_heading(whole_pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(whole_pdf)
    for number, page in enumerate(document, 1):
        if number > 1:
            assert "Serif" not in font_of_last_line(page), number
    document.close()


def font_of_last_line(page: pypdfium2.PdfPage) -> str:
    """The font of the lowest character between the running heads; headings are in a serif."""
    text = page.get_textpage()
    boxes = {index: text.get_charbox(index) for index in range(text.count_chars())}
    margin = 62  # points
    bottoms = {
        index: bottom for index, (left, bottom, right, _) in boxes.items()
        if right > left and margin < bottom < page.get_height() - margin
    }  # fmt: skip
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    last = min(bottoms, key=lambda index: bottoms[index])
    pdfium.FPDFText_GetFontInfo(text.raw, last, name, len(name), ctypes.byref(flags))
    text.close()
    return name.value.decode()


def test_the_record_has_the_decision_the_changes_and_room_for_signatures(texts: list[str]) -> None:
    record = " ".join(texts[1].split())
    assert "Beslutad av Kommunikationschefen den 2 mars 2026. Protokoll 4." in record
    assert "Ändringar sedan version 0.9.0" in record
    assert "Det som gäller har ändrats. Moderatorn får svara själv." in record
    assert "Strängare Dela våra inlägg Moderator" in record
    assert "Borttaget Borta Alla" in record
    assert "Roll Namn Beslut Datum Underskrift" in record
    assert record.count("Godkänns inte") == 3


def test_the_contents_and_the_index_name_the_page(texts: list[str]) -> None:
    page = next(n for n, text in enumerate(texts, 1) if "Vad man får skriva, och vad" in text)
    assert re.search(rf"Skriva inlägg[ .]+{page}\b", texts[2])
    assert re.search(rf"Får jag dela jobbets inlägg\?[ .]+{page}\b", texts[-1])
    assert "Svarsmallar" in texts[2]


def test_the_address_of_another_site_is_visible(texts: list[str]) -> None:
    assert any("mer hos oss (https://www.example.com/laes)" in text for text in texts)


def test_the_steps_of_a_flow_are_numbered(texts: list[str]) -> None:
    page = next(text for text in texts if "Beslut i steg" in text)
    assert re.search(r"1 Är det ett hot\?", page)
    assert re.search(r"Ja →\s2", page)


def test_the_mark_of_a_verdict_is_printed_in_its_colour(whole_pdf: bytes, source: Source) -> None:
    document = pypdfium2.PdfDocument(whole_pdf)
    page = next(page for page in document if "Vad man får skriva, och vad" in _text(page))
    text = page.get_textpage()
    index, _ = text.search("Ja, om …").get_next()
    left, bottom, _, top = text.get_charbox(index)
    scale = 4
    picture = page.render(scale=scale).to_pil().convert("RGB")
    height = page.get_height()
    mark = picture.crop(
        (
            round((left - 16) * scale), round((height - top) * scale),
            round((left - 3) * scale), round((height - bottom) * scale),
        )
    )  # fmt: skip
    colour = light_scheme(source.handbook.playbook.settings.brand_colour)["yes-if"]
    expected = tuple(bytes.fromhex(colour.removeprefix("#")))
    coloured = [
        pixel for pixel in mark.get_flattened_data()
        if all(abs(a - b) < 12 for a, b in zip(pixel, expected, strict=True))
    ]  # fmt: skip
    text.close()
    document.close()
    assert len(coloured) > mark.width * mark.height / 5  # a half-filled circle


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
