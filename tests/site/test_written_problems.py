"""Checks that problems in hand-written pages name the file and the line."""

from __future__ import annotations

import inspect
import re
import shutil
import time
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from playbook.problems import Code, Location
from playbook.site.written import checks
from playbook.site.written.checks import written_problems
from playbook.site.written.lines import location_of_address, location_of_fence
from site_helpers import build_in_process
from support import TESTS

EXPECTED = Path(__file__).parent / "written_problems.txt"
EXTENSIONS = "  - pymdownx.superfences\n  - pymdownx.arithmatex: {generic: true}\n"


def add_pages_with_mistakes(project: Path) -> Path:
    """Add a page that has every problem, and a page that has none; returns the project."""
    shutil.copytree(TESTS / "data" / "written_problems", project, dirs_exist_ok=True)
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    key = "markdown_extensions:\n"
    text = text.replace(key, f"{key}{EXTENSIONS}")
    config.write_text(f"{text}extra_javascript: [about.js]\n", encoding="utf-8")
    return project


@pytest.mark.slow
def test_every_problem_of_a_page_has_its_line(project: Path, accept: bool) -> None:
    with pytest.raises(Abort) as error:
        build_in_process(add_pages_with_mistakes(project))
    found = f"{str(error.value).strip()}\n"
    if accept:
        EXPECTED.write_text(found, encoding="utf-8")
    assert found == EXPECTED.read_text(encoding="utf-8")


def test_every_code_of_hand_written_pages_occurs() -> None:
    codes = {code.code for _, code in inspect.getmembers(checks) if isinstance(code, Code)}
    assert codes <= set(re.findall(r"PB\d+", EXPECTED.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_warnings_do_not_fail_a_build_that_is_not_strict(project: Path) -> None:
    (project / "docs" / "empty.md").write_text("# Title\n\n##\n", encoding="utf-8")
    build_in_process(project, strict=False)
    assert (project / "site" / "empty" / "index.html").is_file()
    with pytest.raises(Abort, match=re.escape("docs/empty.md:3:1: warning PB925")):
        build_in_process(project, strict=True)


@pytest.mark.parametrize(
    ("address", "text", "line", "column"),
    [
        ("gone.html", "a\n[x](gone.html)\n", 2, 5),
        ("gone.html", "[x](not-gone.html)\n[x](gone.html#a) [y](gone.html)", 2, 22),
        ("../other/#part", "[x](other.md#part-one)\n[x](other.md#part)", 2, 5),
        ("a.html?b=1&c=2", '<a href="a.html?b=1&amp;c=2">', 1, 10),
        ("å.html", "[x](%C3%A5.html)", 1, 5),
        ("%C3%A5.html", "[x](å.html)", 1, 5),
        ("../images/a.png", "![x][a]\n\n[a]: images/a.png", 3, 6),
        ("gone.html", "~~~\n[x](gone.html)\n```\n~~~\n[x](gone.html)", 5, 5),
        ("gone.html", "``[x](gone.html)`` [x](gone.html)", 1, 24),
        ("gone.html", "`` `[x](gone.html)`` ``` [x](gone.html)", 1, 30),
        ("gone.html", "from a snippet", 1, 1),
        ("http://[", "[x](http://[)", 1, 5),
    ],
)
def test_an_address_is_found_where_it_is_written(
    address: str, text: str, line: int, column: int
) -> None:
    assert location_of_address(address, "a.md", text) == Location("a.md", line, column)


@pytest.mark.parametrize(
    "text",
    ["".join("`" * n + "a" for n in range(1, 600)), f"![x](data:image/png;base64,{'a' * 300_000})"],
    ids=["backticks", "an image"],
)
def test_a_long_line_is_searched_in_linear_time(text: str) -> None:
    start = time.process_time()
    found = location_of_address("../other/#part", "a.md", f"{text}\n[x](other.md#part)")
    assert time.process_time() - start < 5
    assert found == Location("a.md", 2, 5)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("```mermaid\n```", 1),
        ("a\n\n  ~~~ { .mermaid }", 3),
        ("````\n```mermaid\n````", None),
        ("```mermaids", None),
    ],
)
def test_a_block_of_code_is_found_by_its_language(text: str, line: int | None) -> None:
    found = location_of_fence("mermaid", "a.md", text)
    assert (found and found.line) == line


@pytest.mark.parametrize(
    "html",
    [
        '<h2>Text<a class="headerlink">¶</a></h2>',
        '<h2><img alt="Text" src="a.png"></h2>',
        '<script src="a.js"></script>',
        '<a href="#onclick" title="style=">style</a>',
        '<a href="data:text/csv,a" download>table</a> <img src="data:image/gif;base64,R0" alt="">',
        "<p>&lt;script&gt;</p>",
    ],
)
def test_a_page_without_a_mistake_has_no_problem(html: str) -> None:
    assert list(written_problems("a/", html, "a.md", html)) == []


def test_a_link_to_data_is_a_problem() -> None:
    html = '<p>a</p>\n<a href=" DATA:text/html,x">a</a>'
    (problem,) = written_problems("a/", html, "a.md", html)
    assert (problem.code, problem.location) == ("PB922", Location("a.md", 2, 11))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="\x01javascript:alert(1)">x</a>', "javascript:"),
        ('<a href=" &#1; java&#10;script:alert(1)">x</a>', "javascript:"),
        ("<p>x</p><body onload=alert(1)>", "<body>"),
        ("<HTML onclick=alert(1)>", "<html>"),
        ("<p>&lt;body onload=1&gt;</p><header>x</header>", ""),
        ("<html><head></head><body class=one><p>on = 1</p></body></html>", ""),  # by a plugin
    ],
)
def test_what_browsers_ignore_does_not_hide_a_script(html: str, found: str) -> None:
    problems = list(written_problems("a/", html, "a.md", html))
    assert [problem.fact("html") for problem in problems] == ([found] if found else [])
