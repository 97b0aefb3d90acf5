"""Checks that entries for another sector or other countries appear nowhere in the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_helpers import build_in_process, restrict_to_public_bodies, tree_of
from support import replace

HIDDEN = {
    "public-record": "Spara det som är allmän handling",
    "freedom-of-the-press": "Tryckfrihetsförordningen",
    "paid-in-the-us": "Betalda inlägg i USA",
    "ftc-endorsements": "FTC Endorsement Guides",
    "posts-a-week": "Hur ofta vi skriver",  # a draft
    "keep-comments": "sparas ska",
    "spot-hidden-ads": "Se reklamen",
    "keeping": None,
}
"""The IDs of entries that a Swedish company does not see, and a part of their text if any."""


def files_with(site: Path, text: str) -> list[str]:
    """The files of a site that contain a text."""
    data = text.encode()
    return [path for path, content in tree_of(site).items() if data in content]


def menu_of(site: Path, path: str = "") -> str:
    html = (site / path / "index.html").read_text(encoding="utf-8")
    return html[html.index("<nav") : html.rindex("</nav>")]


@pytest.mark.slow
def test_hidden_entries_appear_in_no_file(project: Path) -> None:
    restrict_to_public_bodies(project)
    build_in_process(project, strict=True)
    for id, words in HIDDEN.items():
        assert files_with(project / "site", f"#{id}") == []
        assert files_with(project / "site", f'"{id}"') == []
        if words is not None:
            assert files_with(project / "site", words) == []
    assert not (project / "site" / "reading").exists()
    assert not (project / "site" / "policy" / "keeping").exists()
    assert "reading/" not in menu_of(project / "site")


@pytest.mark.slow
def test_hidden_entries_appear_for_their_sector_and_countries(project: Path) -> None:
    restrict_to_public_bodies(project)
    build_in_process(project, strict=True)
    company = tree_of(project / "site")
    replace(project, "playbook.yml", "sector: company", "sector: public_body")
    replace(project, "playbook.yml", "countries: [SE]", "countries: [SE, US]")
    build_in_process(project, strict=True)
    for id in HIDDEN.keys() - {"posts-a-week", "keeping"}:
        assert files_with(project / "site", f'id="{id}"') != [], id
    assert "reading/" in menu_of(project / "site", "en/tone")
    assert (project / "site" / "policy" / "keeping" / "index.html").is_file()
    new_pages = {
        path for path in tree_of(project / "site").keys() - company.keys() if path.endswith(".html")
    }
    assert new_pages == {f"{root}{page}/index.html" for root in ("", "en/")
                   for page in ("reading", "policy/keeping")}  # fmt: skip


@pytest.mark.slow
def test_an_exception_is_shown_only_if_it_applies_to_the_organisation(project: Path) -> None:
    build_in_process(project)
    words = "Vänder sig inlägget till USA"
    assert files_with(project / "site", words) == []
    replace(project, "playbook.yml", "countries: [SE]", "countries: [SE, US]")
    build_in_process(project)
    assert {"policy/posting/index.html"} < set(files_with(project / "site", words))


@pytest.mark.slow
def test_a_hidden_exception_does_not_count_as_a_use_of_an_entry(project: Path) -> None:
    old = "sv: Vänder sig inlägget till USA ska"
    new = "sv: Fråga [juristen](id:legal-desk), för i USA ska"
    replace(project, "policy/posting.yml", old, new)
    link = '<a href="../policy/posting/#share-job-posts">Dela våra inlägg</a>'
    page = project / "site" / "contacts" / "index.html"
    for countries, count in (("[SE]", 1), ("[SE, US]", 2)):  # the press desk is always used
        replace(project, "playbook.yml", "countries: [SE]", f"countries: {countries}")
        build_in_process(project)
        assert page.read_text(encoding="utf-8").count(link) == count
