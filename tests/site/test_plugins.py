"""Checks that plugins work in a handbook: each does what it is for, and the audit passes.

Plugins that do not affect each other share a build. All builds are strict.
"""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import run_module
from playbook.pages.brand_images import card_png
from repositories import git
from shared import shared
from site_helpers import build as build_in_new_process
from site_helpers import make_project, served
from support import TESTS

DATA = TESTS / "data" / "plugins"
BUILDERS = ("mkdocs", "properdocs")
pytestmark = pytest.mark.slow


def build(project: Path, builder: str, *, status: int = 0) -> str:
    """The output of a strict build with an exit status.

    ProperDocs has its own process, as it replaces the modules of MkDocs before they are imported.
    """
    if builder != "mkdocs":
        done = build_in_new_process(project, "--strict", builder=builder, check=False)
        output, returncode = done.stdout + done.stderr, done.returncode
    else:
        env = {"NO_MKDOCS_2_WARNING": "1"}
        command = run_module(builder, project, "build", "--strict", env=env)
        output, returncode = (command.stdout + command.stderr).decode(), command.returncode
    assert returncode == status, output
    return output


def with_plugins(folder: Path, name: str, settings: str = "") -> Path:
    """A project with the plugins, settings and pages in ``data/plugins/NAME/``."""
    project = make_project(folder)
    shutil.copytree(DATA / name, project, dirs_exist_ok=True)
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    head, _, rest = text.partition("plugins: []")
    plugins = project / "plugins.yml"
    own = f"{head}{plugins.read_text(encoding='utf-8')}#{rest}{settings}"
    (project / "mkdocs.yml").write_text(own, encoding="utf-8")
    return project


@pytest.fixture(scope="module", autouse=True)
def _without_the_warning_of_some_plugins() -> Iterator[None]:
    """They warn on import that MkDocs 2 will have no plugins, each on 20 lines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISABLE_MKDOCS_2_WARNING", "true")
        yield


@pytest.fixture(scope="module", params=BUILDERS)
def builder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def build_with_many(folder: Path, builder: str) -> None:
    """Build the project with plugins that add to a site, and an image on another host."""
    image = TESTS.parent / "hooks" / "playbook" / "site" / "theme" / "assets" / "playbook"
    with served(image, prefix="/") as other_host:
        project = with_plugins(folder, "many")
        (project / "docs" / "image.md").write_text(
            f"# Image\n\n![Icon]({other_host.url}icon.svg)\n", encoding="utf-8"
        )
        for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "Pages")):
            git(project, *command)
        build(project, builder)


@pytest.fixture(scope="module")
def many(builder: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with plugins that add to it."""
    folder = shared(
        tmp_path_factory, f"plugins-{builder}", lambda path: build_with_many(path, builder)
    )
    return folder / "site"


def page(site: Path, url: str) -> str:
    return (site / url / "index.html").read_text(encoding="utf-8")


def test_redirects_lead_to_generated_and_hand_written_pages(many: Path) -> None:
    assert 'url=../policy/posting/"' in page(many, "old-rules")
    assert 'url=../about/"' in page(many, "old-about")


def test_a_blog_post_has_its_content_in_our_theme(many: Path) -> None:
    post = page(many, "blog/2026/01/02/first-news")
    assert "The body of the first news." in post
    assert 'class="pb-header"' in post
    assert 'id="pb-content"' in post
    assert 'href="2026/01/02/first-news/"' in page(many, "blog")


def test_the_search_finds_a_blog_post(many: Path) -> None:
    index = json.loads((many / "search" / "index.json").read_text(encoding="utf-8"))
    assert "First news" in index["title"]
    assert "blog/2026/01/02/first-news/" in index["pages"]
    assert not [url for url in index["pages"] if url.startswith("blog/archive/")]


def test_the_tags_page_lists_tagged_pages(many: Path) -> None:
    assert 'href="../guide/about-guides/"' in page(many, "tags")


def test_a_page_has_the_metadata_of_its_folder(many: Path) -> None:
    html = page(many, "guide/about-guides")
    assert '<meta name="description" content="Described by the folder.">' in html


def test_metadata_of_a_folder_does_not_reach_generated_pages(many: Path) -> None:
    html = page(many, "policy/posting")
    assert "Title of the folder" not in html
    assert "Described by the folder." not in html
    assert 'id="repost-from-work"' in html


def test_privacy_keeps_a_copy_of_a_file_of_another_host(many: Path) -> None:
    assert 'src="../assets/external/' in page(many, "image")
    assert list((many / "assets" / "external").rglob("icon.svg"))


