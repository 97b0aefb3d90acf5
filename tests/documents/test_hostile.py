"""Checks that markup, very long words, URLs and unusual characters cannot break a document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pypdfium2
import pytest

from pdf_files import font_with, opened, page_texts, structure
from playbook.documents.compose import compose
from playbook.documents.fonts import missing_characters, only_these_fonts
from playbook.documents.line_breaks import separate_spaces
from playbook.documents.parts import chapter_part
from playbook.documents.source import Source
from playbook.documents.styles import file_at
from playbook.documents.typeset import Metadata, typeset
from playbook.pages.handbook import Handbook
from site_helpers import handbook_of, make_project
from support import replace

pytestmark = pytest.mark.slow

LONG_WORD = "Upphandlingsdokumentationsgranskning" * 11
FULL_LINE = (
    "Our legal ground for using it is written down. "
    "Usually the ground is legitimate interests, as an employee’s"
)
"""A text that fills a line of a list, but does not leave room for a space."""
MARKUP = "<b onclick=x>&amp; </h1><script>alert(1)</script> {# }}"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    project = make_project(tmp_path_factory.mktemp("hostile"))
    posting = "policy/posting.yml"
    replace(project, posting, "sv: Får jag dela jobbets inlägg?", f"sv: {LONG_WORD}?")
    replace(project, posting, "title: {sv: Skriva inlägg,", f"title: {{sv: '{MARKUP}',")
    replace(project, "playbook.yml", "name: Exempel AB", f"name: '{MARKUP}'")
    source = Source(handbook_of(project), dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    return compose(source, chapter_part(source.handbook, "posting"), "sv").data


def test_markup_is_printed_as_text(pdf: bytes) -> None:
    texts = page_texts(pdf)
    assert MARKUP in " ".join(texts[0].split())
    with opened(pdf) as document:
        assert str(document.docinfo["/Title"]).startswith(MARKUP)
        assert "/OpenAction" not in document.Root
        assert "/AA" not in document.Root


def test_a_very_long_word_stays_on_the_page(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    characters = 0
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(index)
            assert left >= 0
            assert right <= page.get_width() - 28, text.get_text_range(index, 20)
            characters += 1
        text.close()
    document.close()
    assert characters > len(LONG_WORD)


def test_a_space_before_a_link_does_not_end_a_line_early(source: Source) -> None:
    tree = fromstring(
        '<html lang="en"><body><div style="width: 160.3mm">'
        f'<p>{FULL_LINE} <a href="#x">consent</a> seldom holds.</p></div></body></html>'
    )
    separate_spaces(tree)
    metadata = Metadata("Title", "Author", "Description", "en", source.at)
    with only_these_fonts():
        pdf = typeset(tree, source, metadata, [])
    assert page_texts(pdf)[0].splitlines()[0].strip() == FULL_LINE


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "https://example.com/a.png", "playbook:logo", "playbook:mark/../../x",
        "playbook:mark//000", "data:text/css,a{}",
    ],
)  # fmt: skip
def test_a_document_loads_only_its_own_files(url: str, source: Source) -> None:
    with pytest.raises(ValueError, match="does not load"):
        file_at(url, source)


def test_a_font_with_more_characters_can_be_given(tmp_path: Path) -> None:
    font = tmp_path / "more.ttf"
    font.write_bytes(font_with("𓀀"))
    assert missing_characters("a 𓀀 🎉 é̈ \u200d\ufe0f 漢") == ["漢", "𓀀"]
    assert missing_characters("a 𓀀 漢", [font]) == ["漢"]
    (tmp_path / "none.ttf").write_text("text", encoding="utf-8")
    with pytest.raises(OSError, match="not a font"):
        missing_characters("a", [tmp_path / "none.ttf"])


def test_a_handbook_without_an_address_has_text_instead_of_links(tmp_path: Path) -> None:
    handbook: Handbook = handbook_of(make_project(tmp_path / "project"))
    source = Source(handbook, dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    data = compose(source, chapter_part(handbook, "posting"), "en").data
    with opened(data) as document:
        urls = [
            str(link.A.URI) for page in document.pages for link in page.get("/Annots", [])
            if "/A" in link
        ]  # fmt: skip
    assert sorted(set(urls)) == [
        "https://www.example.com/read",
        "mailto:press@example.com",
        "tel:+46846500400",
    ]


def test_the_logo_has_the_name_of_the_organisation_as_its_text(tmp_path: Path) -> None:
    handbook = handbook_of(make_project(tmp_path / "project"))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    source = Source(handbook, dt.datetime(2026, 3, 2, tzinfo=dt.UTC), logo=("image/svg+xml", svg))
    with opened(compose(source, chapter_part(handbook, "posting"), "sv").data) as document:
        figures = [node for node in structure(document).all() if node.tag == "Figure"]
        assert [str(figure.element.Alt) for figure in figures] == ["Exempel AB"]
