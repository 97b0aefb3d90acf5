"""Checks that a build keeps the links, mounts, owner and mode of an existing site folder."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from factories import as_root
from mkdocs.exceptions import Abort

from playbook.site.staging import Staging
from site_helpers import build, tree_of

NOBODY, WWW_DATA = 65534, 33
OLD = {"index.html": "old", "gone/index.html": "old", "both/index.html": "old", "page": "old"}
NEW = {"index.html": "new", "both/index.html": "new", "page/index.html": "new", "more": "new"}


@contextmanager
def mounted(mount_point: Path, *args: str) -> Iterator[Path]:
    """Mount a file system; ``args`` are the arguments of ``mount`` before the mount point."""
    as_root("mount", *args, str(mount_point))
    try:
        yield mount_point
    finally:
        as_root("umount", str(mount_point))


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def build_into(site: Path, files: Mapping[str, str] = NEW, *, same_folder: bool = True) -> Staging:
    """Simulate a whole build with the given files."""
    staging = Staging(site, same_folder=same_folder)
    staging.open()
    write_files(staging.folder, files)
    staging.finished = True
    assert staging.close()
    return staging


def files_of(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in tree_of(folder).items()}


def leftovers(*folders: Path) -> set[str]:
    """The hidden names in folders, where a build could leave files behind."""
    return {path.name for folder in folders for path in folder.iterdir() if path.name[0] == "."}


def test_a_build_replaces_the_content_of_the_folder_but_not_the_folder(tmp_path: Path) -> None:
    site = write_files(tmp_path / "site", OLD)
    before = site.stat().st_ino
    build_into(site)
    assert files_of(site) == NEW
    assert not (site / "gone").exists()
    assert site.stat().st_ino == before
    assert all(path.stat().st_nlink == 1 for path in site.rglob("*") if path.is_file())
    assert leftovers(tmp_path, site) == set()


def test_a_preview_replaces_the_folder(tmp_path: Path) -> None:
    site = write_files(tmp_path / "site", OLD)
    before = site.stat().st_ino
    build_into(site, same_folder=False)
    assert files_of(site) == NEW
    assert site.stat().st_ino != before
    assert leftovers(tmp_path) == set()


def test_a_build_keeps_owner_group_mode_and_attributes(tmp_path: Path) -> None:
    site = write_files(tmp_path / "site", OLD)
    as_root("chown", "-R", f"{NOBODY}:{WWW_DATA}", str(site))
    as_root("chmod", "2770", str(site))
    os.setxattr(site, "user.note", b"ours")
    build_into(site)
    status = site.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (NOBODY, WWW_DATA, 0o2770)
    assert os.getxattr(site, "user.note") == b"ours"
    assert {path.stat().st_gid for path in site.rglob("*")} == {WWW_DATA}
    assert files_of(site) == NEW


@pytest.mark.parametrize("chain", [["site"], ["site", "public", "www"]], ids=len)
def test_a_build_keeps_a_symbolic_link_to_the_folder(tmp_path: Path, chain: list[str]) -> None:
    real = write_files(tmp_path / "srv/html", OLD)
    for name, following in zip(chain, [*chain[1:], "srv/html"], strict=True):
        (tmp_path / name).symlink_to(following)
    build_into(tmp_path / "site")
    assert all((tmp_path / name).is_symlink() for name in chain)
    assert files_of(real) == NEW
    assert leftovers(tmp_path, tmp_path / "srv", real) == set()


@pytest.mark.parametrize("finished", [True, False])
def test_only_a_finished_build_replaces_the_content_of_a_mount_point(
    tmp_path: Path, finished: bool
) -> None:
    site, source = tmp_path / "site", write_files(tmp_path / "source", OLD)
    site.mkdir()
    with mounted(site, "--bind", str(source)):
        if finished:
            build_into(site)
        else:
            staging = Staging(site)
            staging.open()
            write_files(staging.folder, NEW)
            assert not staging.close()
        assert files_of(source) == files_of(site) == (NEW if finished else OLD)
        assert leftovers(tmp_path, site) == set()


def test_a_build_replaces_the_content_of_another_file_system(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    with mounted(site, "-t", "tmpfs", "tmpfs"):
        write_files(site, OLD)
        build_into(site)
        assert files_of(site) == NEW
        assert leftovers(tmp_path, site) == set()


def test_a_bind_mount_in_a_container_shows_the_new_site(tmp_path: Path) -> None:
    site, elsewhere = write_files(tmp_path / "site", OLD), tmp_path / "container"
    elsewhere.mkdir()
    with mounted(elsewhere, "--bind", str(site)):
        build_into(site)
        assert files_of(elsewhere) == NEW


def test_hidden_files_are_kept_as_by_mkdocs(tmp_path: Path) -> None:
    """Hidden files are for example a checkout of the served branch, or a web server's settings."""
    site = write_files(
        tmp_path / "site", {**OLD, ".git/HEAD": "ref", ".htaccess": "mine", ".x": "old"}
    )
    build_into(site, {**NEW, ".x": "new"})
    assert files_of(site) == {**NEW, ".git/HEAD": "ref", ".htaccess": "mine", ".x": "new"}
    assert leftovers(tmp_path) == set()