def test_the_theme_s_search_indexes_hand_written_pages(many: Path) -> None:
    text = (many / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "The body of the first news." in text
    assert (many / "search" / "index.json").exists()


def test_macros_are_replaced(many: Path) -> None:
    assert "Two and two is 4." in page(many, "guide/about-guides")


def test_a_page_has_the_date_and_the_authors_of_its_commit(many: Path) -> None:
    html = page(many, "guide/about-guides")
    assert "Changed on " in html
    assert "{{" not in html
    assert 'href="mailto:' in html


def test_a_menu_in_a_file_names_pages(many: Path) -> None:
    assert ">Named in the menu file</a>" in page(many, "tone")


def test_another_file_is_included(many: Path) -> None:
    assert "Included from a snippet." in page(many, "guide/about-guides")


def test_excluded_pages_are_not_built(many: Path) -> None:
    assert not (many / "drafts").exists()
    assert (many / "tone" / "index.html").exists()


def test_the_index_links_to_pages_where_plugins_have_left_them(many: Path) -> None:
    html = page(many, "a-z")
    assert 'href="../blog/2026/01/02/first-news/">First news</a>' in html
    assert ">Draft</a>" not in html


def test_an_image_opens_enlarged(many: Path) -> None:
    assert 'class="glightbox"' in page(many, "image")
    assert (many / "assets" / "javascripts" / "glightbox.min.js").exists()


def test_the_feed_has_the_news(many: Path) -> None:
    feed = ET.parse(many / "feed_rss_created.xml")
    assert [item.text for item in feed.iterfind(".//item/title")] == ["First news"]


def test_a_minified_site_is_smaller_and_passes_the_audit(
    builder: str, built: Path, tmp_path: Path
) -> None:
    """The plugin htmlproofer is in the same build and finds nothing."""
    build(with_plugins(tmp_path, "checked"), builder)
    for url in ("", "policy/posting/", "crisis/"):
        minified, plain = page(tmp_path / "site", url), page(built / "site", url)
        assert len(minified) < len(plain)
        assert minified.count("<a ") == plain.count("<a ")


def test_htmlproofer_finds_nothing_in_a_release(builder: str, tmp_path: Path) -> None:
    """Its pages link to files of the published tree, which are not in this site."""
    build(with_plugins(tmp_path, "checked", "\nextra: {playbook_release: '2026-03-02'}\n"), builder)
    assert "/history/" in page(tmp_path / "site", "policy/posting/")


def test_htmlproofer_reports_a_link_to_a_missing_page(builder: str, tmp_path: Path) -> None:
    project = with_plugins(tmp_path, "checked")
    with (project / "docs" / "about.md").open("a", encoding="utf-8") as about:
        about.write('\n<a href="../no-such-page/">Missing</a>\n')
    output = build(project, builder, status=1)
    assert "invalid url - ../no-such-page/ [404] [about.md]" in output


def test_sections_have_an_index_page_and_the_titles_of_a_list(builder: str, tmp_path: Path) -> None:
    """A list in SUMMARY.md (literate-nav) names a section, and its page (section-index)."""
    build(with_plugins(tmp_path, "sections"), builder)
    html = page(tmp_path / "site", "guide")
    assert ">Title of the section</a>" in html
    assert ">Named in the list</a>" in html


@pytest.mark.parametrize("settings", ["plugins: [offline]", "use_directory_urls: false"])
def test_pages_that_are_files_are_one_problem_before_the_build(
    settings: str, builder: str, project: Path
) -> None:
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8").replace("plugins: []", "# plugins")
    path.write_text(f"{text}\n{settings}\n", encoding="utf-8")
    [line] = filter(None, build(project, builder, status=1).split("\n"))
    assert line.startswith("mkdocs.yml:1:1: error PB908: the h")
    assert not (project / "site").exists()


def test_the_theme_s_logo_and_icon_are_on_a_page(project: Path, builder: str) -> None:
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    images = "theme:\n  logo: images/logo.svg\n  favicon: images/mark.png\n"
    path.write_text(text.replace("theme:\n", images), encoding="utf-8")
    (project / "docs" / "images").mkdir()
    (project / "docs" / "images" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (project / "docs" / "images" / "mark.png").write_bytes(card_png("#000000", "#ffffff"))
    build(project, builder)
    html = page(project / "site", "tone")
    assert '<img src="../images/logo.svg" alt="" width="32" height="32">' in html
    assert '<link rel="icon" href="../images/mark.png">' in html
