"""Finds every URL that a browser may request for a page, in any HTML notation."""

from __future__ import annotations

import pytest

from playbook.site.html_addresses import addresses, parse

MAY_BE_REQUESTED = [
    ('<img src="//h/x">', "//h/x"),
    ("<img src='https://h/x'>", "https://h/x"),
    ("<IMG SRC=https://h/x>", "https://h/x"),
    ("<img src=https://h/x?a=1&amp;b>", "https://h/x?a=1&b"),
    ('<svg><image xlink:href="https://h/x"/></svg>', "https://h/x"),
    ('<svg><use href="https://h/x#a"/></svg>', "https://h/x#a"),
    ('<svg><rect fill="url(https://h/x)"/></svg>', "https://h/x"),
    ('<meta http-equiv=refresh content="0;url=https://h/x">', "https://h/x"),
    ("<meta content='3; URL=\"https://h/x\"' http-equiv=Refresh>", "https://h/x"),
    ('<link rel="alternate stylesheet" href="https://h/x">', "https://h/x"),
    ('<link href="https://h/x">', "https://h/x"),  # a script may add the relation
    ('<img srcset="https://h/x 1x, b.png 2x">', "https://h/x"),
    ('<link rel=preload as=image imagesrcset="a.png 1x,  https://h/x 2x">', "https://h/x"),
    ('<a href="b" ping="c https://h/x">b</a>', "https://h/x"),
    ("<p style=\"background: url('https://h/x')\">", "https://h/x"),
    ("<style>@import 'https://h/x';</style>", "https://h/x"),
    ("<style>a{background:image-set('https://h/x' 1x)}</style>", "https://h/x"),
    ("<style>a{background:u\\72l(https://h/x)}</style>", "https://h/x"),
    ("<style>@im\\70ort 'https://h/x';</style>", "https://h/x"),
    ("<style>a{content:url(https://h/x)}</style>", "https://h/x"),
    ('<noscript><img src="https://h/x"></noscript>', "https://h/x"),
    ('<template><img src="https://h/x"></template>', "https://h/x"),
    ('<iframe srcdoc="&lt;img src=https://h/x&gt;"></iframe>', "https://h/x"),
    ('<form><button formaction="https://h/x">go</button></form>', "https://h/x"),  # when sent
    ('<object data="https://h/x"></object>', "https://h/x"),
    ('<base href="https://h/x">', "https://h/x"),  # relative URLs then lead to the other host
]
NOT_REQUESTED = [
    "<style>a::after{content:'https://h/x'}</style>",
    "<style>@namespace svg 'https://h/x';</style>",
    '<!-- <img src="https://h/x"> -->',
    "<link rel='canonical' href='https://h/x'>",
    "<link rel=license href=https://h/x>",
    '<a href="https://h/x">a link</a>',
    '<svg><a xlink:href="https://h/x">a link</a></svg>',
    '<script type="application/json">"<img src=https://h/x>"</script>',
    '<meta name="description" content="0;url=https://h/x">',
    '<p title="url(https://h/x)">',
]


@pytest.mark.parametrize(("page", "url"), MAY_BE_REQUESTED)
def test_urls_that_may_be_requested_are_found(page: str, url: str) -> None:
    assert (url, True) in addresses(parse(page))


@pytest.mark.parametrize("page", NOT_REQUESTED)
def test_other_urls_do_not_count_as_requested(page: str) -> None:
    assert [url for url, is_requested in addresses(parse(page)) if is_requested] == []


def test_links_are_found_but_do_not_count_as_requested() -> None:
    page = "<a href='b/#c'>b</a><map><area href=d></map>"
    assert addresses(parse(page)) == {("b/#c", False), ("d", False)}
