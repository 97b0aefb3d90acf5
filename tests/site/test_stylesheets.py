"""The style sheets: joined from one file per component, with every rule in a cascade layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

import playbook
from playbook.release import renderer, site_root_files
from playbook.site.context import THEME
from playbook.site.extra_files import ASSETS
from playbook.site.stylesheets import CSS_FOLDER, LAYERS, SHEETS, join, minify, stylesheets
from playbook.site.written.adapt import BOX_ALIASES, BOX_TITLES
from site_helpers import build_in_process

RELEASE_CSS = renderer.HERE / "css"
PACKAGE = Path(playbook.__file__).parent
SOURCES = sorted(
    path
    for ending in ("html", "js", "py")
    for path in PACKAGE.rglob(f"*.{ending}")
    if path.parent.name != "snowball" and "documents" not in path.parts
)
"""The files that write classes of pages: templates, modules of the browser, and Python.

Documents have a style sheet of their own.
"""
PART_FILES = sorted(path for folder in (CSS_FOLDER, RELEASE_CSS) for path in folder.rglob("*.css"))
PREFIX = "pb-"
UNPREFIXED = {
    "admonition": "MkDocs writes it for a hand-written !!! block",
    "admonition-title": "MkDocs writes it for the title of a !!! block",
    "headerlink": "MkDocs writes it for the permanent link of a hand-written heading",
}
"""The only classes without our prefix, with the reason."""
WRITTEN_SHEET = "written.css"
WRITTEN_SOURCES = PACKAGE / "site" / "written"
"""The folder of the modules that read and write the classes of Markdown extensions."""
WRITTEN_CLASSES = {
    *STANDARD_TYPES.values(), "hll",  # Pygments
    *BOX_TITLES, *BOX_ALIASES, "inline", "end",  # admonitions
    "annotate", "card", "cards", "grid", "lg", "md-button", "md-button--primary", "middle",
    "code", "filename", "highlight", "highlighttable", "linenos",
    "comment", "critic", "keys", "twemoji",
    "footnote", "footnote-backref", "footnote-ref",
    "tabbed-block", "tabbed-content", "tabbed-labels", "tabbed-set",
    "task-list", "task-list-item",
}  # fmt: skip
"""The classes that Material and Markdown extensions document or write."""
_DYNAMIC = re.compile(
    r"\$\{.*?\}|\{\{.*?\}\}|\{%.*?%\}|(?<=[\w-])\{\w*\}| \{css_class\}|\{css_class\}"
)


def parts_of(folder: Path) -> set[str]:
    """The names of a folder's parts."""
    return {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.css")}


def top_level(css: str) -> list[str]:
    """The preludes of the top-level rules, and the statements between the rules."""
    preludes, text, depth = [], "", 0
    for character in css:
        if depth == 0 and character in "{;":
            preludes.append(" ".join(text.split()))
        if depth == 0:
            text = "" if character in "{;}" else text + character
        depth += {"{": 1, "}": -1}.get(character, 0)
    assert depth == 0
    assert not text.strip()
    return preludes


def sheets(built: Path) -> Iterator[tuple[str, str]]:
    """Each of our style sheets in a built site, and next to the versions of a published tree."""
    for path in sorted((built / "site" / ASSETS).rglob("*.css")):
        yield path.name, path.read_text(encoding="utf-8")
    yield site_root_files.STYLESHEET, join(RELEASE_CSS, site_root_files.STYLESHEET_PARTS)


def test_every_part_is_in_a_sheet_and_every_sheet_is_loaded() -> None:
    assert {part for parts in SHEETS.values() for part in parts} == parts_of(CSS_FOLDER)
    assert set(site_root_files.STYLESHEET_PARTS) == parts_of(RELEASE_CSS)
    templates = "".join(path.read_text(encoding="utf-8") for path in THEME.rglob("*.html"))
    loaded = set(re.findall(r"link\('assets/playbook/([^']+\.css)'\)", templates))
    assert loaded == {*SHEETS, "palette.css", "release.css"}


def test_every_page_finds_its_sheets(built: Path) -> None:
    for page in (built / "site").rglob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        links = [link.attributes["href"] or "" for link in tree.css("link[rel=stylesheet]")]
        assert links, page
        for href in links:
            base = built / "site" if href.startswith("/") else page.parent
            assert (base / href.lstrip("/")).is_file(), (page, href)


def test_every_rule_is_in_a_layer(built: Path) -> None:
    layers = {f"@layer {layer}" for layer in LAYERS}
    for name, css in sheets(built):
        assert set(top_level(css)) <= {*layers, f"@layer {','.join(LAYERS)}"}, name


def test_each_sheet_declares_the_layers_in_one_order(built: Path) -> None:
    for name, css in sheets(built):
        if name == "palette.css":  # loaded first: its layer is the first of the declared layers
            assert top_level(css) == [f"@layer {LAYERS[0]}"]
        else:
            assert css.startswith(f"@layer {','.join(LAYERS)};\n"), name


@pytest.mark.parametrize("folder", [CSS_FOLDER, RELEASE_CSS], ids=["site", "release"])
def test_every_declaration_is_on_a_line_of_its_own(folder: Path) -> None:
    for path in folder.rglob("*.css"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line.count(";") <= 1, (path, line)
            assert not re.search(r"[{}].*\S", line), (path, line)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("components/buton", "the style sheet components/buton is missing"),
        ("component/button", "component/button is not in a layer; its folder is one of base,"),
        ("button", "button is not in a layer"),
    ],
)
def test_an_unknown_part_name_raises_an_error(part: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        join(CSS_FOLDER, ("base/theme", part))


def test_rules_are_grouped_by_layer_in_order(tmp_path: Path) -> None:
    texts: Mapping[str, str] = {
        "print/a": "@media print {\n  p {\n    margin: 0;\n  }\n}\n",
        "base/b": "p {\n  margin: 1px;\n}\n",
        "base/a": "a,\nb:hover {\n  font: 1px\n    serif;\n  color: red;\n}\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.css").write_text(text, encoding="utf-8")
    assert join(tmp_path, tuple(texts)) == (
        "@layer base,layout,components,pages,print;\n"
        "@layer base{\np{margin: 1px}\na,b:hover{font: 1px serif;color: red}\n}\n"
        "@layer print{\n@media print{p{margin: 0}}\n}\n"
    )


def test_comments_are_left_out() -> None:
    css = '/* One; { two }\n   lines. */\nq {\n  /* why */\n  content: " (" attr(x) ") ";\n}\n'
    assert minify(css) == 'q{content: " (" attr(x) ") "}'


@pytest.mark.slow
def test_a_style_sheet_that_mkdocs_yml_names_is_not_overwritten(project: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra: {replaced: [crisis.css]}\n")
    own = project / "docs" / ASSETS / "crisis.css"
    own.parent.mkdir(parents=True)
    own.write_text("body { color: red; }\n", encoding="utf-8")
    build_in_process(project)
    site = project / "site"
    assert (site / ASSETS / "crisis.css").read_text(encoding="utf-8") == "body { color: red; }\n"
    joined = dict(stylesheets())
    assert (site / ASSETS / "playbook.css").read_text(encoding="utf-8") == joined["playbook.css"]


def test_every_class_of_a_page_has_our_prefix(built: Path) -> None:
    others: dict[str, str] = {}
    for page in (built / "site").rglob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        for node in tree.css("[class]"):
            for name in (node.attributes["class"] or "").split():
                if not name.startswith(PREFIX):
                    others.setdefault(name, page.relative_to(built).as_posix())
    assert {name: page for name, page in others.items() if name not in UNPREFIXED} == {}


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if path.parent != WRITTEN_SOURCES],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_every_class_of_a_source_has_our_prefix(path: Path) -> None:
    text = _DYNAMIC.sub("", path.read_text(encoding="utf-8"))
    pattern = re.compile(r"""\bclass(?:="|: ["`]|Name = ["`])([^"`]*)|classList\.\w+\((.*)""")
    for attribute, call in pattern.findall(text):
        names = re.findall(r'"([\w-]+)"', call) or attribute.split()
        assert [name for name in names if not name.startswith(PREFIX)] == [], attribute or call


def test_every_class_of_a_sheet_is_used(built: Path) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = set(re.findall(r"(?<![\w-])pb-[\w-]*[\w](?![\w-])", text))
    families = set(re.findall(r"""(?<![\w-])(pb-[\w-]*-)(?=[${"'\\(])""", text))
    for sheet, css in sheets(built):
        names = set(re.findall(r"\.([a-z_][\w-]*)(?=[^{}\"']*\{)", css, re.IGNORECASE))
        unknown = {
            name
            for name in names - used - UNPREFIXED.keys()
            if not name.startswith(tuple(families))
            and not (sheet == WRITTEN_SHEET and name in WRITTEN_CLASSES)
        }
        assert unknown == set(), sheet


VALUE = r"[\w.%-]+"
PHYSICAL = re.compile(
    r"(?<![-\w])((border|margin|padding)-(left|right)|left|right)\b[^;{}]*:"
    r"|(text-align|float): *(left|right)"
    rf"|(?<![-\w])(padding|margin|inset): +{VALUE} +(?P<right>{VALUE}) +{VALUE}"
    rf" +(?!(?P=right);){VALUE}"
)
"""A physical side, or four values of which the second and the last are different."""


@pytest.mark.parametrize("path", PART_FILES, ids=lambda path: path.stem)
def test_rules_use_logical_instead_of_physical_sides(path: Path) -> None:
    """Logical sides also suit languages that are written from right to left."""
    assert [match[0] for match in PHYSICAL.finditer(path.read_text(encoding="utf-8"))] == []
