"""Functions that damage a built site; each causes one problem that the audit reports."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playbook.search.coding import front_coded, front_decoded


def change(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append_html(site: Path, page: str, html: str) -> None:
    """Insert HTML at the end of a page's body."""
    change(site / page / "index.html", "</body>", f"{html}</body>")


def pb901_missing_page(site: Path) -> None:
    (site / "en" / "keys" / "index.html").unlink()
    for path in site.rglob("*.html"):  # otherwise, each link to it is reported too
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'href="[^"]*keys/[^"]*"', "", text), encoding="utf-8")


def pb982_page_of_a_plugin(site: Path) -> None:
    redirect = '<!doctype html><title>x</title><meta http-equiv="refresh" content="0;url=../">'
    (site / "keys" / "index.html").write_text(redirect, encoding="utf-8")


def pb902_relative_link(site: Path) -> None:
    append_html(site, "tone", '<a href="../no-such-page/#top">x</a>')


def pb902_absolute_link(site: Path) -> None:
    append_html(site, "tone", '<a href="/no-such-page/?q=1">x</a>')


def pb902_missing_file(site: Path) -> None:
    (site / "assets" / "playbook" / "marks" / "no.svg").unlink()
    append_html(site, "en/tone", '<img src="../../assets/playbook/marks/no.svg" alt="">')


def pb902_written_page(site: Path) -> None:
    append_html(site, "about", '<a href="gone.html">x</a>')


def pb903_anchor_on_another_page(site: Path) -> None:
    append_html(site, "tone", '<a href="../keys/#no-such-key">x</a>')


def pb903_anchor_on_the_same_page(site: Path) -> None:
    append_html(site, "en/roles/moderator", '<a href="#no-such-place">x</a>')


def pb904_id_twice_on_a_page(site: Path) -> None:
    append_html(site, "tone", '<p id="warm-tone"></p>')


def pb904_id_on_a_second_page(site: Path) -> None:
    append_html(site, "en/keys", '<p id="warm-tone"></p>')


def pb904_missing_id(site: Path) -> None:
    change(site / "reading" / "index.html", ' id="spot-hidden-ads"', ' id="another-id"')
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'href="[^"]*#spot-hidden-ads"', "", text), encoding="utf-8")


def pb905_expression(site: Path) -> None:
    append_html(site, "tone", "<p>{{ show.text(entry.title) }}</p>")


def pb905_statement(site: Path) -> None:
    append_html(site, "en", "<p>{% endif %}</p>")


def pb906_script(site: Path) -> None:
    append_html(site, "tone", '<script src="https://evil.example/x.js"></script>')


def pb906_without_scheme(site: Path) -> None:
    append_html(site, "", '<img alt="" src="//evil.example/x.png">')


def pb906_in_capitals(site: Path) -> None:
    append_html(site, "tone", "<IMG SRC='HTTPS://evil.example/x.png' ALT=''>")


def pb906_frame_on_two_lines(site: Path) -> None:
    append_html(site, "tone", '<iframe\n  src="https://evil.example/"></iframe>')


def pb906_without_quotes(site: Path) -> None:
    append_html(site, "about", "<img alt='a > b' src=https://evil.example/x.png>")


def pb906_in_a_style(site: Path) -> None:
    append_html(
        site, "about", '<p style="background: URL(&quot;https://evil.example/x.png&quot;)">x</p>'
    )


def pb906_in_a_style_block(site: Path) -> None:
    append_html(site, "about", "<style>p { background: url(//evil.example/x.png) }</style>")


def pb906_ping(site: Path) -> None:
    append_html(site, "about", '<a href="../" ping="https://evil.example/">x</a>')


def pb906_stylesheet(site: Path) -> None:
    path = site / "assets" / "playbook" / "playbook.css"
    path.write_text("@import 'https://evil.example/x.css';\n", encoding="utf-8")


def pb907_missing_from_search_index(site: Path) -> None:
    path = site / "en" / "search" / "index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    ids = [id for id in front_decoded(index["ids"]) if id != "warm-tone"]
    index["ids"] = front_coded(ids)
    path.write_text(json.dumps(index), encoding="utf-8")


def pb901_missing_search_index(site: Path) -> None:
    (site / "search" / "index.json").unlink()
