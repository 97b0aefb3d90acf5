"""A publication preserves the target's folder, foreign files in it, and all files outside it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from factories import RULES, as_root, make_version, subprocess_environment, tree_of

from playbook.release.build import BuiltVersion
from playbook.release.codes import RefusedError
from playbook.release.folder_store import FolderStore
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify
from support import line_of

HOW = {"at-once": False, "in-order": True}
NOBODY = 65534
WWW_DATA = 33
in_order_or_not = pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)


def refusal(publish: Callable[[], object]) -> str:
    """The message of the problem for which a publication is refusal."""
    with pytest.raises(RefusedError) as error:
        publish()
    return line_of(error.value.problems[0]).split(": ", 2)[2]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def problems(tree: Path) -> list[str]:
    return list(map(line_of, verify(open_store(str(tree))).problems))


@contextmanager
def mounted(path: Path, *args: str) -> Iterator[Path]:
    """A temporary mount."""
    as_root("mount", *args, str(path))
    try:
        yield path
    finally:
        as_root("umount", str(path))


def snapshot(folder: Path) -> dict[str, tuple[int, int, int, bytes | None]]:
    """Every file and folder with its owner, group, mode and bytes; links are not followed."""
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(status.st_mode) else None
        name = path.relative_to(folder).as_posix()
        found[name] = (status.st_uid, status.st_gid, status.st_mode, data)
    return found


@pytest.fixture
def open_path() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory(prefix="playbook-tests-") as name:
        Path(name).chmod(0o777)
        yield Path(name)


def as_user(function: Callable[[], object]) -> None:
    """Call a function as an unprivileged user; it fails if the function raises an error."""
    if os.geteuid():
        function()
        return
    if (child := os.fork()) == 0:
        status = 1
        try:
            os.setgroups([])
            os.setgid(WWW_DATA)
            os.setuid(NOBODY)
            function()
            status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


# The folder itself


@in_order_or_not
def test_owner_group_mode_and_attributes_are_kept(tmp_path: Path, in_order: bool) -> None:
    target = tmp_path / "www"
    target.mkdir()
    (target / ".well-known").mkdir()
    (target / ".well-known/security.txt").write_text("Contact: mailto:it@example.com\n")
    as_root("chown", "-R", f"{NOBODY}:{WWW_DATA}", str(target))
    as_root("chmod", "2770", str(target))
    os.setxattr(target, "user.note", b"ours")
    folder = target.stat().st_ino
    for number in ("1.0.0", "1.1.0"):
        add_to_folder(make_version(tmp_path / number, number), target, in_order=in_order)
        found = target.stat()
        assert (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (NOBODY, WWW_DATA, 0o2770)
        assert os.getxattr(target, "user.note") == b"ours"
        assert found.st_ino == folder
    foreign = (target / ".well-known").stat()
    assert (foreign.st_uid, foreign.st_gid) == (NOBODY, WWW_DATA)
    for path in target.rglob("*"):
        assert path.stat().st_gid == WWW_DATA, path  # inherited through setgid
        assert not path.is_dir() or path.name == ".well-known" or path.stat().st_mode & stat.S_ISGID
    assert problems(target) == []


@in_order_or_not
def test_new_files_get_the_default_mode(tmp_path: Path, in_order: bool) -> None:
    built = make_version(tmp_path / "1", "1.0.0")
    for path in built.folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    before = os.umask(0o027)
    try:
        add_to_folder(built, tmp_path / "tree", in_order=in_order)
    finally:
        os.umask(before)
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (tmp_path / "tree").rglob("*")}
    assert modes == {True: 0o750, False: 0o640}


@in_order_or_not
def test_bind_mount_of_the_folder_shows_the_new_tree(tmp_path: Path, in_order: bool) -> None:
    """A mount shows the folder itself, not its path, so the folder must not be replaced."""
    target, elsewhere = tmp_path / "tree", tmp_path / "container"
    elsewhere.mkdir()
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    with mounted(elsewhere, "--bind", str(target)):
        add_to_folder(make_version(tmp_path / "2", "1.1.0"), target, in_order=in_order)
        assert problems(elsewhere) == []
        assert tree_of(elsewhere) == tree_of(target)
        assert (elsewhere / "1.1.0/index.html").is_file()


@pytest.mark.parametrize("part", ["latest", "releases", "1.0.0"])
def test_part_of_the_tree_may_be_mounted_elsewhere(tmp_path: Path, part: str) -> None:
    target, elsewhere = tmp_path / "tree", tmp_path / "container"
    elsewhere.mkdir()
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    with mounted(elsewhere, "--bind", str(target / part)):
        add_to_folder(make_version(tmp_path / "2", "1.1.0"), target)
        assert tree_of(elsewhere) == tree_of(target / part)


@pytest.mark.parametrize("kind", ["bind", "tmpfs"])
def test_mount_point_needs_in_order(tmp_path: Path, kind: str) -> None:
    target, source = tmp_path / "a tree", tmp_path / "source"
    target.mkdir()
    source.mkdir()
    args = ("--bind", str(source)) if kind == "bind" else ("-t", "tmpfs", "tmpfs")
    (tmp_path / "link").symlink_to("a tree")
    with mounted(target, *args):
        (target / "CNAME").write_text("playbook.example.com")
        for path in (target, tmp_path / "link"):
            built = make_version(tmp_path / f"for {path.name}", "1.0.0")
            line = refusal(partial(add_to_folder, built, path))
            assert line == (
                "the tree cannot be replaced in one step: the target is a mount point; use "
                "--in-order, which writes the new version, then latest, then versions.json"
            )
            assert names(target) == ["CNAME"]
        add_to_folder(make_version(tmp_path / "1", "1.0.0"), target, in_order=True)
        add_to_folder(make_version(tmp_path / "2", "1.1.0"), target, in_order=True)
        assert problems(target) == []
        assert (target / "1.1.0/index.html").is_file()
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == set()


def test_target_may_be_on_a_different_file_system_than_the_build(tmp_path: Path) -> None:
    with mounted(_empty(tmp_path / "disk"), "-t", "tmpfs", "tmpfs") as disk:
        for number in ("1.0.0", "1.1.0"):
            add_to_folder(make_version(tmp_path / number, number), disk / "tree")
        assert problems(disk / "tree") == []
        assert names(disk) == ["tree"]


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


# The content of the folder


LINKS = [
    "releases", "1.0.0", "latest", "r/say-it", "en", "assets", "versions.json", "manifest.json",
    "1.0.0/policy", "latest/policy/index.html", ".publishing", "CNAME", ".well-known/x", "2.0.0",
]  # fmt: skip


@in_order_or_not
@pytest.mark.parametrize("where", LINKS)
def test_link_in_the_tree_is_refused_and_kept(tmp_path: Path, where: str, in_order: bool) -> None:
    """The link points to the moved original, so the content is the same."""
    target, outside = tmp_path / "tree", tmp_path / "outside"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    outside.mkdir()
    place = target / where
    if place.exists():
        place.rename(outside / "moved")
    else:
        (outside / "moved").mkdir()
        (outside / "moved/mine.txt").write_text("mine")
        place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside / "moved")
    before = snapshot(tmp_path)
    line = refusal(
        lambda: add_to_folder(make_version(tmp_path / "2", "2.0.0"), target, in_order=in_order)
    )
    assert line == (
        f"{where} in the tree is a symbolic link; replace it with regular files or "
        "folders; nothing was changed"
    )
    as_root("rm", "-r", str(tmp_path / "2"))
    assert snapshot(tmp_path) == before
    is_foreign = where in ("CNAME", ".well-known/x")
    expected = f"error PB844: {where} in the tree is a symbolic link"
    is_reported = any(expected in line for line in problems(target))
    assert is_reported != is_foreign


@in_order_or_not
@pytest.mark.parametrize("where", ["latest", ".well-known"])
def test_mount_in_the_tree_is_refused(tmp_path: Path, where: str, in_order: bool) -> None:
    target, outside = tmp_path / "tree", _empty(tmp_path / "outside")
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    (target / where).mkdir(exist_ok=True)
    (outside / "mine.txt").write_text("mine")
    built = make_version(tmp_path / "2", "2.0.0")
    before = tree_of(target)
    with mounted(target / where, "--bind", str(outside)):
        line = refusal(lambda: add_to_folder(built, target, in_order=in_order))
        assert line.startswith(f"{where} in the tree is a mount point; ")
        assert names(outside) == names(target / where) == ["mine.txt"]
    assert tree_of(target) == before
    assert not (tmp_path / ".tree-publishing").exists()


@in_order_or_not
def test_pipe_in_the_tree_is_refused_unread(tmp_path: Path, in_order: bool) -> None:
    target = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    os.mkfifo(target / "1.0.0/pipe")
    line = refusal(
        lambda: add_to_folder(make_version(tmp_path / "2", "2.0.0"), target, in_order=in_order)
    )
    assert line.startswith("1.0.0/pipe in the tree is neither a file nor a folder; ")


@in_order_or_not
def test_too_deeply_nested_folders_are_refused(tmp_path: Path, in_order: bool) -> None:
    target = tmp_path / "tree"
    deep = target / "/".join("d" * 400)
    deep.mkdir(parents=True)
    (deep / "mine.txt").write_text("mine")
    line = refusal(
        lambda: add_to_folder(make_version(tmp_path / "1", "1.0.0"), target, in_order=in_order)
    )
    assert " in the tree is nested too deeply; " in line
    assert (deep / "mine.txt").read_text() == "mine"


@in_order_or_not
def test_foreign_file_names_that_are_not_utf_8_are_kept(tmp_path: Path, in_order: bool) -> None:
    target = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target, in_order=in_order)
    other = os.fsdecode(b"caf\xe9.txt")
    (target / other).write_text("mine")
    add_to_folder(make_version(tmp_path / "2", "1.1.0"), target, in_order=in_order)
    assert (target / other).read_text() == "mine"
    (target / "1.0.0" / other).write_text("mine")
    line = refusal(
        lambda: add_to_folder(make_version(tmp_path / "3", "1.2.0"), target, in_order=in_order)
    )
    assert "1.0.0/caf\\xe9.txt is not in the manifest" in line


@in_order_or_not
def test_hard_links_to_published_files_keep_their_content(tmp_path: Path, in_order: bool) -> None:
    """A backup of hard links keeps the old content."""
    target = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    subprocess.run(["cp", "-al", str(target), str(tmp_path / "backup")], check=True)
    before = snapshot(tmp_path / "backup")
    add_to_folder(make_version(tmp_path / "2", "1.1.0"), target, in_order=in_order)
    assert snapshot(tmp_path / "backup") == before
    assert problems(target) == []
    assert problems(tmp_path / "backup") == []


@in_order_or_not
@pytest.mark.parametrize("path", ["r", "feed.xml/mine.txt", "releases/1.0.0-2.0.0/index.html"])
def test_foreign_files_at_reserved_names_are_refused(
    tmp_path: Path, path: str, in_order: bool
) -> None:
    target = tmp_path / "tree"
    if path.endswith(".html"):
        add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    (target / path).parent.mkdir(parents=True)
    (target / path).write_text("mine")
    before = tree_of(target)
    line = refusal(
        lambda: add_to_folder(make_version(tmp_path / "2", "2.0.0"), target, in_order=in_order)
    )
    assert line.startswith(f"the target contains {path}, which was not written by playbook publish")
    assert tree_of(target) == before


IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "a folder with files": lambda path: (_empty(path) / "mine.txt").write_text("mine"),
    "a link": lambda path: path.symlink_to("outside"),
    "a file": lambda path: path.write_text("mine"),
}


@pytest.mark.parametrize("make", IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_foreign_file_with_the_name_of_the_staging_folder_is_refused(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    target, outside = tmp_path / "tree", _empty(tmp_path / "outside")
    (outside / "mine.txt").write_text("mine")
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    built = make_version(tmp_path / "2", "2.0.0")
    make(tmp_path / ".tree-publishing")
    before = snapshot(tmp_path)
    line = refusal(lambda: add_to_folder(built, target))
    assert line.startswith("the target contains .tree-publishing, which was not written by ")
    assert snapshot(tmp_path) == before


# Rights


def readable_version(path: Path, number: str) -> BuiltVersion:
    """A built version that every user can read."""
    built = make_version(path / number, number, RULES)
    as_root("chmod", "-R", "a+rX", str(built.folder))
    return built


def set_owner(path: Path, owner: str, mode: str) -> None:
    as_root("chown", owner, str(path))
    as_root("chmod", mode, str(path))


def lines_as_user(built: BuiltVersion, target: Path, *, in_order: bool) -> list[str]:
    """The messages of a publication by an unprivileged user."""
    report = target.parent.parent / f"report-{in_order}"

    def publish() -> None:
        lines = []
        try:
            add_to_folder(built, target, in_order=in_order)
        except RefusedError as error:
            lines = [line_of(problem).split(": ", 2)[2] for problem in error.problems]
        report.write_text("\n".join(lines))

    as_user(publish)
    return report.read_text().splitlines()


def test_folder_owned_by_a_different_user_keeps_its_owner(open_path: Path) -> None:
    """The user may write through the group, but cannot create a folder with the same owner."""
    parent = _empty(open_path / "srv")
    target = _empty(parent / "www")
    parent.chmod(0o777)
    set_owner(target, f"0:{WWW_DATA if os.geteuid() == 0 else os.getgid()}", "2775")
    line, *more = lines_as_user(readable_version(open_path, "1.0.0"), target, in_order=False)
    assert not more
    assert line.startswith(
        "the tree cannot be replaced in one step: a new folder cannot get the owner and mode of "
        "www; use --in-order, which "
    )
    assert list(target.iterdir()) == []
    assert lines_as_user(readable_version(open_path, "1.1.0"), target, in_order=True) == []
    assert problems(target) == []
    assert (target.stat().st_uid, target.stat().st_mode & 0o7777) == (0, 0o2775)
    assert names(parent) == ["www"]


def test_unwritable_parent_folder_needs_in_order(open_path: Path) -> None:
    parent = _empty(open_path / "srv")
    target = _empty(parent / "www")
    set_owner(target, str(NOBODY if os.geteuid() == 0 else os.getuid()), "755")
    set_owner(parent, "0", "755")
    built = readable_version(open_path, "1.0.0")
    [line] = lines_as_user(built, target, in_order=False)
    assert line == (
        "the tree cannot be replaced in one step: its parent folder cannot be written: Permission "
        "denied; use --in-order, which writes the new version, then latest, then versions.json"
    )
    assert lines_as_user(built, target, in_order=True) == []
    assert problems(target) == []


@in_order_or_not
@pytest.mark.parametrize("where", ["", "latest", "releases", "latest/policy"])
def test_unwritable_subfolder_is_refused_before_any_change(
    open_path: Path, where: str, in_order: bool
) -> None:
    parent = _empty(open_path / "srv")
    target = parent / "www"
    add_to_folder(readable_version(open_path, "1.0.0"), target)
    user = str(NOBODY if os.geteuid() == 0 else os.getuid())
    as_root("chown", "-R", user, str(parent))
    as_root("chmod", "555", str(target / where))
    before = tree_of(parent)
    [line] = lines_as_user(readable_version(open_path, "1.1.0"), target, in_order=in_order)
    output = f": {where}" if where else ""
    assert line == (
        f"the target cannot be written: Permission denied{output}; nothing was changed; try again"
    )
    assert tree_of(parent) == before
    as_root("chmod", "755", str(target / where))


@in_order_or_not
def test_sticky_bit_with_files_of_a_different_user_is_refused(
    open_path: Path, in_order: bool
) -> None:
    parent = _empty(open_path / "srv")
    target = parent / "www"
    add_to_folder(readable_version(open_path, "1.0.0"), target)
    as_root("chown", "-R", "0:0", str(parent))
    as_root("chmod", "-R", "a+rwX", str(parent))
    as_root("chmod", "1777", str(target / "latest"))
    before = tree_of(parent)
    [line] = lines_as_user(readable_version(open_path, "1.1.0"), target, in_order=in_order)
    assert line == (
        "the target cannot be written: latest/entries.json belongs to another user, in a folder "
        "with the sticky bit; nothing was changed; try again"
    )
    assert tree_of(parent) == before


def test_unreadable_foreign_folder_prevents_only_atomic_publishing(open_path: Path) -> None:
    """``lost+found`` at the root of a file system is such a folder."""
    parent = _empty(open_path / "srv")
    target = parent / "www"
    add_to_folder(readable_version(open_path, "1.0.0"), target)
    user = NOBODY if os.geteuid() == 0 else os.getuid()
    as_root("chown", "-R", str(user), str(parent))
    lost = _empty(target / "lost+found")
    set_owner(lost, "0", "700")
    built = readable_version(open_path, "1.1.0")
    [line] = lines_as_user(built, target, in_order=False)
    assert line.startswith("the target cannot be read: Permission denied: lost+found; ")
    assert lines_as_user(built, target, in_order=True) == []
    assert problems(target) == []


def test_read_only_file_system_is_refused(tmp_path: Path) -> None:
    with mounted(_empty(tmp_path / "disk"), "-t", "tmpfs", "tmpfs") as disk:
        add_to_folder(make_version(tmp_path / "1", "1.0.0"), disk / "tree")
        as_root("mount", "-o", "remount,ro", str(disk))
        for name, in_order in HOW.items():
            for place in ("tree", "new", "a/new"):
                built = make_version(tmp_path / name / place, "1.1.0")
                line = refusal(partial(add_to_folder, built, disk / place, in_order=in_order))
                assert line == (
                    "the target cannot be written: Read-only file system; nothing was changed; "
                    "try again"
                )
        assert problems(disk / "tree") == []


LOCKING_PROGRAM = """
import sys
from pathlib import Path
from playbook.release.folder_store import FolderStore
with FolderStore(Path(sys.argv[1])).locked():
    pass
"""


@pytest.mark.slow
def test_two_paths_to_the_same_folder_share_a_lock(tmp_path: Path) -> None:
    """A second publisher uses a mount of the same folder, and waits for the first."""
    target, elsewhere = _empty(tmp_path / "tree"), _empty(tmp_path / "container")
    args = [sys.executable, "-c", LOCKING_PROGRAM, str(elsewhere)]
    with mounted(elsewhere, "--bind", str(target)):
        with FolderStore(target).locked():
            second = subprocess.Popen(args, env=subprocess_environment())
            deadline = time.monotonic() + 300
            while not is_waiting(second.pid) and time.monotonic() < deadline:
                assert second.poll() is None
                time.sleep(0.05)
            assert is_waiting(second.pid)
        assert second.wait() == 0


def is_waiting(pid: int) -> bool:
    """Whether the kernel lists a process as waiting for a lock."""
    for line in Path("/proc/locks").read_text().splitlines():
        _, marker, *fields = line.split()  # marker "->": type, mode, access, process, file ...
        if marker == "->" and fields[3] == str(pid):
            return True
    return False
