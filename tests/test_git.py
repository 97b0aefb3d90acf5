"""Checks that reading with git is independent of settings, attributes, variables and layouts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook import git as git_module
from playbook.changes.releases import last_release, tag_ref
from playbook.changes.states import merge_base
from playbook.git_objects import (
    NotRegularFileError,
    commit_time,
    entries,
    read,
    require_regular_files,
    write,
)
from playbook.project import DATA_FOLDER
from repositories import (
    ATTRIBUTES,
    FIRST_COMMIT,
    SETTINGS,
    SHAPES,
    VARIABLES,
    add_attribute,
    configure,
    git,
    repository,
    write_files,
)

Shape = Callable[[Path], Path]


def read_last_release(project: Path, into: Path) -> dict[str, object]:
    """Read a project's last release in several ways, and write its data files to ``into``."""
    number = last_release(project)
    commit = git_module.resolve_commit(project, tag_ref(number))
    prefix = git_module.prefix(project)
    selected = entries(project, commit, f"{prefix}{DATA_FOLDER}")
    write(project, selected, into, prefix)
    return {
        "release": number,
        "files": {
            path: (into / path).read_bytes()
            for path in FIRST_COMMIT
            if path.startswith(DATA_FOLDER)
        },
        "count": len([path for path in into.rglob("*") if path.is_file()]),
        "config": read(project, commit, f"{prefix}mkdocs.yml"),
        "base": merge_base(project, tag_ref(number)) == commit,
        "has a time": commit_time(project, commit) > 0,
    }


EXPECTED = {
    "release": "1.0.0",
    "files": {path: data for path, data in FIRST_COMMIT.items() if path.startswith(DATA_FOLDER)},
    "count": len(FIRST_COMMIT) - 1,
    "config": FIRST_COMMIT["mkdocs.yml"],
    "base": True,
    "has a time": True,
}