def test_links_in_the_site_are_not_followed(tmp_path: Path) -> None:
    outside = write_files(tmp_path / "outside", {"index.html": "mine", "both.html": "mine"})
    site = write_files(tmp_path / "site", {"index.html": "old"})
    (site / "both").symlink_to(outside)
    (site / "more").symlink_to(outside / "both.html")
    (site / "extra").symlink_to(outside)
    (site / "page").symlink_to(outside / "index.html")
    build_into(site)
    assert files_of(site) == NEW
    assert not [path for path in site.rglob("*") if path.is_symlink()]
    assert files_of(outside) == {"index.html": "mine", "both.html": "mine"}


def test_hard_links_to_old_files_keep_their_content(tmp_path: Path) -> None:
    site = write_files(tmp_path / "site", OLD)
    os.link(site / "index.html", tmp_path / "backup.html")
    build_into(site)
    assert (tmp_path / "backup.html").read_text() == "old"


MANIFEST = '{"format": 1, "latest": "1.0.0", "versions": {"1.0.0": "x"}, "files": {"x": "x"}}'
UNUSABLE_TARGETS: dict[str, tuple[Callable[[Path], object], str]] = {
    "file": (lambda site: site.write_text("mine"), "is a file, and the site needs a folder"),
    "link to a file": (
        lambda site: site.symlink_to(write_files(site.parent, {"file": "mine"}) / "file"),
        "is a file, and the site needs a folder",
    ),
    "link to nothing": (lambda site: site.symlink_to("nowhere"), "leads to nothing"),
    "loop": (lambda site: site.symlink_to("site"), "leads to nothing"),
    "published": (
        lambda site: write_files(
            site,
            {"manifest.json": MANIFEST},
        ),
        "holds published versions, which a build would remove; set another site_dir",
    ),
}


