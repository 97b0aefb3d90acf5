"""The hand-written pages in the menu."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_helpers import build_in_process


def menu_of(site: Path) -> str:
    html = (site / "index.html").read_text(encoding="utf-8")
    return html[html.index("<nav") : html.rindex("</nav>")]


@pytest.mark.slow
def test_a_page_in_not_in_nav_is_built_but_not_in_the_menu(project: Path) -> None:
    page = project / "docs" / "for-editors.md"
    page.write_text("# Skriva i handboken\n\nBörja här.\n", encoding="utf-8")
    build_in_process(project, strict=True)
    assert "Skriva i handboken" in menu_of(project / "site")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("not_in_nav: /for-editors.md\n")
    build_in_process(project, strict=True)
    assert (project / "site" / "for-editors" / "index.html").is_file()
    assert "Skriva i handboken" not in menu_of(project / "site")
    assert "about/" in menu_of(project / "site")