def expect_last_release(project: Path, into: Path) -> None:
    assert read_last_release(project, into) == EXPECTED


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_git_output_is_the_same_in_any_kind_of_repository(
    name: str, tmp_path: Path, repository_shapes: Counter[str], git_settings: Counter[str]
) -> None:
    """Without settings, with all settings at once, and with each attribute in every file."""
    project = SHAPES[name](tmp_path)
    expect_last_release(project, tmp_path / "as it is")
    configure(project, SETTINGS)
    expect_last_release(project, tmp_path / "settings")
    for number, line in enumerate(ATTRIBUTES):
        add_attribute(project, line)
        expect_last_release(project, tmp_path / f"attributes {number}")
    repository_shapes["with git"] += 1
    git_settings["attributes"] += len(ATTRIBUTES)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that is shared by tests which change only its settings."""
    return repository(tmp_path_factory.mktemp("plain") / "repo")


@pytest.mark.parametrize("setting", SETTINGS)
def test_git_output_is_the_same_with_any_setting(
    setting: str, plain: Path, tmp_path: Path, git_settings: Counter[str]
) -> None:
    config = plain / ".git" / "config"
    before = config.read_bytes()
    configure(plain, (setting,))
    try:
        expect_last_release(plain, tmp_path / "out")
    finally:
        config.write_bytes(before)
    git_settings["settings"] += 1


@pytest.mark.parametrize("name", VARIABLES)
def test_git_output_is_the_same_with_any_variable_set_by_a_hook(
    name: str,
    plain: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    git_settings: Counter[str],
) -> None:
    monkeypatch.setenv(name, VARIABLES[name])
    expect_last_release(plain, tmp_path / "out")
    assert git_module.changed_files(plain) == []
    git_settings["variables"] += 1


def test_settings_in_environment_variables_do_not_change_git_output(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, setting in enumerate(SETTINGS):
        name, _, value = setting.partition("=")
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(SETTINGS)))
    expect_last_release(plain, tmp_path / "out")


def test_the_users_identity_and_ceiling_folders_are_passed_on(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Somebody")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "somebody@example.com")
    assert git_module.run(plain, "var", "GIT_COMMITTER_IDENT").startswith("Somebody <somebody@")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(plain))
    with pytest.raises(git_module.GitError, match="not a git repository"):
        git_module.prefix(plain / DATA_FOLDER)


CHANGED_FILE, NEW_FILE = (" M", "mkdocs.yml"), ("??", 'docs/ny "sida" å.md')


@pytest.mark.parametrize("setting", [*SETTINGS, "all"])
def test_changed_files_are_found_with_any_setting(
    setting: str, tmp_path: Path, git_settings: Counter[str]
) -> None:
    """Names are never quoted, and new files are found if requested."""
    project = repository(tmp_path / "repo")
    write_files(project, {name: b"x" for _, name in (CHANGED_FILE, NEW_FILE)})
    configure(project, SETTINGS if setting == "all" else (setting,))
    os.utime(project / DATA_FOLDER / "keys.yml", (1, 1))  # makes git refresh its index
    index = (project / ".git" / "index").read_bytes()
    assert git_module.changed_files(project, include_untracked=True) == [CHANGED_FILE, NEW_FILE]
    assert git_module.changed_files(project) == [CHANGED_FILE]
    assert (project / ".git" / "index").read_bytes() == index
    git_settings["for changed files"] += 1


def test_a_renamed_file_is_two_paths(tmp_path: Path) -> None:
    project = repository(tmp_path / "repo")
    git(project, "mv", f"{DATA_FOLDER}/keys.yml", f"{DATA_FOLDER}/moved.yml")
    assert git_module.changed_files(project) == [
        ("D ", f"{DATA_FOLDER}/keys.yml"),
        ("A ", f"{DATA_FOLDER}/moved.yml"),
    ]


def test_the_last_release_is_the_highest_that_precedes_the_checked_out_commit(
    tmp_path: Path,
) -> None:
    project = repository(tmp_path / "repo")
    for number in ("1.10.0", "1.9.0", "2.0", "1.11.0-rc1"):
        git(project, "tag", f"v{number}")
    assert last_release(project) == "1.10.0"
    git(project, "commit", "--quiet", "--allow-empty", "--message=Later")
    git(project, "tag", "v2.0.0")
    git(project, "tag", "--annotate", "v2026.3", "--message=Of the calendar")
    assert last_release(project) == "2026.3"
    git(project, "checkout", "--quiet", "HEAD~1")
    assert last_release(project) == "1.10.0"
    for number in ("1.10.0", "1.9.0", "1.0.0"):
        git(project, "tag", "--delete", f"v{number}")
    with pytest.raises(git_module.GitError, match="there is no release yet"):
        last_release(project)


def test_reading_runs_no_hooks(tmp_path: Path) -> None:
    """Reading starts neither hooks nor a file system monitor."""
    project = repository(tmp_path / "repo")
    ran = tmp_path / "ran"
    script = f"#!/bin/sh\necho $0 >>'{ran}'\n"
    for name in ("post-index-change", "reference-transaction", "post-checkout", "monitor"):
        hook = project / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(script)
        hook.chmod(0o755)
    configure(project, (f"core.fsmonitor={project}/.git/hooks/monitor",))
    write_files(project, {"mkdocs.yml": b"x"})
    expect_last_release(project, tmp_path / "out")
    assert git_module.changed_files(project) == [CHANGED_FILE]
    git_module.run(project, "read-tree", "HEAD", env={"GIT_INDEX_FILE": str(tmp_path / "index")})
    assert not ran.exists()


def link(project: Path, path: str, target: str) -> None:
    """Create a symbolic link in the project."""
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).symlink_to(target)


LINKS = ("/proc/self/environ", "../mkdocs.yml", "policy/empty.yml", "nowhere", "keys.yml/..")


@pytest.mark.parametrize("target", LINKS)
def test_an_error_names_a_symbolic_link_in_the_data(target: str, tmp_path: Path) -> None:
    project = repository(tmp_path / "repo")
    link(project, f"{DATA_FOLDER}/themes.yml", target)
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=A link")
    found = entries(project, "HEAD", DATA_FOLDER)
    with pytest.raises(NotRegularFileError) as refused:
        require_regular_files(found, "", "HEAD")
    expected = (
        f"{DATA_FOLDER}/themes.yml is a symbolic link in HEAD; replace it with the file itself"
    )
    assert str(refused.value) == expected
    write(project, found, tmp_path / "out")
    assert str((tmp_path / "out" / DATA_FOLDER / "themes.yml").readlink()) == target


def test_an_error_names_a_submodule_in_the_data(tmp_path: Path) -> None:
    project = repository(tmp_path / "repo")
    origin = repository(tmp_path / "origin")
    git(project, "submodule", "--quiet", "add", str(origin), f"{DATA_FOLDER}/policy/more")
    git(project, "commit", "--quiet", "--message=A submodule")
    with pytest.raises(
        NotRegularFileError, match=f"^{DATA_FOLDER}/policy/more is a submodule in HEAD; replace"
    ):
        require_regular_files(entries(project, "HEAD", DATA_FOLDER), "", "HEAD")


def tree(project: Path, *lines: tuple[str, str, str, str]) -> str:
    """Write a tree that git would not create, and return its id.

    :param lines: mode, type, object id and name of each entry.
    """
    data = b"".join(
        f"{mode.lstrip('0')} {name}".encode() + b"\0" + bytes.fromhex(id)
        for mode, _, id, name in lines
    )
    args = ("hash-object", "-w", "-t", "tree", "--literally", "--stdin")
    return git(project, *args, stdin=data)


TRAPS = {
    "through a link": [("120000", "blob", "out", "docs"), ("40000", "tree", "evil", "docs")],
    "through a link, later": [("40000", "tree", "evil", "docs"), ("120000", "blob", "out", "docs")],
    "two of a name": [("100644", "blob", "evil", "docs"), ("100644", "blob", "out", "docs")],
    "above": [("40000", "tree", "evil", "..")],
    "from the root": [("40000", "tree", "evil", "/tmp")],
    "a slash in a name": [("100644", "blob", "out", "../evil")],
    "git's own folder": [("40000", "tree", "evil", ".GIT")],
    "no name": [("40000", "tree", "evil", "")],
    "the folder itself": [("40000", "tree", "evil", ".")],
}
"""The entries of unsafe trees: each has a mode, a type, an object and a name.

