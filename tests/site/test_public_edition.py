"""The public edition contains what is public, and nothing else in any byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from canaries import Canaries, canaries_in, plant
from public_handbook import ADDRESS, jpeg, make_partly_public, png
from site_helpers import build_in_process, tree_of
from support import replace

KINDS = {"accounts", "channels", "checklists", "contacts", "flows", "glossary", "incidents",
         "keys", "legal", "policy", "reading", "roles", "strategy", "templates", "themes",
         "tone"}  # fmt: skip
"""The kinds of entries. The place of a canary begins with the kind of its entry."""


@pytest.fixture
def partly_public(project: Path) -> Path:
    """The project of a handbook of which a part is public."""
    make_partly_public(project)
    return project


def build_public(project: Path, *, strict: bool = True) -> Path:
    """Build the public edition, and return its folder."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}extra: {{playbook_edition: public}}\n", encoding="utf-8")
    try:
        build_in_process(project, strict=strict)
    finally:
        config.write_text(text, encoding="utf-8")
    return project / "site"


def plant_in_pages(project: Path, canaries: Canaries) -> None:
    """Put canaries into hand-written pages and files."""
    new, docs = canaries.new, project / "docs"
    (docs / "images").mkdir()
    (docs / f"{new('file name of a page')}.md").write_text(
        f"---\ntitle: {new('title of a page')}\nnote: {new('key of a page')}\n---\n"
        f"# Ord {new('heading')}\n\nText {new('page')} <!-- {new('comment in a page')} -->\n",
        encoding="utf-8",
    )
    (docs / "open.md").write_text(
        f"---\naudience: public\nnote: {new('key of a public page')}\n---\n# Öppen sida\n\n"
        f"<!-- {new('comment in a public page')} -->\n\n![Bild](images/a.png)\n"
        "[Foto](images/a.jpg) [Ritning](images/a.svg)\n",
        encoding="utf-8",
    )
    (docs / "images" / "a.png").write_bytes(png(Author=new("PNG metadata")))
    (docs / "images" / "a.jpg").write_bytes(jpeg(new("JPEG metadata")))
    (docs / "images" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">'
        f"<!-- {new('SVG comment')} --><metadata>{new('SVG metadata')}</metadata></svg>",
        encoding="utf-8",
    )
    (docs / "images" / f"{new('file name of an image')}.png").write_bytes(png(a=new("other PNG")))
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(
        "https://playbook.example.com/", f"https://{new('site_url')}.example.com/"
    )
    text += f"repo_url: https://git.example.com/{new('repo_url')}\n# {new('comment')}\n"
    config.write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_the_public_edition_contains_only_what_is_public(
    partly_public: Path,
) -> None:
    canaries = plant(partly_public)
    plant_in_pages(partly_public, canaries)
    # The whole handbook contains the canaries; otherwise their absence below would prove nothing.
    build_in_process(partly_public, strict=False)
    found = canaries_in(partly_public / "site")
    places = {canaries.places[canary].split()[0] for canary in found}
    assert len(found) > 0.8 * len(canaries.places)
    assert places >= KINDS | {"id", "chapter", "comment", "PNG", "JPEG", "SVG", "site_url"}
    in_index = {canary for canary, names in found.items() if "search/index.json" in names}
    assert any("asked_as" in canaries.places[canary] for canary in in_index)
    site = build_public(partly_public, strict=False)
    leaks = {canaries.places[canary]: names for canary, names in canaries_in(site).items()}
    assert leaks == {}
    assert (site / "images" / "a.png").is_file()


