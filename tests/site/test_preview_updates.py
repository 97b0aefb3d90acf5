"""Checks that a preview that writes single pages serves what a build of the whole site makes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.simple_server import demo_app

import pytest

from playbook.problems import failing
from playbook.project import DATA_FOLDER, read_project
from playbook.site.preview.app import PreviewApp
from preview_in_process import Running, assert_same, built
from support import replace

EDITS, COMPARED_EVERY = 200, 40
WORD = re.compile(r"[a-zåäö]{4,}")
NOTICE = "pb-preview-notice"


@pytest.fixture
def running(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    preview = Running(project, tmp_path_factory.mktemp("served") / "site")
    yield preview
    preview.preview.stop()


class Editor:
    """Edits the data of a project at random, as a person would, who also makes mistakes."""

    def __init__(self, project: Path) -> None:
        self.data = project / DATA_FOLDER
        self.random = random.Random(20)
        self.edits = {self.change_text: 84, self.toggle_draft: 3, self.add_link: 8, self.copy: 2,
                      self.change_value: 1, self.break_key: 2}  # fmt: skip

    def edit(self) -> tuple[Path, str]:
        """Change one file; its path and its text before."""
        while True:
            path = self.random.choice(sorted(self.data.rglob("*.yml")))
            before = path.read_text(encoding="utf-8")
            [edit] = self.random.choices([*self.edits], [*self.edits.values()])
            after = edit(before)
            if after != before:
                path.write_text(after, encoding="utf-8")
                return path, before

    def _id_line(self, text: str) -> re.Match[str] | None:
        lines = list(re.finditer(r"^  - id: (\S+)\n", text, re.MULTILINE))
        return self.random.choice(lines) if lines else None

    def change_text(self, text: str) -> str:
        texts = re.findall(r"\b(?:sv|en): ([^\[\]{}>|\n]*[a-zåäö][^\[\]{}>|,\n]*)", text)
        if not texts:
            return text
        chosen = self.random.choice(texts)
        words = WORD.findall(chosen)
        if not words:
            return text
        new_word = self.random.choice(["modererar", "viralt", "nytt", "kommentar", "everyone"])
        return text.replace(chosen, chosen.replace(self.random.choice(words), new_word, 1), 1)

    def toggle_draft(self, text: str) -> str:
        if "    status: draft\n" in text:
            return text.replace("    status: draft\n", "", 1)
        line = self._id_line(text)
        return text[: line.end()] + "    status: draft\n" + text[line.end() :] if line else text

    def add_link(self, text: str) -> str:
        if "    see_also: [press-desk]\n" in text:
            return text.replace("    see_also: [press-desk]\n", "", 1)
        line = self._id_line(text)
        link = "    see_also: [press-desk]\n"
        return text[: line.end()] + link + text[line.end() :] if line else text

    def copy(self, text: str) -> str:
        """A new entry in the same file: the last one again, with another id."""
        start = text.rfind("  - id: ")
        if start < 0 or "previous_ids" in text[start:]:
            return text
        end = text.index("\n", start)
        return f"{text}{text[start:end]}-{self.random.randrange(10**6)}{text[end:]}"

    def change_value(self, text: str) -> str:
        return re.sub(r"amount: \d", f"amount: {self.random.randrange(1, 9)}", text, count=1)

    def break_key(self, text: str) -> str:
        return text.replace("    title:", "    titel:", 1)


@pytest.mark.slow
def test_after_each_of_many_random_edits_a_preview_has_the_files_of_a_build(
    project: Path, running: Running, tmp_path: Path
) -> None:
    editor = Editor(project)
    mistakes = 0
    for number in range(1, EDITS + 1):
        good = running.files() if number % 20 == 1 else None
        path, before = editor.edit()
        running.preview.rebuild()
        if NOTICE in running.page(""):
            mistakes += 1
            assert failing(read_project(project).problems)
            assert good is None or running.files() == good
            path.write_text(before, encoding="utf-8")
            running.preview.rebuild()
            assert NOTICE not in running.page("")
        if number % COMPARED_EVERY == 0:
            assert_same(running.files(), built(project, tmp_path / "whole"))
    assert 5 < mistakes < EDITS // 2
    assert running.whole_builds < EDITS // 8


def test_only_what_is_asked_for_is_written(project: Path, running: Running) -> None:
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    running.preview.rebuild()
    assert running.whole_builds == 0
    page = running.site / "tone" / "index.html"
    assert "Vi är vänliga" not in page.read_text(encoding="utf-8")
    assert "Vi är vänliga" in running.page("tone/")
    assert "We are warm" in running.page("en/tone/")
    index = running.site / "search" / "index.json"
    assert "vänliga" not in index.read_text(encoding="utf-8")
    running.served.make_current("search/index.json")
    assert "vänliga" in index.read_text(encoding="utf-8")
    assert "Vi är vänliga" not in (running.site / "all" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_was_only_shown_in_the_whole_handbook_is_written_later(
    project: Path, running: Running
) -> None:
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    running.preview.rebuild()
    assert "Vi är vänliga" in running.page("all/")
    replace(project, "flows.yml", "Är det ett hot?", "Är det hotfullt?")
    running.preview.rebuild()
    assert running.whole_builds == 0
    assert "Vi är vänliga" in running.page("tone/")


def test_every_page_links_to_the_flow_that_is_now_the_first(
    project: Path, running: Running
) -> None:
    path = project / DATA_FOLDER / "flows.yml"
    start, flow = path.read_text(encoding="utf-8").split("  - id: ")
    other = flow.replace("Hur svarar jag?", "Vad svarar jag?").replace("do I reply", "must I reply")
    path.write_text(f"{start}  - id: {flow}  - id: other-{other}", encoding="utf-8")
    running.preview.rebuild()
    assert 'href="../flows/how-do-i-reply/"' in running.page("tone/")
    path.write_text(f"{start}  - id: other-{other}  - id: {flow}", encoding="utf-8")
    running.preview.rebuild()
    assert NOTICE not in running.page("tone/")
    assert 'href="../flows/other-how-do-i-reply/"' in running.page("tone/")


def test_a_warning_about_images_remains_until_the_settings_change(
    project: Path, running: Running
) -> None:
    (project / "docs" / "other.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("strict: true", "strict: false")
    config.write_text(text.replace("theme:\n", "theme:\n  logo: one.svg\n"), encoding="utf-8")
    settings = project / DATA_FOLDER / "playbook.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}images: {{logo: other.svg}}\n", encoding="utf-8")
    running.preview.rebuild()
    assert "PB912" in running.page("")
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    running.preview.rebuild()
    assert running.whole_builds == 1
    assert "PB912" in running.page("")


def test_what_was_to_be_written_is_written_also_after_a_build_that_failed(
    project: Path, running: Running
) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("markdown_extensions: [{pymdownx.snippets: {check_paths: true}}]\n")
    running.preview.rebuild()
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    running.preview.rebuild()
    about = project / "docs" / "about.md"
    about.write_text('# Om\n\n--8<-- "missing.md"\n', encoding="utf-8")
    running.preview.rebuild()
    assert running.whole_builds == 2
    page = running.page("tone/")
    assert NOTICE in page
    assert "Vi är vänliga" in page
    assert not running.served.has_failed


def _asked(running: Running, path: str, query: str = "") -> tuple[str, bytes]:
    """The status and the content with which a preview answers a request."""
    statuses: list[str] = []

    def start(status: str, *others: Any) -> Callable[[bytes], object]:
        statuses.append(status)
        return len

    app = PreviewApp(running.served, demo_app, mount_path="/", host="localhost")
    environ = {"HTTP_HOST": "localhost", "PATH_INFO": path, "QUERY_STRING": query}
    content = app(environ, start)
    return statuses[0], b"".join(content)


def test_no_request_leads_out_of_the_site(running: Running) -> None:
    outside = running.site.parent / "secret.html"
    outside.write_text("secret", encoding="utf-8")
    assert b"</html>" in _asked(running, "/tone/")[1]
    paths = ["/a\0.html", "/..\\secret.html", "/C:/secret.html", "/\\\\host\\share\\secret.html"]
    for path in paths:
        assert _asked(running, path)[0].startswith("404"), path
        query = urlencode({"page": path.removeprefix("/"), "digest": "1"})
        assert _asked(running, "/.preview/changed", query) == ("200 OK", b"changed")
    assert _asked(running, "/../secret.html")[1].startswith(b"Hello world!")  # as any missing page


def test_work_in_the_background_stops_for_a_request(project: Path, running: Running) -> None:
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    running.preview.rebuild()
    assert not running.served.work(60)  # somebody has just used the site
    steps = 0
    while running.served.work(0):
        steps += 1
    assert steps > 5
    assert not running.served.work(0)


def test_a_page_changes_only_if_its_content_does(project: Path, running: Running) -> None:
    digests = {name: running.served.page(f"{name}index.html") for name in ("tone/", "keys/")}
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    running.preview.rebuild()
    for name, before in digests.items():
        assert before is not None
        is_changed = running.served.wait_for_change(f"{name}index.html", before[1], 0)
        assert is_changed == (name == "tone/")


def test_an_entry_to_which_a_written_page_links_is_not_removed_unnoticed(
    project: Path, running: Running
) -> None:
    about = project / "docs" / "about.md"
    about.write_text("# Om\n\n[Viralt](glossary/index.md#viral)\n", encoding="utf-8")
    running.preview.rebuild()
    assert NOTICE not in running.page("")
    replace(project, "glossary.yml", "  - id: viral", "  - id: spread")
    running.preview.rebuild()
    assert NOTICE in running.page("about/")
    assert "#viral" in running.page("")


def test_only_a_change_of_entries_is_shown_without_a_whole_build(
    project: Path, running: Running
) -> None:
    expected = 0
    for name in ("docs/about.md", "mkdocs.yml", "playbook_data/playbook.yml"):
        path = project / name
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        running.preview.rebuild()
        expected += 1
        assert running.whole_builds == expected, name
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    running.preview.rebuild()
    assert running.whole_builds == expected
    running.preview.rebuild()  # nothing that the preview knows has changed
    assert running.whole_builds == expected + 1
