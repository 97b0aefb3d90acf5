"""The public edition is released with the whole handbook, and published to its own target."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from factories import commit, git, project, tree_of
from release_history import adopted

from canaries import CANARY, canaries_in, plant
from playbook.project import DATA_FOLDER
from playbook.release.codes import RefusedError
from playbook.release.prepare import prepare
from playbook.release.proof import prove
from playbook.release.publish import publish_to_folder
from playbook.release.rebuild import verify_rebuilt
from playbook.release.tag_message import read_tag
from playbook.release.verify import open_store, verify
from playbook.release.version_numbers import parse_version
from public_handbook import ADDRESS, make_partly_public
from shared import shared
from support import replace

FIRST, SECOND = parse_version("1.0.0"), parse_version("2.0.0")
pytestmark = pytest.mark.slow


def _released(folder: Path) -> None:
    """Two releases of a handbook with canaries; the second changes both editions."""
    repo = adopted(project(folder / "repo", with_package=False))
    config = repo / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("playbook.example.com", "handbok.verkstan.test"), "utf-8")
    make_partly_public(repo)
    replace(repo, "playbook.yml", ADDRESS, "https://www.verkstan.test/social-media/")
    canaries = plant(repo)
    name = canaries.new("the name of the releaser")
    git(repo, "config", "user.name", name)
    git(repo, "config", "user.email", f"{name}@verkstan.test")
    commit(repo, canaries.new("a commit"), "2026-03-02T08:40:00Z")
    prepare(repo, FIRST, dt.date(2026, 3, 2))
    rules = "policy/house-rules.yml"
    replace(repo, rules, "Ja, säg emot i sak.", "Ja, säg gärna emot i sak.")
    replace(repo, rules, "Ja, om de förolämpar.", f"Ja, {canaries.new('a change')}.")
    replace(repo, "playbook.yml", "2026-03-02", "2026-04-02")
    (repo / "changes" / "next.yml").write_text(
        f"note: {{sv: {canaries.new('a note')}, en: {canaries.new('a note')}}}\n", encoding="utf-8"
    )
    commit(repo, canaries.new("a commit"), "2026-04-02T08:30:00Z")
    prepare(repo, SECOND, dt.date(2026, 4, 2))


@pytest.fixture(scope="session")
def released_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "released editions", _released) / "repo"


@pytest.fixture
def repo(released_editions: Path, tmp_path: Path) -> Path:
    """A copy of the repository with two releases."""
    return shutil.copytree(released_editions, tmp_path / "repo", symlinks=True)


@pytest.fixture
def public(repo: Path, tmp_path: Path) -> Path:
    """The published tree of the public edition, with both releases."""
    target = tmp_path / "public"
    for number in (FIRST, SECOND):
        outcome = publish_to_folder(repo, number, target, edition="public")
        assert outcome.has_digest
    return target


def test_the_tree_of_the_public_edition_contains_only_what_is_public(
    repo: Path, public: Path, tmp_path: Path
) -> None:
    publish_to_folder(repo, FIRST, tmp_path / "full")
    publish_to_folder(repo, SECOND, tmp_path / "full")
    full = canaries_in(tmp_path / "full")
    # The whole handbook contains canaries; otherwise their absence below would prove nothing.
    assert {"tags/v2.0.0.txt", "releases/1.0.0-2.0.0/index.html", "feed.xml"} <= {
        name for names in full.values() for name in names
    }
    assert canaries_in(public) == {}
    assert not (public / "tags").exists()


def test_a_tag_covers_both_editions(repo: Path, public: Path) -> None:
    tag = read_tag(git(repo, "cat-file", "tag", "v2.0.0").encode() + b"\n")
    assert tag is not None
    assert tag.announcement is not None
    root = json.loads((public / "manifest.json").read_bytes())
    assert root["versions"]["2.0.0"] == tag.announcement.public_manifest
    assert tag.announcement.public_manifest != tag.announcement.manifest
    store = open_store(str(public))
    assert verify(store).problems == ()
    proof = prove(store, repo)
    assert proof.problems == ()
    assert verify_rebuilt(store, repo, "2.0.0", use_lock_file=False).problems == ()


def test_permanent_addresses_and_change_pages_have_only_public_entries(public: Path) -> None:
    addresses = {path.parent.name for path in (public / "r").glob("*/index.html")}
    assert {"be-civil", "be-nice", "press-desk"} <= addresses
    assert not [id for id in addresses if CANARY.search(id)]
    changes = (public / "releases" / "1.0.0-2.0.0" / "index.html").read_text(encoding="utf-8")
    assert "gärna" in changes
    assert {path.name for path in public.iterdir()} >= {
        "1.0.0",
        "2.0.0",
        "latest",
        "en",
        "feed.xml",
    }


def test_an_edition_is_not_published_to_the_target_of_the_other(
    repo: Path, public: Path, tmp_path: Path
) -> None:
    before = tree_of(public)
    with pytest.raises(RefusedError, match="PB849"):
        publish_to_folder(repo, FIRST, public)
    assert tree_of(public) == before
    publish_to_folder(repo, FIRST, tmp_path / "full")
    with pytest.raises(RefusedError, match="PB849"):
        publish_to_folder(repo, FIRST, tmp_path / "full", edition="public")


def test_a_public_edition_that_its_tag_does_not_name_is_refused(repo: Path, tmp_path: Path) -> None:
    message = git(repo, "tag", "--list", "--format=%(contents)", "v2.0.0")
    lines = [line for line in message.splitlines() if not line.startswith("Public-manifest")]
    git(repo, "tag", "--force", "--annotate", "--message", "\n".join(lines), "v2.0.0", "v2.0.0^{}")
    with pytest.raises(RefusedError, match="PB875"):
        publish_to_folder(repo, SECOND, tmp_path / "public", edition="public")
    assert not (tmp_path / "public").exists()


def test_a_release_without_a_public_edition_has_none_to_publish(repo: Path, tmp_path: Path) -> None:
    settings = repo / DATA_FOLDER / "playbook.yml"
    text = settings.read_text(encoding="utf-8")
    start = text.index("public_edition:")
    end = text.index("\n", text.index("address:", start))
    settings.write_text(text[:start] + text[end + 1 :], encoding="utf-8")
    commit(repo, "No public edition", "2026-05-02T08:30:00Z")
    number = parse_version("2.0.1")
    prepare(repo, number, dt.date(2026, 5, 2))
    with pytest.raises(RefusedError, match="PB910"):
        publish_to_folder(repo, number, tmp_path / "public", edition="public")
