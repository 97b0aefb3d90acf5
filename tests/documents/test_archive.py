"""Checks with pikepdf what an archive needs: metadata, attachments, fonts and tags."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pikepdf import Name, Pdf

from pdf_files import opened
from playbook.documents.archive import syntax_problems
from playbook.documents.source import Source
from playbook.messages import messages

pytestmark = pytest.mark.slow

# Namespaces of XML, as ElementTree writes them before the name of an element.
PDFA, PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
XMP, PDF = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def pdf(whole_pdf: bytes) -> Pdf:
    return opened(whole_pdf)


@pytest.fixture(scope="module")
def xmp(pdf: Pdf) -> ElementTree.Element:
    packet = bytes(pdf.Root.Metadata.read_bytes())
    assert "/Filter" not in pdf.Root.Metadata  # programs find the metadata without decompression
    return ElementTree.fromstring(packet)


def attributes(xmp: ElementTree.Element) -> dict[str, str]:
    return {name: value for element in xmp.iter() for name, value in element.attrib.items()}


def text_of(xmp: ElementTree.Element, name: str) -> str:
    element = next(xmp.iter(name))
    return "".join(element.itertext()).strip()


def test_qpdf_finds_no_error_in_the_file(pdf: Pdf) -> None:
    assert pdf.check_pdf_syntax() == []


def test_a_damaged_file_is_reported(whole_pdf: bytes) -> None:
    assert syntax_problems(whole_pdf) == []
    for damaged in (whole_pdf[:-2000], whole_pdf[:3000], b"no PDF"):
        (problem,) = syntax_problems(damaged)
        assert problem.code == "PB951"
        assert "report this bug" in messages().sentence(problem)


def test_the_metadata_claims_pdf_a_3_a_and_pdf_ua_1(xmp: ElementTree.Element) -> None:
    values = attributes(xmp)
    assert (values[f"{PDFA}part"], values[f"{PDFA}conformance"]) == ("3", "A")
    assert values[f"{PDFUA}part"] == "1"
    # PDF/A requires a description of a namespace that is not its own:
    assert "http://www.aiim.org/pdfua/ns/id/" in "".join(xmp.itertext())


def test_the_metadata_and_the_document_information_agree(
    pdf: Pdf, xmp: ElementTree.Element
) -> None:
    values, info = attributes(xmp), pdf.docinfo
    assert text_of(xmp, f"{DC}title") == str(info["/Title"]) == "Exempel AB: Sociala medier"
    assert text_of(xmp, f"{DC}creator") == str(info["/Author"]) == "Exempel AB"
    assert text_of(xmp, f"{DC}description") == str(info["/Subject"])
    assert text_of(xmp, f"{DC}language") == str(pdf.Root.Lang) == "sv"
    assert values[f"{XMP}CreatorTool"] == str(info["/Creator"])
    assert values[f"{PDF}Producer"] == str(info["/Producer"])
    assert values[f"{XMP}CreateDate"] == values[f"{XMP}ModifyDate"] == "2026-03-02T08:00:00Z"
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20260302080000Z"


def test_the_file_is_tagged_and_shows_its_title(pdf: Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked == True  # noqa: E712  (it is an object of pikepdf)
    assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
    assert all(page.obj.Tabs == Name.S for page in pdf.pages)
    assert pdf.Root.OutputIntents[0].S == Name.GTS_PDFA1
    assert "/JavaScript" not in pdf.Root.Names


def test_every_font_is_embedded_with_its_characters(pdf: Pdf) -> None:
    fonts = {font.objgen: font for page in pdf.pages for font in page.obj.Resources.Font.values()}
    assert fonts
    for font in fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert "/ToUnicode" in font
        assert any(name in str(font.BaseFont) for name in ("Source-Sans-3", "Source-Serif-4"))


def attached_files(pdf: Pdf) -> dict[str, Any]:
    return {str(file.UF): file for file in pdf.Root.AF}


def test_the_data_and_the_manifest_are_attached(pdf: Pdf, repository: Path) -> None:
    files = attached_files(pdf)
    assert len(files) == len(pdf.Root.AF)  # each file once
    committed = subprocess.run(
        ["git", "show", "v1.0.0:playbook_data/policy/posting.yml"],
        cwd=repository, capture_output=True, check=True,
    ).stdout  # fmt: skip
    posting = files["playbook_data--policy--posting.yml"]
    assert bytes(posting.EF.F.read_bytes()) == committed
    assert (posting.AFRelationship, str(posting.Desc)) == (
        Name.Source, "playbook_data/policy/posting.yml",
    )  # fmt: skip
    assert files["manifest.json"].AFRelationship == Name.Data
    assert "changes--1.0.0.yml" in files
    names = [str(name) for name in pdf.Root.Names.EmbeddedFiles.Names[::2]]
    assert names == sorted(names)


def test_the_manifest_names_the_digest_of_each_file(pdf: Pdf, source: Source) -> None:
    files = attached_files(pdf)
    manifest = json.loads(bytes(files["manifest.json"].EF.F.read_bytes()))
    assert manifest["version"] == "1.0.0"
    assert manifest["playbook_json"] == source.digest
    assert manifest["release_manifest"] == "ab" * 32
    assert set(manifest["libraries"]) >= {"weasyprint", "pikepdf", "qpdf", "pango"}
    for path, digest in manifest["files"].items():
        data = bytes(files[path.replace("/", "--")].EF.F.read_bytes())
        assert hashlib.sha256(data).hexdigest() == digest
    assert len(files) == len(manifest["files"]) + 1
