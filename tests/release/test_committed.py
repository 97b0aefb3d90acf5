"""A release refuses any difference between the folder and the commit, also if git hides it."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import commit, copied, git
from release_history import released

from playbook.problems import escape_unprintable
from playbook.project import DATA_FOLDER
from playbook.release.codes import RefusedError
from playbook.release.prepare import prepare
from playbook.release.version_numbers import parse_version
from support import line_of, replace

TODAY = dt.date(2026, 3, 2)
EXTRA = f"{DATA_FOLDER}/policy/extra.yml"
POSTING = f"{DATA_FOLDER}/policy/posting.yml"
RULES = """chapter:
  id: extra
  title: {sv: Mera, en: More}
  summary: {sv: Mer om att skriva., en: More about writing.}
  order: 7
entries: []
"""
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
Edit = Callable[[Path], object]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory)


@pytest.fixture
def repo(tmp_path: Path, original: Path) -> Path:
    repo = copied(original, tmp_path / "repo")
    change(repo, POSTING, "en: It is their name.", "en: It is their own name.")
    save(repo)
    return repo


def change(repo: Path, name: str, old: str, new: str) -> None:
    path = repo / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def write_file(repo: Path, name: str, text: str = RULES) -> None:
    path = repo / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def save(repo: Path) -> None:
    """Commit all changes, if git status shows any."""
    if git(repo, "status", "--porcelain"):
        commit(repo, "A change")


def committed(repo: Path, name: str, text: str) -> None:
    write_file(repo, name, text)
    save(repo)


def marked(how: str, name: str, old: str = "en: It is their own", new: str = "en: It is a") -> Edit:
    """Mark a file as "assume-unchanged" or "skip-worktree" for git, and change it."""

    def edit(repo: Path) -> None:
        git(repo, "update-index", f"--{how}", name)
        if old in (repo / name).read_text():
            change(repo, name, old, new)
        else:
            write_file(repo, name, "changed\n")

    return edit


def all_of(*edits: Edit) -> Edit:
    def edit_all(repo: Path) -> None:
        for edit in edits:
            edit(repo)

    return edit_all


def ignoring(line: str, file: str = ".gitignore") -> Edit:
    """Make git ignore files by a line in one of its ignore files."""

    def edit(repo: Path) -> None:
        if file == "core.excludesFile":
            write_file(repo, ".git/ignored", f"{line}\n")
            git(repo, "config", "core.excludesFile", str(repo / ".git" / "ignored"))
        else:
            write_file(repo, file, f"{line}\n")
        save(repo)

    return edit


def placed(name: str, text: str = RULES) -> Edit:
    return lambda repo: write_file(repo, name, text)


def setting(name: str, value: str) -> Edit:
    def edit(repo: Path) -> None:
        git(repo, "config", name, value)

    return edit


def sparse(repo: Path) -> None:
    git(repo, "sparse-checkout", "set", "--no-cone", "/*", "!/docs/about.md")


def removed(repo: Path) -> None:
    git(repo, "update-index", "--skip-worktree", "docs/about.md")
    (repo / "docs/about.md").unlink()


def of_the_same_size_and_time(repo: Path) -> None:
    git(repo, "config", "core.checkStat", "minimal")
    git(repo, "config", "core.trustctime", "false")
    path = repo / POSTING
    past = path.stat().st_mtime_ns - 10**11
    os.utime(path, ns=(past, past))
    git(repo, "update-index", "--refresh")
    change(repo, POSTING, "en: It is their own name.", "en: It is their one name.")
    os.utime(path, ns=(past, past))


def lying_monitor(repo: Path) -> None:
    write_file(repo, ".git/monitor", "#!/bin/sh\nprintf 'token\\0'\n")
    (repo / ".git/monitor").chmod(0o755)
    git(repo, "config", "core.fsmonitor", str(repo / ".git/monitor"))
    git(repo, "config", "core.fsmonitorHookVersion", "2")
    git(repo, "update-index", "--fsmonitor")
    git(repo, "status")
    change(repo, POSTING, "en: It is their own name.", "en: It is a name.")


def filtered(attribute: str, name: str = POSTING) -> Edit:
    """Check out a file that an attribute rewrites."""

    def edit(repo: Path) -> None:
        git(repo, "config", "filter.loud.smudge", "sed 's/own name/OWN NAME/'")
        git(repo, "config", "filter.loud.clean", "sed 's/OWN NAME/own name/'")
        write_file(repo, ".gitattributes", f"{name} {attribute}\n")
        git(repo, "add", ".gitattributes")
        git(repo, "commit", "--quiet", "--message", "An attribute")
        (repo / name).unlink()
        git(repo, "checkout", "--", name)

    return edit


def nested(repo: Path) -> None:
    ignoring("/docs/inner/")(repo)
    write_file(repo, "docs/inner/page.md", "# Page\n")
    git(repo / "docs/inner", "init", "--quiet")


def submodule(repo: Path) -> None:
    origin = repo.parent / "origin"
    write_file(origin, "page.md", "# Page\n")
    git(origin, "init", "--quiet")
    commit(origin, "A page")
    allow = ("-c", "protocol.file.allow=always")
    git(repo, *allow, "submodule", "--quiet", "add", str(origin), "docs/inner")
    save(repo)


def linked(name: str, target: str) -> Edit:
    def edit(repo: Path) -> None:
        (repo / name).symlink_to(target)
        save(repo)

    return edit


def named_in_latin_1(folder: str) -> Edit:
    def edit(repo: Path) -> None:
        Path(os.fsdecode(bytes(repo / folder) + b"/f\xf6rr.md")).write_text("# Page\n")
        save(repo)

    return edit


def merging(repo: Path) -> None:
    git(repo, "branch", "other", "HEAD~1")
    git(repo, "checkout", "--quiet", "other")
    committed(repo, "notes.txt", "x\n")
    git(repo, "checkout", "--quiet", "-")
    git(repo, "merge", "--quiet", "--no-commit", "--strategy=ours", "other")


DIFFERENCES: dict[str, tuple[Edit, str, str, str]] = {
    "untracked": (placed(EXTRA), "PB806", EXTRA, ""),
    "untracked, and not shown": (
        all_of(setting("status.showUntrackedFiles", "no"), placed(EXTRA)), "PB806", EXTRA, "",
    ),
    "untracked, with å": (placed("docs/å ä.md", "x\n"), "PB806", "docs/å ä.md", ""),
    "untracked, with a dot": (placed("docs/.meta.yml", "x\n"), "PB806", "docs/.meta.yml", ""),
    "intent to add": (
        all_of(placed(EXTRA), lambda repo: git(repo, "add", "-N", EXTRA)),
        "PB806", EXTRA, "",
    ),
    "staged": (all_of(placed("notes.txt"), lambda repo: git(repo, "add", "notes.txt")),
               "PB806", "notes.txt", ""),
    "in the midst of a merge": (merging, "PB806", "MERGE_HEAD", ""),
    "ignored": (all_of(ignoring("extra.yml"), placed(EXTRA)), "PB850", EXTRA, ""),
    "ignored by info/exclude": (
        all_of(ignoring("extra.yml", ".git/info/exclude"), placed(EXTRA)), "PB850", EXTRA, "",
    ),
    "ignored by a user's setting": (
        all_of(ignoring("extra.yml", "core.excludesFile"), placed(EXTRA)), "PB850", EXTRA, "",
    ),
    "ignored in the folder": (
        all_of(ignoring("extra.yml", f"{DATA_FOLDER}/.gitignore"), placed(EXTRA)),
        "PB850", EXTRA, "",
    ),
    "an ignored page": (
        all_of(ignoring("*.md"), placed("docs/a/b.md", "# Page\n")), "PB850", "docs/a/b.md", "",
    ),
    "an ignored page that sites show": (
        all_of(ignoring(".well*"), placed("docs/.well-known/security.txt", "x\n")),
        "PB850", "docs/.well-known/security.txt", "",
    ),
    "an ignored change entry": (
        all_of(ignoring("next.yml"), placed("changes/next.yml", "editorial: {}\n")),
        "PB850", "changes/next.yml", "",
    ),
    "a repository within": (nested, "PB850", "docs/inner/page.md", ""),
    "assumed unchanged": (marked("assume-unchanged", POSTING), "PB852", POSTING, ""),
    "skipped": (marked("skip-worktree", POSTING), "PB852", POSTING, ""),
    "a page assumed unchanged": (
        marked("assume-unchanged", "docs/about.md"), "PB852", "docs/about.md", "",
    ),
    "the settings of the site": (marked("skip-worktree", "mkdocs.yml"), "PB852", "mkdocs.yml", ""),
    "a change entry": (
        marked("skip-worktree", "changes/1.0.0.yml"), "PB852", "changes/1.0.0.yml", "",
    ),
    "the generator": (
        marked("assume-unchanged", "hooks/mkdocs_hooks.py"), "PB852", "hooks/mkdocs_hooks.py", "",
    ),
    "a hidden file": (
        all_of(lambda repo: committed(repo, "docs/.pages", "x\n"),
             marked("assume-unchanged", "docs/.pages")), "PB852", "docs/.pages", "",
    ),
    "a hidden file that is gone": (
        all_of(lambda repo: committed(repo, "docs/.pages", "x\n"),
             lambda repo: git(repo, "update-index", "--skip-worktree", "docs/.pages"),
             lambda repo: (repo / "docs/.pages").unlink()), "PB851", "docs/.pages", "",
    ),
    "of the same size and time": (of_the_same_size_and_time, "PB8", POSTING, ""),
    "a monitor that sees nothing": (lying_monitor, "PB806", POSTING, ""),
    "left out by a sparse checkout": (sparse, "PB851", "docs/about.md", ""),
    "removed and skipped": (removed, "PB851", "docs/about.md", ""),
    "a filter": (filtered("filter=loud"), "PB853", POSTING, "attribute filter=loud"),
    "an id": (
        all_of(lambda repo: committed(repo, "docs/id.md", "$Id$\n"),
             filtered("ident", "docs/id.md")), "PB853", "docs/id.md", "attribute ident",
    ),
    "an encoding": (
        all_of(lambda repo: committed(repo, "docs/utf.md", "å\n"),
             filtered("working-tree-encoding=UTF-16LE", "docs/utf.md")),
        "PB853", "docs/utf.md", "attribute working-tree-encoding=UTF-16LE",
    ),
    "a submodule": (submodule, "PB854", "docs/inner", "is a submodule"),
    "a link in the data": (
        linked(f"{DATA_FOLDER}/policy/more.yml", "posting.yml"),
        "PB854", f"{DATA_FOLDER}/policy/more.yml", "is a symbolic link in the commit",
    ),
    "a linked change entry": (
        linked("changes/next.yml", "1.0.0.yml"),
        "PB854", "changes/next.yml", "replace it with the file itself",
    ),
    "a link to what is ignored": (
        all_of(ignoring("/scratch/"), placed("scratch/page.md", "# Page\n"),
             linked("docs/page.md", "../scratch/page.md")), "PB850", "docs/page.md", "only a link",
    ),
    "a linked folder of what is ignored": (
        all_of(ignoring("/scratch/"), placed("scratch/page.md", "# Page\n"),
             linked("docs/more", "../scratch")), "PB850", "docs/more/page.md", "only a link",
    ),
    "a link to an absolute path": (
        lambda repo: linked("docs/page.md", str(repo / "docs/about.md"))(repo),
        "PB850", "docs/page.md", "only a link",
    ),
    "a link out of the project": (
        linked("docs/env.txt", "/proc/self/environ"), "PB850", "docs/env.txt", "only a link",
    ),
    "a link to everything": (linked("docs/all", "/"), "PB850", "docs/all", "only a link"),
    "a page named in Latin-1": (
        named_in_latin_1("docs"),
        "PB854", escape_unprintable("docs/f\udcf6rr.md"), "is not UTF-8; rename it",
    ),
    "data named in Latin-1": (
        named_in_latin_1(DATA_FOLDER),
        "PB854", escape_unprintable(f"{DATA_FOLDER}/f\udcf6rr.md"), "is not UTF-8; rename it",
    ),
    "a picture in Git LFS": (
        lambda repo: committed(repo, "docs/logo.png", POINTER),
        "PB854", "docs/logo.png", "is in Git LFS",
    ),
}  # fmt: skip
"""An edit, and the code, the path and a part of the message of its problem."""


def state(repo: Path) -> dict[str, bytes]:
    """The content of all files, also of ignored ones, and of git's index and references.

    The keys of files are their paths in hexadecimal; for an empty ``changes``, it is the path.
    """
    found = {}
    for path in sorted(repo.rglob("*")):
        name = path.relative_to(repo).as_posix()
        if name.startswith((".git/objects", ".git/logs")):
            continue
        if path.is_symlink():
            found[os.fsencode(name).hex()] = bytes(path.readlink())
        elif path.is_file():
            mode = f"{path.stat().st_mode:o} ".encode()
            found[os.fsencode(name).hex()] = mode + path.read_bytes()
        elif name.startswith("changes"):
            found[name] = b"a folder"
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", DIFFERENCES)
def test_difference_from_the_commit_is_reported(
    name: str, repo: Path, invalid_inputs: Counter[str]
) -> None:
    edit, code, path, text = DIFFERENCES[name]
    edit(repo)
    before = state(repo)
    with pytest.raises(RefusedError) as refused:
        prepare(repo, parse_version("1.0.1"), TODAY)
    (line,) = map(line_of, refused.value.problems)
    assert line.startswith(f"{path}:1:1: error {code}")
    assert text in line
    assert state(repo) == before
    assert git(repo, "tag") == "v1.0.0"
    invalid_inputs["hidden"] += 1


@pytest.mark.slow
def test_all_differing_files_are_reported_together(repo: Path) -> None:
    all_of(ignoring("extra*"), placed(EXTRA), placed("docs/extra.md", "x\n"))(repo)
    marked("skip-worktree", POSTING)(repo)
    marked("skip-worktree", "hooks/mkdocs_hooks.py")(repo)
    with pytest.raises(RefusedError) as refused:
        prepare(repo, parse_version("1.0.1"), TODAY, dry_run=True)
    assert [problem.location.path for problem in refused.value.problems] == [
        "docs/extra.md", "hooks/mkdocs_hooks.py", EXTRA, POSTING,
    ]  # fmt: skip
    assert str(refused.value).splitlines()[2] == (
        f"{EXTRA}:1:1: error PB850: {EXTRA} is not in the commit; add it with git add "
        "(--force where git ignores it) and commit it, or remove it"
    )


def with_crlf(how: Edit) -> Edit:
    """Check out texts with CRLF that have LF in the commit."""

    def edit(repo: Path) -> None:
        how(repo)
        save(repo)
        for name in (POSTING, f"{DATA_FOLDER}/playbook.yml", "docs/about.md", "mkdocs.yml"):
            (repo / name).unlink()
            git(repo, "checkout", "--", name)
            assert b"\r\n" in (repo / name).read_bytes()

    return edit


HARMLESS: dict[str, Edit] = {
    "nothing": lambda repo: None,
    "CRLF by a setting": with_crlf(setting("core.autocrlf", "true")),
    "CRLF by an attribute": with_crlf(placed(".gitattributes", "* text eol=crlf\n")),
    "strict about CRLF": all_of(
        with_crlf(setting("core.autocrlf", "true")), setting("core.safecrlf", "true")
    ),
    "ignored names with a dot": all_of(
        ignoring(".DS_Store"), placed("docs/.DS_Store"), placed(f"{DATA_FOLDER}/.DS_Store")
    ),
    "ignored elsewhere": all_of(
        ignoring("/site/\n/.venv/\n/notes/"), placed("site/index.html"), placed(".venv/a.py"),
        placed("notes/a.md"),
    ),
    "untracked elsewhere": placed("notes.txt"),
    "assumed unchanged, and so it is": (
        lambda repo: git(repo, "update-index", "--assume-unchanged", POSTING)
    ),
    "a sparse checkout of the rest": all_of(
        lambda repo: committed(repo, "design/logo.txt", "x\n"),
        lambda repo: git(repo, "sparse-checkout", "set", "--no-cone", "/*", "!/design/"),
    ),
    "a link within docs": linked("docs/same.md", "about.md"),
    "bytes": all_of(
        lambda repo: (repo / "docs/a.bin").write_bytes(b"\0\r\n\0\n"),
        lambda repo: save(repo),
    ),
    "other settings": all_of(
        setting("core.commentChar", "R"), setting("color.ui", "always"),
        setting("core.quotepath", "on"), setting("log.showSignature", "true"),
        setting("commit.cleanup", "strip"), setting("commit.verbose", "true"),
        setting("status.showUntrackedFiles", "no"), setting("index.sparse", "true"),
        setting("core.splitIndex", "true"), setting("tag.sort", "-refname"),
    ),
}  # fmt: skip


@pytest.mark.slow  # each release is built
@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_difference_does_not_prevent_a_release(name: str, repo: Path) -> None:
    HARMLESS[name](repo)
    settings = (repo / DATA_FOLDER / "playbook.yml").read_bytes()
    status = git(repo, "status", "--porcelain")
    done = prepare(repo, parse_version("1.0.1"), TODAY)
    assert (done.release_class, len(done.changes)) == ("patch", 1)
    assert git(repo, "rev-parse", "v1.0.1^{commit}") == git(repo, "rev-parse", "HEAD")
    assert git(repo, "diff", "--name-only", "HEAD~1", "HEAD").splitlines() == [
        "changes/1.0.1.yml", f"{DATA_FOLDER}/playbook.yml",
    ]  # fmt: skip
    assert git(repo, "status", "--porcelain") == status
    expected = settings.replace(b"release: 1.0.0", b"release: 1.0.1")
    assert expected != settings
    assert (repo / DATA_FOLDER / "playbook.yml").read_bytes() == expected
    line = "release: 1.0.1"
    assert git(repo, "show", f"v1.0.1:{DATA_FOLDER}/playbook.yml").count(line) == 1


def test_line_endings_of_binary_files_are_compared(repo: Path) -> None:
    """A file with a zero byte is binary, so different line endings are a difference."""
    (repo / "docs/a.bin").write_bytes(b"\0\n")
    save(repo)
    write_file(repo, ".gitattributes", "*.bin text eol=crlf\n")
    save(repo)
    (repo / "docs/a.bin").unlink()
    git(repo, "checkout", "--", "docs/a.bin")
    assert (repo / "docs/a.bin").read_bytes() == b"\0\r\n"
    with pytest.raises(RefusedError, match=r"PB852: docs/a\.bin differs from the commit"):
        prepare(repo, parse_version("1.0.1"), TODAY)


@pytest.mark.slow
def test_changes_outside_a_project_subfolder_are_allowed(original: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    copied(original, whole / "handbook åäö")
    (whole / "handbook åäö" / ".git").rename(tmp_path / "before")
    git(whole, "init", "--quiet")
    git(whole, "config", "user.name", "Ed")
    git(whole, "config", "user.email", "ed@example.com")
    write_file(whole, "other/notes.txt")
    commit(whole, "All of it")
    git(whole, "tag", "--annotate", "v1.0.0", "--message", "1.0.0")
    repo = whole / "handbook åäö"
    replace(repo, "policy/posting.yml", "en: It is their name.", "en: It is their own name.")
    commit(whole, "Corrected")
    write_file(whole, "other/new.txt")
    write_file(whole, "docs/not-ours.md", "x\n")
    ignoring("extra.yml")(whole)
    write_file(repo, EXTRA)
    with pytest.raises(RefusedError) as refused:
        prepare(repo, parse_version("1.0.1"), TODAY)
    assert [problem.location.path for problem in refused.value.problems] == [EXTRA]
    (repo / EXTRA).unlink()
    assert prepare(repo, parse_version("1.0.1"), TODAY).release_class == "patch"
    assert git(repo, "status", "--porcelain") == ""