@pytest.mark.slow
def test_the_public_edition_has_pages_and_data_of_what_is_public(
    partly_public: Path,
) -> None:
    site = build_public(partly_public)
    pages = {path for path in tree_of(site) if path.endswith("index.html")}
    sections = ("accounts", "contacts", "glossary", "legal", "templates")
    expected = {f"{name}/index.html" for name in ("a-z", "all", "policy", "policy/house-rules")}
    assert pages >= expected | {f"en/{name}/index.html" for name in sections}
    assert not {page for page in pages if "health" in page or "roles" in page}
    data = json.loads((site / "playbook.json").read_text(encoding="utf-8"))
    assert data["edition"] == "public"
    assert {entry["id"] for entry in data["entries"]} == {
        "be-civil", "press-desk", "blog-account", "moderating", "marketing-act", "thank-you",
    }  # fmt: skip
    assert set(data["values"]) == {"reply_within", "greeting"}
    assert data["decided"] is None
    index = json.loads((site / "entries.json").read_text(encoding="utf-8"))
    assert index["public"]
    assert index["entries"]["be-civil"]["previous_ids"] == ["be-nice"]
    page = (site / "policy" / "house-rules" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}policy/house-rules/">' in page
    assert "noindex" not in page
    assert "git.example.com" not in page
    assert "about/index.html" not in pages


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("playbook.yml", f'public_edition: {{address: "{ADDRESS}"}}\n', "", "no public_edition"),
        ("playbook.yml", ADDRESS, "https://playbook.example.com", "address of the whole handbook"),
        ("contacts.yml", "    audience: public\n", "", "PB214"),
    ],
    ids=["without an address", "at the same address", "with a reference to an entry for staff"],
)
def test_a_public_edition_with_a_mistake_is_not_built(
    partly_public: Path, name: str, old: str, new: str, reason: str
) -> None:
    replace(partly_public, name, old, new)
    with pytest.raises(Abort, match=reason):
        build_public(partly_public)
    assert not (partly_public / "site").exists()


def test_an_edition_without_anything_public_is_not_built(project: Path) -> None:
    replace(
        project, "playbook.yml", "public: no\n",
        f'public: no\npublic_edition: {{address: "{ADDRESS}"}}\n',
    )  # fmt: skip
    with pytest.raises(Abort, match=r"PB910.*nothing is public"):
        build_public(project)


LINKING_PAGE = """\
---
audience: public
---
# Öppen sida

<!-- [lön](comment.txt) -->

```html
<a href="fenced.txt">
```

`[lön](inline.txt)` <a href="https://[::1/comment.txt">lön</a>

![x](b_(1).svg) ![y](<c d.svg>) ![z][z]

<img src="../e.svg" alt=""> <img src=../f.svg alt=""> <img srcset="../g.svg 1x" alt="">
<video poster="../h.svg"></video> <a href="/social-media/i.svg">i</a>

[z]: j.svg
"""
LINKED = {"b_(1).svg", "c d.svg", "e.svg", "f.svg", "g.svg", "h.svg", "i.svg", "j.svg"}
NAMED_IN_SOURCE = {"comment.txt", "fenced.txt", "inline.txt"}


@pytest.mark.slow
def test_the_public_edition_has_the_files_to_which_a_public_page_links_and_no_other(
    partly_public: Path,
) -> None:
    docs = partly_public / "docs"
    (docs / "open.md").write_text(LINKING_PAGE, encoding="utf-8")
    for name in LINKED | NAMED_IN_SOURCE:
        (docs / name).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    site = build_public(partly_public)
    assert {path.name for path in site.iterdir()} >= LINKED
    assert not {path.name for path in site.rglob("*")} & NAMED_IN_SOURCE


@pytest.mark.slow
def test_an_image_that_keeps_its_metadata_is_reported(partly_public: Path) -> None:
    docs = partly_public / "docs"
    page = "---\naudience: public\n---\n# Bild\n\n![Bild](a.avif) ![Bild](a.gif)\n"
    (docs / "v1.png.md").write_text(page, encoding="utf-8")  # its folder has the name of an image
    (docs / "a.avif").write_bytes(b"\0\0\0\x20ftypavif")
    (docs / "a.gif").write_bytes(b"GIF89a")
    with pytest.raises(Abort, match=r"a\.avif:1:1: warning PB911") as error:
        build_public(partly_public)
    assert len(str(error.value).strip().splitlines()) == 1
