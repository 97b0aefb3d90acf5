"""`playbook release` refuses what `playbook publish` would refuse, and changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import commit, copied, git, tree_of
from release_history import released
from test_committed import state, write_file
from test_reproducible import playbook

from playbook.release.codes import RefusedError
from playbook.release.prepare import prepare
from playbook.release.version_numbers import parse_version
from support import line_of, replace

pytestmark = pytest.mark.slow

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory)


@pytest.fixture
def repo(tmp_path: Path, original: Path) -> Path:
    """A correction of 1.0.0."""
    repo = copied(original, tmp_path / "repo")
    replace(repo, "policy/posting.yml", "en: It is their name.", "en: It is their own name.")
    return repo


def change_config(old: str, new: str) -> Callable[[Path], object]:
    def edit(repo: Path) -> None:
        text = (repo / "mkdocs.yml").read_text()
        assert old in text
        write_file(repo, "mkdocs.yml", text.replace(old, new))

    return edit


URL = "site_url: https://playbook.verkstan.test/"
HOOK = "hooks: [hooks/mkdocs_hooks.py]"
LINKS = "# Om\n\n[a](none.md) [b](nor-this.md)\n"
REFUSED: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "broken links": (
        lambda repo: write_file(repo, "docs/about.md", LINKS),
        ["mkdocs.yml:1:1: error PB860: the release could not be built: ",
         "built: docs/about.md:3:5: error PB", "'none.md'", " / docs/about.md:3:18: error PB",
         "'nor-this.md'", "fix it and run playbook release again; nothing was tagged"],
    ),
    "no address": (change_config(URL, "site_url: !ENV SITE_URL"),
                   ["PB860: the release could not be built: it has no site_url; fix"]),
    "no configuration": (lambda repo: git(repo, "rm", "--quiet", "mkdocs.yml"),
                         ["PB860: the release could not be built: it has no site_url; fix"]),
    "a configuration that is none": (lambda repo: write_file(repo, "mkdocs.yml", "a: [\n"),
                                     ["PB860: the release could not be built: "]),
    "an inherited file that is missing": (change_config(URL, "INHERIT: none.yml"),
                                          ["PB860: the release could not be built: "]),
    "a plugin that is not installed": (change_config("plugins: []", "plugins: [none-such]"),
                                       ["PB860: ", "none-such"]),
    "no hook": (change_config(HOOK, "hooks: []"),
                ["PB860: ", "does not build a handbook: the hook hooks/mkdocs_hooks.py is"]),
    "another environment": (
        lambda repo: write_file(
            repo, "requirements.txt", "mkdocs==1.5.0 \\\n    --hash=sha256:00\n"
        ),
        ["PB831: mkdocs is 1.6.1 here but was 1.5.0 for the release"],
    ),
}  # fmt: skip
"""An edit, and parts of the one problem that it causes."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_publish_would_refuse_is_refused(repo: Path, name: str) -> None:
    edit, parts = REFUSED[name]
    edit(repo)
    commit(repo, "A change")
    before = state(repo)
    for dry_run in (True, False):
        with pytest.raises(RefusedError) as refused:
            prepare(repo, parse_version("1.0.1"), TODAY, dry_run=dry_run)
        [line] = map(line_of, refused.value.problems)
        for part in parts:
            assert part in line, line
    assert state(repo) == before


def inherited(repo: Path) -> None:
    write_file(repo, "base.yml", f"{URL}\n")
    change_config(URL, "INHERIT: base.yml")(repo)


@pytest.mark.parametrize("edit", [
    change_config(URL, 'site_url: !ENV [SITE_URL, "https://playbook.verkstan.test/"]'),
    inherited,
], ids=["a default", "inherited"])  # fmt: skip
def test_what_is_released_can_be_published(
    repo: Path, tmp_path: Path, edit: Callable[[Path], object]
) -> None:
    edit(repo)
    commit(repo, "Another configuration")
    prepare(repo, parse_version("1.0.1"), TODAY)
    done = playbook(repo, "publish", "1.0.1", "--to", str(tmp_path / "tree"))
    assert done.code == 0, done.output
    assert "1.0.1/index.html" in tree_of(tmp_path / "tree")


def test_a_commit_during_the_build_is_kept(repo: Path) -> None:
    """A hook of MkDocs commits to the repository, as somebody might while the release is built."""
    write_file(repo, "during.py", (
        "import subprocess\n\n"
        "def on_post_build(config):\n"
        f"    subprocess.run(['git', '-C', {str(repo)!r}, 'commit', '--quiet', '--allow-empty',\n"
        "                    '--message', 'Mine'], check=True)\n"
    ))  # fmt: skip
    change_config(HOOK, "hooks: [hooks/mkdocs_hooks.py, during.py]")(repo)
    commit(repo, "A hook that commits")
    with pytest.raises(RefusedError, match="PB862: somebody committed during the release; check"):
        prepare(repo, parse_version("1.0.1"), TODAY)
    assert git(repo, "log", "-1", "--format=%s") == "Mine"
    assert git(repo, "tag") == "v1.0.0"
    assert git(repo, "status", "--porcelain") == ""


def test_a_release_below_one_whose_tag_is_missing_is_refused(repo: Path) -> None:
    """The refusal names it. ``changes/`` may also be missing, as after a release by hand."""
    commit(repo, "A correction")
    replace(repo, "playbook.yml", "release: 1.0.0", "release: 3.0.0")
    git(repo, "rm", "--quiet", "-r", "changes")
    commit(repo, "Released by hand")
    git(repo, "tag", "--delete", "v1.0.0")
    before = state(repo)
    with pytest.raises(RefusedError, match=r"playbook\.yml:1:1: error PB856: .* of 3\.0\.0, but"):
        prepare(repo, parse_version("1.0.0"), TODAY)
    assert state(repo) == before
