"""Checks that links, images, raw HTML and names are found in Markdown."""

from __future__ import annotations

import pytest

from playbook.prose import markdown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plain", []),
        ("[a](id:b) and [c](https://d.e)", ["id:b", "https://d.e"]),
        ("<https://a.b>", ["https://a.b"]),
        ("<a@b.c>", ["mailto:a@b.c"]),
        ("[a][x]\n\n[x]: id:b", ["id:b"]),
        ("- > **[a](id:b)**", ["id:b"]),
        ("|a|\n|-|\n|[a](id:b)|", ["id:b"]),
        ("`[a](id:b)`", []),
        ("    [a](id:b)", []),
        (r"\[a](id:b)", []),
        ("[a](javascript:alert(1))", ["javascript:alert(1)"]),
        ("[a](<java script:x>)", ["java%20script:x"]),
        ("[a](&#106;avascript:x)", ["javascript:x"]),
        ("![a](b.png)", []),
    ],
)
def test_links_lists_every_link_that_commonmark_renders(text: str, found: list[str]) -> None:
    assert markdown.links(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a < b > c", []),
        ("`<b>`", []),
        ("&lt;b&gt;", []),
        ("<b>x</b>", ["<b>", "</b>"]),
        ("<script>\nalert(1)\n</script>", ["<script>\nalert(1)\n</script>"]),
        ("a <img src=x onerror=y>", ["<img src=x onerror=y>"]),
        ("<!-- hidden -->", ["<!-- hidden -->"]),
        ("<?php ?>", ["<?php ?>"]),
        ("a <![CDATA[b]]>", ["<![CDATA[b]]>"]),
        ("<DIV\nclass=a>", ["<DIV\nclass=a>"]),
    ],
)
def test_raw_html_lists_every_piece_of_html(text: str, found: list[str]) -> None:
    assert markdown.raw_html(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("![a](b.png)", ["b.png"]), ("[![a](b.png)](id:c)", ["b.png"]), ("! [a](b.png)", [])],
)
def test_images_lists_every_image_address(text: str, found: list[str]) -> None:
    assert markdown.images(text) == found


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.b", True),
        ("http://a.b", True),
        ("HTTPS://a.b", True),
        ("mailto:a@b.c", True),
        ("tel:+4612345", True),
        ("id:reply", True),
        ("ID:reply", False),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,a", False),
        ("vbscript:a", False),
        ("file:///etc/passwd", False),
        ("../a.html", False),
        ("/a", False),
        ("//a.b", False),
        ("#a", False),
        ("", False),
        ("https://[::1", False),
        (" javascript:a", False),
    ],
)
def test_only_links_with_an_allowed_scheme_are_safe(url: str, safe: bool) -> None:
    assert markdown.is_safe(url) is safe


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Reply within {reply_within}, {organisation}!", ["reply_within", "organisation"]),
        ("{a} {a}", ["a", "a"]),
        ("{A} {a b} {} {1} {a-b} {{", []),
        ("{{a}}", ["a"]),
        ("no braces", []),
    ],
)
def test_placeholder_names_lists_the_names_in_braces(text: str, found: list[str]) -> None:
    assert markdown.placeholder_names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write.\n# not yet\nMore.", ["# not yet"]),
        ("```\n# a comment\n```", []),
        ("    # a comment", []),
        ("## Below\n\n#hashtag", []),
    ],
)
def test_h1_lines_lists_the_level_1_headings(text: str, found: list[str]) -> None:
    assert markdown.h1_lines(text) == found