The object ``out`` has the path of a folder outside; ``evil`` is a tree with a file.
"""


@pytest.mark.parametrize("name", TRAPS)
def test_a_tree_with_unsafe_paths_is_refused(name: str, plain: Path, tmp_path: Path) -> None:
    """Nothing is written, neither into the folder nor outside it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    blob = git(plain, "hash-object", "-w", "--stdin", stdin=str(outside).encode())
    evil = tree(plain, ("100644", "blob", blob, "config"))
    ids = {"out": blob, "evil": evil}
    if name == "two of a name":
        ids["evil"] = git(plain, "hash-object", "-w", "--stdin", stdin=b"other")
    lines = [(mode, kind, ids[id], what) for mode, kind, id, what in TRAPS[name]]
    before = set(tmp_path.rglob("*"))
    with pytest.raises(git_module.GitError, match=r"leads out|empty filename|malformed"):
        write(plain, entries(plain, tree(plain, *lines)), tmp_path / "in")
    assert set(tmp_path.rglob("*")) == before
    assert not list(outside.iterdir())


def test_written_files_have_the_modes_and_links_of_the_commit(tmp_path: Path) -> None:
    project = repository(tmp_path / "repo")
    (project / "run").write_text("#!/bin/sh\n")
    (project / "run").chmod(0o755)
    link(project, "docs/there.md", "../mkdocs.yml")
    link(project, "docs/away", "/nowhere")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=More")
    out = tmp_path / "out"
    write(project, entries(project, "HEAD"), out)
    assert os.access(out / "run", os.X_OK)
    assert not os.access(out / "mkdocs.yml", os.X_OK)
    assert (out / "docs" / "there.md").read_bytes() == FIRST_COMMIT["mkdocs.yml"]
    assert str((out / "docs" / "away").readlink()) == "/nowhere"


def test_an_error_names_a_missing_object(tmp_path: Path) -> None:
    project = repository(tmp_path / "repo")
    id = git(project, "rev-parse", f"HEAD:{DATA_FOLDER}/keys.yml")
    (project / ".git" / "objects" / id[:2] / id[2:]).unlink()
    with pytest.raises(git_module.GitError, match=f"{id} is missing from the repository"):
        write(project, entries(project, "HEAD"), tmp_path / "out")


@pytest.mark.slow
def test_a_large_file_and_many_small_ones_are_written(tmp_path: Path) -> None:
    """Requests and contents are larger than the buffer of a pipe, and a reader stops early."""
    project = repository(tmp_path / "repo")
    files = {f"many/{number}.txt": str(number).encode() for number in range(3000)}
    files["large.bin"] = os.urandom(1 << 20)
    write_files(project, files)
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=Many")
    found = entries(project, "HEAD")
    write(project, found, tmp_path / "out")
    assert all((tmp_path / "out" / name).read_bytes() == data for name, data in files.items())
    reader = git_module.blobs(project, [entry.id for entry in found])
    assert len(next(reader)) > 0
    del reader  # git must end as well


def test_a_file_is_read_from_a_commit(plain: Path) -> None:
    assert (
        read(plain, "v1.0.0", f"{DATA_FOLDER}/keys.yml") == FIRST_COMMIT[f"{DATA_FOLDER}/keys.yml"]
    )
    assert read(plain, "v1.0.0", "no.yml") is None
    assert read(plain, "v1.0.0", DATA_FOLDER) is None, "a folder is not a file"


def test_a_git_error_contains_all_of_gits_output(plain: Path) -> None:
    error = git_module.GitError("error: one\n\n\thint: two\x1b[31m\nfatal: three\n")
    assert str(error) == "error: one\nhint: two\\u001b[31m\nfatal: three"
    assert error.reason == "error: one"
    with pytest.raises(git_module.GitError, match="nor a git revision"):
        git_module.resolve_commit(plain, "nowhere")
    assert str(git_module.GitError("")) == "git failed and printed nothing"
