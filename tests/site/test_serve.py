"""Checks that the preview shows changes and problems, keeps the last good site, and recovers."""

from __future__ import annotations

import http.client
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from playbook.project import DATA_FOLDER
from previews import Preview, start
from site_helpers import build, tree_of
from support import TIMEOUT_SECONDS, replace

pytestmark = pytest.mark.slow

NOTICE = "preview-notice"
URL = "https://playbook.example.com/"


@pytest.fixture
def home(tmp_path: Path, project: Path) -> Path:
    """A project in its own folder; the preview keeps its files next to that folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    for path in list(tmp_path.iterdir()):
        if path != folder:
            path.rename(folder / path.name)
    return folder


@pytest.fixture
def preview(home: Path) -> Iterator[Preview]:
    running = start(home)
    yield running
    assert running.stop() == 0, running.output
    assert "Traceback" not in running.output, running.output


def test_a_saved_change_is_shown(home: Path, preview: Preview) -> None:
    assert "Vi är varma" in preview.page("tone/")
    replace(home, "tone.yml", "Vi är varma", "Vi är vänliga")
    preview.wait_for_page("tone/", "Vi är vänliga")
    assert "Vi är varma" not in preview.page("tone/")
    (home / "docs" / "about.md").write_text("# Om handboken\n\nHejsan.\n", encoding="utf-8")
    preview.wait_for_page("about/", "Hejsan.")
    assert "Vi är vänliga" in preview.page("tone/")


def test_a_new_file_and_a_removed_entry_are_shown(home: Path, preview: Preview) -> None:
    text = (home / DATA_FOLDER / "tone.yml").read_text(encoding="utf-8")
    (home / DATA_FOLDER / "tone.yml").unlink()
    (home / DATA_FOLDER / "tone").mkdir()
    (home / DATA_FOLDER / "tone" / "all.yml").write_text(
        text.replace("warm-tone", "kind-tone"), encoding="utf-8"
    )
    preview.wait_for_page("tone/", 'id="kind-tone"')
    assert 'id="warm-tone"' not in preview.page("tone/")


def test_a_problem_is_reported_and_the_last_good_site_is_served(
    home: Path, preview: Preview
) -> None:
    replace(home, "tone.yml", "    title:", "    titel:")
    line = f"{DATA_FOLDER}/tone.yml:6:5: error PB104: unknown key 'titel'"
    preview.wait_for_page("tone/", NOTICE)
    page = preview.page("tone/")
    preview.wait_for_output(line)
    assert line in page.replace("&#39;", "'")
    assert page.count(NOTICE) == 1
    assert "Vi är varma" in page
    assert line in preview.page("en/keys/").replace("&#39;", "'")

    replace(home, "tone.yml", "    titel:", "    titl:")  # another mistake, not fixed yet
    preview.wait_for_page("tone/", "titl&#39;")
    assert "titel&#39;" not in preview.page("tone/")
    assert preview.page("tone/").count(NOTICE) == 1

    replace(home, "tone.yml", "    titl:", "    title:")
    replace(home, "tone.yml", "Vi är varma", "Vi är hela")
    preview.wait_for_page("tone/", "Vi är hela")
    for path in ("tone/", "en/keys/", ""):
        assert NOTICE not in preview.page(path)


def test_a_warning_stands_above_the_page_that_was_written(home: Path, preview: Preview) -> None:
    """One language comes first: what the other lacks is reported and stops nobody."""
    assert NOTICE not in preview.page("tone/")
    replace(home, "tone.yml", "Vi är varma", "Vi är TODO varma")
    preview.wait_for_page("tone/", "Vi är TODO varma")
    preview.wait_for_page("tone/", "warning PB726")
    assert preview.page("tone/").count(NOTICE) == 1

    text = (home / DATA_FOLDER / "tone.yml").read_text(encoding="utf-8")
    title = next(line for line in text.split("\n") if line.startswith("    title: {sv:"))
    only_swedish = f"{title.partition(', en:')[0].replace('{sv: ', '{sv: Ny ')}}}"
    replace(home, "tone.yml", title, only_swedish)
    preview.wait_for_page("tone/", "warning PB120")
    assert only_swedish.partition("{sv: ")[2].rstrip("}") in preview.page("tone/")

    (home / DATA_FOLDER / "tone.yml").write_text(text.replace("TODO ", ""), encoding="utf-8")
    preview.wait(lambda: NOTICE not in preview.page("tone/"), "the page without its notice")
    assert "Vi är varma" in preview.page("tone/")


def test_undoing_a_mistake_restores_the_page(home: Path, preview: Preview) -> None:
    before = without_script(preview.page("tone/"))
    replace(home, "tone.yml", "    title:", "    titel:")
    preview.wait_for_page("tone/", NOTICE)
    replace(home, "tone.yml", "    titel:", "    title:")
    preview.wait(lambda: NOTICE not in preview.page("tone/"), "the page without its notice")
    assert without_script(preview.page("tone/")) == before


@pytest.mark.parametrize(
    ("name", "broken", "message"),
    [
        ("mkdocs.yml", "site_name: [\n", "mkdocs.yml"),
        ("mkdocs.yml", "site_name: x\nno_such_key: [1]\ndocs_dir: no-such\n", "no-such"),
        ("docs/about.md", "# Om\n\n[bort](gone.md)\n", "gone.md"),
        (
            "docs/about.md",
            '# Om\n\n<a href="../gone/">bort</a>\n',
            "docs/about.md:3:10: error PB902",
        ),
        ("docs/about.md", "---\ntitle: [\n---\n# Om\n", ""),
        (f"{DATA_FOLDER}/tone.yml", "entries: [\n", f"{DATA_FOLDER}/tone.yml:"),
        (f"{DATA_FOLDER}/playbook.yml", "", f"{DATA_FOLDER}/playbook.yml:1:1: error PB009"),
        (f"{DATA_FOLDER}/playbook.yml", "languages: [xx]\n", f"{DATA_FOLDER}/playbook.yml:"),
    ],
)
def test_the_preview_keeps_running_and_recovers_from_any_broken_file(
    home: Path, preview: Preview, name: str, broken: str, message: str
) -> None:
    good = (home / name).read_bytes()
    (home / name).write_text(broken, encoding="utf-8")
    if not message:  # MkDocs ignores front matter that is not YAML
        preview.wait_for_output("Detected file changes")
    else:
        preview.wait_for_page("tone/", NOTICE)
        assert message in preview.page("tone/")
        preview.wait_for_output(message)
        assert "Vi är varma" in preview.page("tone/")
    (home / name).write_bytes(good)
    replace(home, "tone.yml", "Vi är varma", "Vi är hela")
    preview.wait_for_page("tone/", "Vi är hela")
    assert NOTICE not in preview.page("about/")


def test_after_saves_in_quick_succession_the_last_version_is_shown(
    home: Path, preview: Preview
) -> None:
    path = home / DATA_FOLDER / "tone.yml"
    text = path.read_text(encoding="utf-8")
    for number, letter in enumerate("abcdefghijkl"):
        broken = "" if number % 2 else "    titel: x\n"
        path.write_text(text.replace("Vi är varma", f"Vi är {letter}") + broken, encoding="utf-8")
        preview.page("tone/")
        if number % 3 == 0:
            preview.wait_for_output("Detected file changes")
    preview.wait_for_page("tone/", "Vi är l")
    preview.wait(lambda: NOTICE not in preview.page("tone/"), "the page without a notice")


def test_a_preview_writes_only_next_to_the_project_folder(home: Path, preview: Preview) -> None:
    assert not (home / "site").exists()
    replace(home, "tone.yml", "Vi är varma", "Vi är hela")
    preview.wait_for_page("tone/", "Vi är hela")
    assert {path.name for path in home.iterdir()} == {DATA_FOLDER, "docs", "hooks", "mkdocs.yml"}
    assert preview.stop() == 0
    assert [path.name for path in home.parent.iterdir() if path != home] == []


SCRIPT = re.compile(r'<script type="module" src="[^"]*\.preview/reload\.js\?[^"]*"></script>')


def without_script(html: str) -> str:
    """A page of a preview without the script that reloads it."""
    return SCRIPT.sub("", html)


def test_after_many_changes_a_preview_serves_the_same_pages_as_a_build(
    home: Path, preview: Preview
) -> None:
    """The page cache never shows an outdated page."""
    replace(home, "roles.yml", "{sv: Policyägare,", "{sv: Policyansvarig,")
    preview.wait_for_page("roles/", "Policyansvarig")
    replace(home, "glossary.yml", "modererade]", "ordning]")
    preview.wait_for_page("glossary/", "Policyansvarig")
    replace(home, "playbook.yml", "amount: 1,", "amount: 3,")
    preview.wait_for_page("roles/moderator/", "3")
    (home / "docs" / "new.md").write_text("# En ny sida\n", encoding="utf-8")
    preview.wait_for_page("tone/", "En ny sida")
    config = (home / "mkdocs.yml").read_text(encoding="utf-8")
    (home / "mkdocs.yml").write_text(
        config.replace("Sociala medier", "Vår handbok") + "copyright: Vi\n", encoding="utf-8"
    )
    preview.wait_for_page("tone/", "Vår handbok")
    other = home.with_name("other")
    shutil.copytree(home, other, symlinks=True)
    (other / "mkdocs.yml").write_text(
        (home / "mkdocs.yml").read_text(encoding="utf-8").replace(URL, preview.url), "utf-8"
    )
    build(other)
    for name in tree_of(other / "site"):
        if name.endswith("index.html"):
            served = preview.page(name.removesuffix("index.html"))
            built = (other / "site" / name).read_text(encoding="utf-8")
            assert without_script(served) == built, name


def test_a_preview_that_cannot_start_gives_the_reason_and_stops(home: Path) -> None:
    replace(home, "tone.yml", "    title:", "    titel:")
    with pytest.raises(AssertionError, match=r"tone\.yml:6:5: error PB104"):
        start(home)


def test_a_preview_without_live_reload_serves_the_site(home: Path) -> None:
    running = start(home, "--no-livereload")
    assert "Vi är varma" in running.page("tone/")
    assert running.stop() == 0


HOSTS = {
    "127.0.0.1": 200, "localhost:1": 200, "handbook.localhost": 200, "[::1]:80": 200,
    "evil.example": 421, "evil.example:8000": 421, "127.0.0.1.evil.example": 421, "": 421,
    "localhost.evil.example": 421, "[": 421, "[evil.example]": 421, "localhost@evil.example": 421,
    "127.0.0.1.": 421, "2130706433": 421, "LOCALHOST": 200,
}  # fmt: skip


def test_a_preview_answers_only_its_own_hosts(preview: Preview) -> None:
    """Otherwise a page whose name leads to this computer could read the preview."""
    port = urlsplit(preview.url).port
    found = {}
    for host in HOSTS:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        connection.putrequest("GET", "/", skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        found[host] = connection.getresponse().status
        connection.close()
    assert found == HOSTS
