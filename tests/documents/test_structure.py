"""Checks with pikepdf what assistive technology needs: structure, headings, lists, links."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from pikepdf import Name, OutlineItem, Pdf

from pdf_files import Node, destinations, links, marked_content, opened, structure
from playbook.documents.source import Source

pytestmark = pytest.mark.slow

STANDARD_TYPES = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "NonStruct", "P", "L", "LI",
    "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "Span", "Link", "Figure",
    "H1", "H2", "H3", "H4", "H5", "H6",
}  # fmt: skip
"""The structure types of ISO 32000-1 that documents use, so that no role map is needed."""


@pytest.fixture(scope="module")
def pdf(whole_pdf: bytes) -> Pdf:
    return opened(whole_pdf)


@pytest.fixture(scope="module")
def nodes(pdf: Pdf) -> list[Node]:
    return list(structure(pdf).all())


def test_every_element_has_a_standard_type(nodes: list[Node]) -> None:
    assert nodes[0].tag == "Document"
    assert {node.tag for node in nodes} <= STANDARD_TYPES


def test_headings_begin_at_the_first_level_and_skip_none(nodes: list[Node]) -> None:
    levels = [int(node.tag[1]) for node in nodes if re.fullmatch("H[1-6]", node.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) >= 4
    steps = pairwise(levels)
    assert [step for step in steps if step[1] > step[0] + 1] == []


def test_lists_and_rows_contain_only_their_parts_and_cells_have_headers(nodes: list[Node]) -> None:
    children = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}}
    for node in nodes:
        if node.tag in children:
            assert {child.tag for child in node.children} <= children[node.tag]
    headers = [node for node in nodes if node.tag == "TH"]
    assert headers
    cells = [node for node in nodes if node.tag == "TD"]
    assert all(cell.element.A.Headers for cell in cells)


def test_all_content_is_in_the_structure_or_an_artifact(pdf: Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
    artifacts = 0
    for page, tag, mcid in marked_content(pdf):
        if mcid is None:
            assert tag == "/Artifact"
            artifacts += 1
            continue
        element = parents[int(pdf.pages[page].obj.StructParents)][mcid]
        while element.get("/Type") != Name.StructTreeRoot:
            element = element.P  # fails if it is not below the root
    assert artifacts > 3 * len(pdf.pages)  # running heads on every page


def test_every_link_is_in_the_structure_and_has_a_description(pdf: Pdf, nodes: list[Node]) -> None:
    referenced = {
        kid.Obj.objgen
        for node in nodes if node.tag == "Link"
        for kid in node.element.K if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"
    }  # fmt: skip
    found = list(links(pdf))
    assert len(found) > 100
    assert {link.objgen for link in found} == referenced
    contents = {str(link.Contents) for link in found}
    assert {"Får jag dela jobbets inlägg?", "press@example.com"} <= contents
    assert contents & (destinations(pdf) | {""}) == set()


def test_every_link_resolves(pdf: Pdf) -> None:
    names = destinations(pdf)
    external = set()
    for link in links(pdf):
        if "/Dest" in link:
            assert str(link.Dest) in names
        else:
            external.add(str(link.A.URI))
    assert "https://www.example.com/laes" in external
    assert "mailto:press@example.com" in external
    handbook = {url for url in external if url.startswith("https://playbook.example.com/")}
    assert handbook == {"https://playbook.example.com/1.0.0/calculator/"}  # it needs a browser


def test_the_outline_has_the_kinds_the_chapters_and_the_entries(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = {item.title: item for item in outline.root}
        assert {"Beslut och ändringar", "Innehåll", "Regler", "Frågor"} <= titles.keys()
        chapter = titles["Regler"].children[0]
        assert chapter.title == "Skriva inlägg"
        assert _titles(chapter)[:2] == ["Får jag dela jobbets inlägg?", "Måste vi svara på frågor?"]


def _titles(item: OutlineItem) -> list[str]:
    return [child.title for child in item.children]


def test_the_id_of_each_entry_is_a_destination(pdf: Pdf, source: Source) -> None:
    """So that ``playbook-1.0.0-sv.pdf#share-job-posts`` opens a rule."""
    assert source.handbook.shown <= destinations(pdf)
