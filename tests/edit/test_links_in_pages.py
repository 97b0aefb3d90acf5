"""Links in hand-written pages are changed in every form, except in code."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli import main
from playbook.edit.offset_changes import apply_changes
from playbook.edit.page_source import links_in
from support import replace

PAGE = """\
[one](a.md "Title") and `[code](a.md)`, ``[`more`](a.md)``, \\[no](a.md)
![image](a.md) [two](<a.md#part>) a ` alone, [three](a.md)

```md
[in a fence](a.md)
[label]: a.md
```

~~~
[to the end of the fence](a.md)
~~~
<!-- [in a comment](a.md)
-->
Read [the words][Label], [label][] and [LABEL].

[label]: a.md "Title"
[^note]: a.md
[other]: <a.md>
"""


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--yes", "--project", str(project)])


def write_page(project: Path, name: str, text: str) -> Path:
    page = project / "docs" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(text.encode())
    return page


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_each_link_is_found_but_none_in_code(ending: str) -> None:
    text = PAGE.replace("\n", ending)
    found = [(link.label or link.words, link.address, link.is_image) for link in links_in(text)]
    assert found == [
        ("one", "a.md", False), ("image", "a.md", True), ("two", "a.md#part", False),
        ("three", "a.md", False), ("label", "a.md", False), ("other", "a.md", False),
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_new_address_keeps_everything_around_it(ending: str) -> None:
    text = PAGE.replace("\n", ending)
    changes = [change for link in links_in(text) for change in link.with_address("b.md")]
    new = apply_changes("a.md", text, changes)
    assert '[one](b.md "Title")' in new
    assert "[two](<b.md>)" in new
    assert f'[label]: b.md "Title"{ending}' in new
    assert new.replace("b.md", "a.md") == text.replace("a.md#part", "a.md")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_reference_link_is_removed_with_its_definition(ending: str) -> None:
    text = PAGE.replace("\n", ending)
    (link,) = [link for link in links_in(text) if link.label == "label"]
    new = apply_changes("a.md", text, link.removal(text))
    old_use = "Read [the words][Label], [label][] and [LABEL]."
    expected = text.replace(old_use, "Read the words, label and LABEL.")
    assert new == expected.replace(f'{ending}[label]: a.md "Title"', "")


def test_a_reference_link_to_a_renamed_chapter_gets_its_new_address(small_project: Path) -> None:
    page = write_page(small_project, "own.md", "[Rules][r], `[x](policy/posting/index.md)`\n\n"
                 "[r]: policy/posting/index.md#reply-in-time\n")  # fmt: skip
    result = run(small_project, "rename", "posting", "writing")
    assert result.exit_code == 0, result.output
    assert "docs/own.md:3:1: " in result.stdout
    assert page.read_text("utf-8") == (
        "[Rules][r], `[x](policy/posting/index.md)`\n\n[r]: policy/writing/index.md#reply-in-time\n"
    )


def test_a_reference_link_to_a_removed_page_needs_a_decision(small_project: Path) -> None:
    write_page(small_project, "only.md", "# Bara\n")
    write_page(small_project, "en/odd.md", "[Gone][g].\n\n[g]: ../only.md\n")
    result = run(small_project, "remove", "language", "sv")
    assert result.exit_code == 1
    assert "docs/en/odd.md:3:1" in result.stdout
    assert run(small_project, "remove", "language", "sv", "--unlink").exit_code == 0
    assert (small_project / "docs" / "odd.md").read_text("utf-8") == "Gone.\n\n"


def test_addresses_that_need_no_change_stay_when_a_page_moves(small_project: Path) -> None:
    text = "[a](HTTPS://example.com/x) [home](./) [top](#top) [root](/x/) [h](health/index.md)\n"
    write_page(small_project, "en/odd.md", text)
    assert run(small_project, "remove", "language", "sv").exit_code == 0
    assert (small_project / "docs" / "odd.md").read_text("utf-8") == text


@pytest.mark.parametrize(
    "arguments",
    [("rename", "posting", "writing"), ("remove", "chapter", "posting"),
     ("remove", "language", "en")],
)  # fmt: skip
def test_a_page_that_is_not_utf_8_is_named(small_project: Path, arguments: tuple[str, ...]) -> None:
    page = write_page(small_project, "old.md", "")
    page.write_bytes(b"caf\xe9\n")
    result = run(small_project, *arguments)
    assert result.exit_code == 1
    assert result.stderr == "Error: docs/old.md is not in UTF-8: save it as UTF-8 first\n"
    assert page.read_bytes() == b"caf\xe9\n"


def test_unlink_removes_links_to_entries_that_only_the_removed_kind_used(
    small_project: Path,
) -> None:
    page = write_page(small_project, "own.md", "[List](checklists/threat-checklist/index.md)\n")
    result = run(small_project, "remove", "kind", "flows")
    assert result.exit_code == 1
    result = run(small_project, "remove", "kind", "flows", "--unlink")
    assert "remove 'threat-checklist' as well" in result.stdout
    assert result.exit_code == 0, result.output
    assert page.read_text("utf-8") == "List\n"


def test_an_id_that_looks_like_a_language_stays(small_project: Path) -> None:
    """The role ``en`` also has a team, and a note in ``changes/next.yml``."""
    assert run(small_project, "rename", "moderator", "en").exit_code == 0
    replace(small_project, "playbook.yml", "  branch: main\n",
            "  branch: main\n  teams: {en: '@mod'}\n")  # fmt: skip
    notes = small_project / "changes" / "next.yml"
    notes.parent.mkdir()
    notes.write_text("editorial: {en: A comma.}\n", encoding="utf-8")
    result = run(small_project, "remove", "language", "en")
    assert result.exit_code == 0, result.output
    settings = (small_project / "playbook_data" / "playbook.yml").read_text("utf-8")
    assert "  teams: {en: '@mod'}\n" in settings
    assert notes.read_text("utf-8") == "editorial: {en: A comma.}\n"


def test_a_page_with_many_open_comments_is_read_quickly() -> None:
    text = "<!-- " * 50_000 + "[a](b.md)"
    start = time.process_time()
    assert [link.address for link in links_in(text)] == ["b.md"]
    assert time.process_time() - start < 5
