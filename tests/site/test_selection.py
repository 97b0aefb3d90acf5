"""What concerns another sector or other countries is nowhere in the site."""

from __future__ import annotations

from pathlib import Path

from site_helpers import build_here, only_for_public_bodies, tree_of
from support import replace

HIDDEN = {
    # Ids and words of what a Swedish company does not see.
    "public-record": "Spara det som är allmän handling",
    "freedom-of-the-press": "Tryckfrihetsförordningen",
    "paid-in-the-us": "Betalda inlägg i USA",
    "ftc-endorsements": "FTC Endorsement Guides",
    "posts-a-week": "Hur ofta vi skriver",  # a draft
    "keep-comments": "sparas ska",
    "spot-hidden-ads": "Se reklamen",
    "keeping": None,
}


def holding(site: Path, words: str) -> list[str]:
    """The files of a site that hold some words."""
    found = words.encode()
    return [path for path, content in tree_of(site).items() if found in content]


def menu_of(site: Path, path: str = "") -> str:
    html = (site / path / "index.html").read_text(encoding="utf-8")
    return html[html.index("<nav") : html.rindex("</nav>")]


def test_hidden_entries_are_nowhere(project: Path) -> None:
    only_for_public_bodies(project)
    build_here(project, strict=True)
    for id, words in HIDDEN.items():
        assert [name for name in holding(project / "site", f"#{id}") if name] == []
        assert holding(project / "site", f'"{id}"') == []
        assert words is None or holding(project / "site", words) == []
    assert not (project / "site" / "reading").exists()
    assert not (project / "site" / "policy" / "keeping").exists()
    assert "reading/" not in menu_of(project / "site")


def test_another_sector_and_other_countries_see_them(project: Path) -> None:
    only_for_public_bodies(project)
    build_here(project, strict=True)
    company = tree_of(project / "site")
    replace(project, "playbook.yml", "sector: company", "sector: public_body")
    replace(project, "playbook.yml", "countries: [SE]", "countries: [SE, US]")
    build_here(project, strict=True)
    for id in HIDDEN.keys() - {"posts-a-week", "keeping"}:
        assert holding(project / "site", f'id="{id}"') != [], id
    assert "reading/" in menu_of(project / "site", "en/tone")
    assert (project / "site" / "policy" / "keeping" / "index.html").is_file()
    new = {
        path for path in tree_of(project / "site").keys() - company.keys() if path.endswith(".html")
    }
    assert new == {f"{root}{page}/index.html" for root in ("", "en/")
                   for page in ("reading", "policy/keeping")}  # fmt: skip


def test_an_exception_is_shown_only_where_it_concerns_the_organisation(project: Path) -> None:
    build_here(project)
    words = "Vänder sig inlägget till USA"
    assert holding(project / "site", words) == []
    replace(project, "playbook.yml", "countries: [SE]", "countries: [SE, US]")
    build_here(project)
    assert {"policy/posting/index.html"} < set(holding(project / "site", words))


def test_what_only_a_hidden_exception_names_is_not_said_to_be_used_there(project: Path) -> None:
    old = "sv: Vänder sig inlägget till USA ska"
    new = "sv: Fråga [juristen](id:legal-desk), för i USA ska"
    replace(project, "policy/posting.yml", old, new)
    used = '<a href="../policy/posting/#share-job-posts">Dela våra inlägg</a>'
    page = project / "site" / "contacts" / "index.html"
    for countries, count in (("[SE]", 1), ("[SE, US]", 2)):  # the press desk is always used
        replace(project, "playbook.yml", "countries: [SE]", f"countries: {countries}")
        build_here(project)
        assert page.read_text(encoding="utf-8").count(used) == count
