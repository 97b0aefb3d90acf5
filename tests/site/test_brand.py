"""The logo, the icon, the social picture and the name of the organisation."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from playbook.messages import messages
from playbook.pages.brand_images import card_png
from playbook.project import read_project
from site_helpers import build_in_process
from support import replace

CARD = card_png("#000000", "#ffffff")
SAFE = '<svg xmlns="http://www.w3.org/2000/svg"><a href="#x"/><path fill="url(#g)"/></svg>'


def add_image(project: Path, path: str, content: str | bytes) -> None:
    file = project / "docs" / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def set_images(project: Path, images: str) -> None:
    """Name images in ``playbook.yml``."""
    replace(project, "playbook.yml", "format: 2\n", f"format: 2\nimages: {images}\n")


def set_config(project: Path, before: str, after: str) -> None:
    """Change ``mkdocs.yml``."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert before in text
    config.write_text(text.replace(before, after), encoding="utf-8")


def page(project: Path, url: str) -> str:
    return (project / "site" / url / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_images_of_the_playbook_are_on_every_page(project: Path) -> None:
    set_images(project, "{logo: images/our logo.svg, icon: images/icon.png, social: images/s.png}")
    add_image(project, "images/our logo.svg", SAFE)
    add_image(project, "images/icon.png", CARD)
    add_image(project, "images/s.png", CARD)
    build_in_process(project)
    for url, root in (("tone", "../"), ("en/tone", "../../"), ("about", "../"),
                      ("check-a-post", "../")):  # fmt: skip
        html = page(project, url)
        assert f'<img src="{root}images/our%20logo.svg" alt=""' in html
        assert f'<link rel="icon" href="{root}images/icon.png">' in html
        assert 'content="https://playbook.example.com/images/s.png"' in html


@pytest.mark.slow
def test_different_logos_in_two_settings_are_a_problem(project: Path) -> None:
    add_image(project, "a.svg", SAFE)
    add_image(project, "b.svg", SAFE)
    set_images(project, "{logo: a.svg}")
    set_config(project, "theme:\n", "theme:\n  logo: b.svg\n")
    with pytest.raises(Abort) as error:
        build_in_process(project)
    assert str(error.value).strip().splitlines() == [
        "mkdocs.yml:4:1: warning PB912: theme.logo is 'b.svg', but images.logo in playbook.yml is"
        " 'a.svg'; they mean the same; remove one of the two"
    ]
    set_config(project, "logo: b.svg", "logo: a.svg")
    build_in_process(project)
    assert '<img src="../a.svg"' in page(project, "tone")


@pytest.mark.slow
def test_an_unusable_image_of_the_theme_names_its_line(project: Path) -> None:
    set_config(project, "theme:\n", "theme:\n  favicon: no.png\n")
    with pytest.raises(Abort, match=re.escape("mkdocs.yml:4:1: error PB319: the image 'no.png'")):
        build_in_process(project)
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("name", "path", "content", "reason"),
    [
        ("logo", "a.svg", SAFE, ""),
        ("logo", "/a.svg", f'<?xml version="1.0"?>\n<!-- x -->\n{SAFE}', ""),
        ("icon", "a.ico", b"\0\0\1\0", ""),
        ("social", "a.jpg", b"\xff\xd8\xff", ""),
        ("logo", "b.svg", None, "there is no such file in the folder docs"),
        ("logo", "../mkdocs.yml", None, "it is not in docs/, or hidden"),
        ("logo", ".hidden/a.svg", SAFE, "it is not in docs/, or hidden"),
        ("logo", "https://example.com/a.svg", None, "there is no such file"),
        ("logo", "a.html", "<svg/>", "its name must end with one of .svg,"),
        ("social", "a.svg", SAFE, "its name must end with one of .png,"),
        ("logo", "a.png", SAFE, "it is not a .png file"),
        ("logo", "a.svg", "<html><svg/></html>", "it is not a .svg file"),
        ("logo", "a.svg", b"\xff\xd8\xff", "it is not a .svg file"),
        ("icon", "a.png", CARD + b"\0" * 200_000, "kB; at most 200 kB are allowed"),
        ("logo", "a.svg", "<svg><script>1</script></svg>", "it contains '<script'"),
        ("logo", "a.svg", "<svg><SCRIPT href='a.js'/></svg>", "it contains '<SCRIPT'"),
        ("logo", "a.svg", "<svg onload = '1'/>", "it contains 'onload ='"),
        ("logo", "a.svg", "<svg><a href='javascript:1'/></svg>", "it contains 'javascript:'"),
        ("logo", "a.svg", "<svg><image href='//e.example/x'/></svg>", "it contains 'href='//'"),
        ("logo", "a.svg", "<svg><rect fill='url(http://e.example)'/></svg>", "it contains 'url("),
        ("logo", "a.svg", "<svg><foreignObject/></svg>", "it contains '<foreignObject'"),
        ("logo", "a.svg", "<svg><svg:script>1</svg:script></svg>", "it contains '<svg:script'"),
        ("logo", "a.svg", "<svg><a href='java&#115;cript:1'/></svg>", "contains 'javascript:'"),
        ("logo", "a.svg", "<svg><a href='data:text/html,x'/></svg>", "contains 'data:text/html'"),
        ("logo", "a.svg", "<svg><image href='&#104;ttp://e.example/x'/></svg>", "'href='http://'"),
        ("logo", "a.svg", '<!DOCTYPE svg [<!ENTITY x "y">]><svg/>', "it contains '<!ENTITY'"),
    ],
)
def test_only_a_safe_image_in_docs_can_be_used(
    name: str, path: str, content: str | bytes | None, reason: str, project: Path
) -> None:
    set_images(project, f'{{{name}: "{path}"}}')
    if content is not None:
        add_image(project, path.lstrip("/"), content)
    errors = read_project(project).errors
    lines = [line for error in errors for line in messages().lines(error)]
    if reason:
        assert len(lines) == 1
        assert f"error PB319: the image '{path}' of images.{name} cannot be used: " in lines[0]
        assert reason in lines[0]
    else:
        assert lines == []


def test_a_linked_image_is_not_used(project: Path) -> None:
    set_images(project, "{logo: a.svg}")
    add_image(project, "b.svg", SAFE)
    os.symlink("b.svg", project / "docs" / "a.svg")  # noqa: PTH211
    (error,) = read_project(project).errors
    assert "it is behind a symbolic link" in messages().text([error])


@pytest.mark.slow
def test_a_site_name_that_differs_from_the_title_is_a_problem(project: Path) -> None:
    title = "format: 2\ntitle: {sv: Titel, en: Title}\n"
    replace(project, "playbook.yml", "format: 2\n", title)
    with pytest.raises(Abort, match=r"mkdocs\.yml:1:1: warning PB909: the site_name is 'Soc"):
        build_in_process(project)
    set_config(project, "site_name: Sociala medier", "site_name: Title")
    build_in_process(project)
    assert "<span>Titel</span>" in page(project, "tone")
    assert "<span>Title</span>" in page(project, "en/tone")