@pytest.mark.parametrize(("make", "message"), UNUSABLE_TARGETS.values(), ids=UNUSABLE_TARGETS)
def test_an_unusable_target_is_refused(
    tmp_path: Path, make: Callable[[Path], object], message: str
) -> None:
    make(tmp_path / "site")
    before = {path.name: path.lstat().st_mode for path in tmp_path.rglob("*")}
    with pytest.raises(Abort, match=message):
        Staging(tmp_path / "site").open()
    assert {path.name: path.lstat().st_mode for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("name", ["1.0.0", "latest", "1.0.0/x"])
def test_a_published_version_is_not_built_over(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {"manifest.json": MANIFEST})
    (tmp_path / name).mkdir(parents=True)
    with pytest.raises(Abort, match="holds published versions"):
        Staging(tmp_path / name).open()
    Staging(tmp_path / "preview").open()


def test_a_target_below_a_dangling_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("nowhere")
    with pytest.raises(Abort, match="out is a symbolic link that leads to nothing"):
        Staging(tmp_path / "out/site").open()
    assert not (tmp_path / "nowhere").exists()


def as_user(function: Callable[[], object]) -> None:
    """Call a function as a user without root rights, in a child process."""
    if (child := os.fork()) == 0:
        status = 1
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(WWW_DATA)
                os.setuid(NOBODY)
            function()
            status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture
def open_path() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory(prefix="playbook-tests-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_site_in_a_folder_that_is_not_writable_is_built(open_path: Path) -> None:
    site = write_files(open_path / "site", OLD)
    as_root("chown", "-R", f"{NOBODY}:{WWW_DATA}", str(site))
    as_user(lambda: build_into(site))
    assert files_of(site) == NEW
    assert leftovers(open_path, site) == set()


def test_a_group_writable_site_of_another_user_is_built(open_path: Path) -> None:
    site = write_files(open_path / "site", OLD)
    as_root("chown", "-R", f"0:{WWW_DATA}", str(site))
    as_root("chmod", "-R", "g+rwX", str(site))
    as_root("chmod", "g+s", str(site))
    open_path.chmod(0o777)
    as_user(lambda: build_into(site))
    assert files_of(site) == NEW
    status = site.stat()
    has_setgid = bool(status.st_mode & stat.S_ISGID)
    assert (status.st_uid, status.st_gid, has_setgid) == (0, WWW_DATA, True)
    assert leftovers(open_path, site) == set()


def test_a_folder_in_the_site_that_cannot_be_removed_is_reported(open_path: Path) -> None:
    site = write_files(open_path / "site", OLD)
    as_root("chown", "-R", f"{NOBODY}:{WWW_DATA}", str(site))
    as_root("chown", "-R", "0:0", str(site / "gone"))

    def build_without_permission() -> None:
        with pytest.raises(Abort, match=r"site was written in part: .*Permission denied"):
            build_into(site)

    as_user(build_without_permission)
    assert files_of(site) == {**NEW, "gone/index.html": "old"}
    assert leftovers(open_path, site) == set()


def test_only_leftovers_of_dead_builds_are_removed(tmp_path: Path) -> None:
    site = write_files(tmp_path / "site", OLD)
    dead = os.fork()
    if dead == 0:
        os._exit(0)
    os.waitpid(dead, 0)
    write_files(tmp_path / f".site-building-{dead}", NEW)
    write_files(tmp_path, {f".site-building-{dead}-part": "x"})
    write_files(site / f".site-building-{dead}", NEW)
    write_files(tmp_path / f".site-building-{os.getppid()}", NEW)
    write_files(tmp_path / ".site-building-notes", {"mine.txt": "mine"})
    outside = write_files(tmp_path / "outside", {"mine.txt": "mine"})
    (tmp_path / f".site-building-{dead}-link").symlink_to(outside)
    build_into(site)
    assert leftovers(tmp_path, site) == {f".site-building-{os.getppid()}", ".site-building-notes"}
    assert files_of(outside) == {"mine.txt": "mine"}


@pytest.mark.slow
def test_mkdocs_builds_into_a_link_and_into_a_mount(project: Path) -> None:
    real = write_files(project / "srv/html", OLD)
    (project / "site").symlink_to("srv/html")
    (project / "docs/about.md").write_text("# Om\n\n[bort](no-such-page.md)\n")
    failed = build(project, check=False)
    assert failed.returncode == 1
    assert files_of(real) == OLD
    (project / "docs/about.md").write_text("# Om\n")
    with mounted(real, "-t", "tmpfs", "tmpfs"):
        write_files(real, OLD)
        succeeded = build(project)
        assert "Traceback" not in failed.stderr + succeeded.stderr
        assert (real / "index.html").read_text() != "old"
        assert not (real / "gone").exists()
        assert (project / "site").is_symlink()
        assert leftovers(real) == set()
    assert leftovers(project, project / "srv") == set()
