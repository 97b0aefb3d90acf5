"""Checks how the HTML of pages is changed for paper."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, tostring

import pytest

from playbook.documents.cleaned import clean
from playbook.documents.headings import close_gaps, demote
from playbook.documents.line_breaks import separate_spaces
from playbook.documents.links import Targets
from playbook.documents.tree import remove_all


def html(element: Element) -> str:
    return tostring(element, encoding="unicode", method="html")


def cleaned(text: str) -> str:
    root = fromstring(f"<div>{text}</div>")
    clean(root)
    return html(root).removeprefix("<div>").removesuffix("</div>")


def test_text_around_a_removed_element_stays() -> None:
    root = fromstring("<p>a<i>b</i>c<b/>d<i/>e</p>")
    remove_all(root, lambda each: each.tag == "i")
    assert html(root) == "<p>ac<b></b>de</p>"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("<p>a<button>b</button>c</p>", "<p>ac</p>"),
        ('<div class="pb-buttons"><a href="#x">x</a></div>y', "y"),
        ("<p hidden=''>a</p>b", "b"),
        ("<ol><li><label><input type='checkbox'/> <span>a</span></label></li></ol>",
         "<ol><li> <span>a</span></li></ol>"),
        ("<p><strong>a</strong></p>", '<p class="only-a-label"><strong>a</strong></p>'),
        ("<p><strong>a</strong> b</p>", "<p><strong>a</strong> b</p>"),
        ('<p class="x"><strong>a</strong></p>', '<p class="x"><strong>a</strong></p>'),
        ("<details><summary>s</summary><p>a</p></details>", "<p>a</p>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div><dt>c</dt><dd>d</dd><dd>e</dd></dl>",
         '<ul class="fields "><li><span class="field-dt">a</span> <span class="field-dd">b</span> '
         '</li><li><span class="field-dt">c</span> <span class="field-dd">d</span> '
         '<span class="field-dd">e</span> </li></ul>'),
        ('<ul class="pb-inline-list"><li>a</li><li>b</li></ul>',
         '<span class="pb-inline-list"><span>a</span>, <span>b</span></span>'),
    ],
)  # fmt: skip
def test_what_works_only_on_a_screen_is_removed_or_replaced(text: str, printed: str) -> None:
    assert cleaned(text) == printed


def test_the_levels_of_headings_get_no_gaps() -> None:
    root = fromstring("<div><h1/><h4/><h6/><h4/><h2/><h3/><h6/></div>")
    close_gaps(root)
    assert [each.tag for each in root] == ["h1", "h2", "h3", "h2", "h2", "h3", "h4"]


def test_headings_are_demoted_to_the_sixth_level_at_most() -> None:
    root = fromstring("<div><h1/><h3/><h5/></div>")
    levels = 2
    demote(root, levels)
    assert [each.tag for each in root] == ["h3", "h5", "h6"]


@pytest.mark.parametrize(
    ("url", "page", "target"),
    [
        ("../identity/#say-it", "policy/posting/", ("#say-it", "")),
        ("#say-it", "policy/posting/", ("#say-it", "")),
        ("../identity/", "policy/posting/", ("#chapter.identity", "")),
        ("../../a/#term", "policy/posting/", ("https://h.example/en/a/#term", "on-web")),
        ("../../calculator/", "policy/posting/", ("https://h.example/en/calculator/", "on-web")),
        ("../../", "policy/posting/", ("https://h.example/en/", "on-web")),
        ("https://example.com/", "policy/posting/", ("https://example.com/", "outside")),
        ("mailto:a@example.com", "policy/posting/", ("mailto:a@example.com", "")),
        ("tel:112", "", ("tel:112", "")),
    ],
)  # fmt: skip
def test_a_link_leads_into_the_document_or_to_the_web(
    url: str, page: str, target: tuple[str, str]
) -> None:
    pages = {"policy/identity/": "chapter.identity"}
    targets = Targets(pages, {"say-it", "chapter.identity"}, "https://h.example/en/")
    assert targets.resolve(url, page) == target


def test_a_link_without_a_target_has_none() -> None:
    targets = Targets({}, set(), "")  # no pages, ids or address of a site
    assert targets.resolve("../other/#x", "policy/") == ("", "")


def test_a_space_before_an_inline_element_is_an_element() -> None:
    root = fromstring("<p>a <b>b</b> <i>c</i> d <em/>e<code/> </p>")
    separate_spaces(root)
    spaced = "<p>a<span> </span><b>b</b> <i>c</i> d<span> </span><em></em>e<code></code> </p>"
    assert html(root) == spaced
    separate_spaces(root)
    assert html(root) == spaced
