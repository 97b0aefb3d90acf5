"""Repositories of many kinds for one small handbook, with settings, attributes and variables."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factories import as_root, commit, git

from playbook.project import DATA_FOLDER
from repositories import SETTINGS, VARIABLES, configure

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
POSTING = f"{DATA_FOLDER}/policy/posting.yml"
COMMANDS = ("check", "diff", "comment", "release", "publish")


@dataclass(frozen=True)
class Repository:
    """A repository: the project's folder, and variables for the commands."""

    project: Path
    variables: Mapping[str, str] = field(default_factory=dict)


Make = Callable[[Path, Path], Path | Repository]
"""Makes a repository from the original one, ``repo``, which it may change.

The folder ``at`` is for further files. The result is the folder of the project.
"""


@dataclass(frozen=True)
class Kind:
    """A kind of repository, and the problem that each command reports in it.

    ``problems`` has, by command, a regular expression for the output. ``has_other_files`` is
    whether the handbook has other files than the original one. If ``is_published``, the published
    files are compared as well as the files that a build would read.
    """

    make: Make
    problems: Mapping[str, str] = field(default_factory=dict)
    has_other_files: bool = False
    is_published: bool = False


def write_file(project: Path, name: str, text: str | bytes) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def with_settings(*settings: str) -> Make:
    def make(at: Path, repo: Path) -> Path:
        configure(repo, settings)
        return repo

    return make


def run(*args: str) -> Make:
    """Run a git command in the repository."""

    def make(at: Path, repo: Path) -> Path:
        git(repo, *args)
        return repo

    return make


def cloned(*options: str, **settings: str) -> Make:
    """Clone the repository with options."""

    def make(at: Path, repo: Path) -> Path:
        git(repo, "config", "uploadpack.allowFilter", "true")
        git(repo, "config", "uploadpack.allowAnySHA1InWant", "true")
        git(at, "clone", "--quiet", *options, repo.as_uri(), "clone")
        identify(at / "clone")
        return at / "clone"

    return make


def identify(repo: Path) -> None:
    git(repo, "config", "user.name", "Ed")
    git(repo, "config", "user.email", "ed@example.com")


def placed(name: str, text: str) -> Make:
    """Write a file, and do not commit it."""

    def make(at: Path, repo: Path) -> Path:
        write_file(repo, name, text)
        return repo

    return make


def committed(name: str, text: str | bytes) -> Make:
    """Commit one more file."""

    def make(at: Path, repo: Path) -> Path:
        write_file(repo, name, text)
        commit(repo, "One more file")
        return repo

    return make


def chain(*steps: Make) -> Make:
    """Several steps; each gets the project that the one before it made."""

    def make(at: Path, repo: Path) -> Path | Repository:
        result = Repository(repo)
        for step in steps:
            made = step(at, result.project)
            result = made if isinstance(made, Repository) else Repository(made, result.variables)
        return result

    return make


def with_variables(variables: Mapping[str, str]) -> Make:
    return lambda at, repo: Repository(repo, variables)


def worktree(at: Path, repo: Path) -> Path:
    git(repo, "worktree", "add", "--quiet", str(at / "tree"))
    return at / "tree"


def submodule_of_another(at: Path, repo: Path) -> Path:
    (at / "whole").mkdir()
    git(at / "whole", "init", "--quiet")
    allow = ("-c", "protocol.file.allow=always")
    git(at / "whole", *allow, "submodule", "--quiet", "add", str(repo), "handbook")
    identify(at / "whole" / "handbook")
    git(at / "whole" / "handbook", "fetch", "--quiet", "--tags")
    return at / "whole" / "handbook"


def with_submodule(name: str) -> Make:
    def make(at: Path, repo: Path) -> Path:
        write_file(at / "origin", "page.md", "# Page\n")
        git(at / "origin", "init", "--quiet")
        commit(at / "origin", "A page")
        allow = ("-c", "protocol.file.allow=always")
        git(repo, *allow, "submodule", "--quiet", "add", str(at / "origin"), name)
        commit(repo, "A submodule")
        return repo

    return make


def linked(name: str, target: str) -> Make:
    def make(at: Path, repo: Path) -> Path:
        (repo / name).unlink(missing_ok=True)
        (repo / name).symlink_to(target)
        commit(repo, "A link")
        return repo

    return make


def named(folder: str, name: bytes) -> Make:
    """Commit a page, or data, with a name of any bytes."""

    def make(at: Path, repo: Path) -> Path:
        Path(os.fsdecode(bytes(repo / folder) + b"/" + name)).write_text("# Page\n\nText.\n")
        commit(repo, "A name")
        return repo

    return make


def checked_out_again(at: Path, repo: Path) -> Path:
    """Write the files again, as the settings and the attributes say."""
    for path in git(repo, "ls-files").splitlines():
        (repo / path).unlink()
    git(repo, "checkout", "--", ".")
    assert b"\r\n" in (repo / POSTING).read_bytes()
    return repo


def committed_with_crlf(at: Path, repo: Path) -> Path:
    for path in (repo / DATA_FOLDER).rglob("*.yml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    commit(repo, "CRLF")
    return repo


def decomposed(at: Path, repo: Path) -> Path:
    """A file with data whose name is in NFD, as older file systems of macOS store it."""
    name = unicodedata.normalize("NFD", "skriva-åäö.yml")
    git(repo, "mv", POSTING, f"{DATA_FOLDER}/policy/{name}")
    commit(repo, "NFD")
    configure(repo, ("core.precomposeUnicode=true",))
    return repo


def attributes(*lines: str) -> Make:
    """Attributes in a committed file, in the repository's own one, and in the user's."""

    def make(at: Path, repo: Path) -> Path:
        text = "\n".join([*lines, ""])
        write_file(repo, ".gitattributes", text)
        git(repo, "add", ".gitattributes")
        git(repo, "commit", "--quiet", "--message", "Attributes")
        write_file(repo, ".git/info/attributes", text)
        write_file(at, "attributes", text)
        configure(repo, (f"core.attributesFile={at / 'attributes'}",))
        return repo

    return make


def hook(name: str, script: str) -> Make:
    def make(at: Path, repo: Path) -> Path:
        write_file(repo, f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
        (repo / ".git" / "hooks" / name).chmod(0o755)
        return repo

    return make


def signing(at: Path, repo: Path) -> Path:
    """Sign all commits and tags with a new SSH key, also the last commit."""
    configure(
        repo,
        ("commit.gpgSign=true", "tag.gpgSign=true", "gpg.format=ssh", "log.showSignature=true",
         f"user.signingKey={at / 'key.pub'}"),
    )  # fmt: skip
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(at / "key")], check=True
    )
    git(repo, "commit", "--quiet", "--amend", "--no-edit")
    return repo


def monitored(at: Path, repo: Path) -> Path:
    """A monitor that claims that no file has changed."""
    hook("monitor", "printf 'token\\0'")(at, repo)
    configure(
        repo,
        (f"core.fsmonitor={repo}/.git/hooks/monitor", "core.fsmonitorHookVersion=2",
         "core.untrackedCache=true"),
    )  # fmt: skip
    git(repo, "update-index", "--fsmonitor")
    git(repo, "status")
    return repo


def of_somebody_else(at: Path, repo: Path) -> Repository:
    as_root("chown", "65534", str(repo), str(repo / ".git"))
    return Repository(repo, {"GIT_CONFIG_GLOBAL": os.devnull, "SUDO_UID": ""})


def replaced(at: Path, repo: Path) -> Path:
    """With git's replacements, the release looks the same as the checked-out commit."""
    git(repo, "replace", f"v1.0.0:{POSTING}", f"HEAD:{POSTING}")
    git(repo, "replace", "v1.0.0^{tree}", "HEAD^{tree}")
    git(repo, "replace", "v1.0.0^{commit}", "HEAD")
    return repo


def grafted(at: Path, repo: Path) -> Path:
    write_file(repo, ".git/info/grafts", f"{git(repo, 'rev-parse', 'HEAD')}\n")
    return repo


def bare_with_worktree(at: Path, repo: Path) -> Path:
    """A bare repository with settings of its own for its one working tree."""
    git(at, "clone", "--quiet", "--bare", str(repo), "bare.git")
    git(at / "bare.git", "config", "extensions.worktreeConfig", "true")
    git(at / "bare.git", "config", "--unset", "core.bare")
    git(at / "bare.git", "config", "--worktree", "core.bare", "true")
    git(at / "bare.git", "worktree", "add", "--quiet", str(at / "tree"))
    identify(at / "tree")
    for setting in ("core.quotepath=true", "log.showSignature=true", "core.ignoreCase=true"):
        git(at / "tree", "config", "--worktree", *setting.split("="))
    return at / "tree"


def other_work_tree(at: Path, repo: Path) -> Path:
    """``core.worktree`` names another folder, which holds other data."""
    shutil.copytree(repo / DATA_FOLDER, at / "other" / DATA_FOLDER)
    (at / "other" / POSTING).unlink()
    git(repo, "config", "core.worktree", str(at / "other"))
    return repo


def included(at: Path, repo: Path) -> Repository:
    """The user's settings include further settings for this repository."""
    write_file(at, "more", "".join(_setting_lines()))
    write_file(at, "global", f'[includeIf "gitdir:{repo}/"]\n\tpath = {at / "more"}\n')
    return Repository(repo, {"GIT_CONFIG_GLOBAL": str(at / "global")})


def system_settings(at: Path, repo: Path) -> Repository:
    write_file(at, "system", "".join(_setting_lines()))
    return Repository(repo, {"GIT_CONFIG_SYSTEM": str(at / "system"), "GIT_CONFIG_NOSYSTEM": "0"})


def _setting_lines() -> list[str]:
    names = (setting.partition("=") for setting in SETTINGS if not setting.startswith("core.eol"))
    return [
        f'[{name.rpartition(".")[0]}]\n\t{name.rpartition(".")[2]} = "{value}"\n'
        for name, _, value in names
        if name not in ("core.autocrlf", "core.hooksPath", "i18n.commitEncoding")
    ]


def sha256(at: Path, repo: Path) -> Path:
    (at / "long").mkdir()
    git(at / "long", "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    script = f"!git -C '{repo}' fast-export --all --signed-tags=strip | git fast-import --quiet"
    git(at / "long", "-c", f"alias.imported={script}", "imported")
    git(at / "long", "checkout", "--quiet", "--force", "main")
    identify(at / "long")
    return at / "long"


def damaged(name: str) -> Make:
    """A damaged file in git's folder."""

    def make(at: Path, repo: Path) -> Path:
        (repo / ".git" / name).chmod(0o644)
        write_file(repo, f".git/{name}", b"\0damaged")
        return repo

    return make


def without_object(revision: str) -> Make:
    def make(at: Path, repo: Path) -> Path:
        id = git(repo, "rev-parse", revision)
        (repo / ".git" / "objects" / id[:2] / id[2:]).unlink()
        return repo

    return make


def origin_is_gone(at: Path, repo: Path) -> Path:
    """A partial clone whose other objects can no longer be fetched."""
    made = cloned("--filter=blob:none", "--no-checkout")(at, repo)
    assert isinstance(made, Path)
    git(made, "checkout", "--quiet", "main")
    repo.rename(at / "gone")
    return made


def unborn(at: Path, repo: Path) -> Path:
    shutil.rmtree(repo / ".git")
    git(repo, "init", "--quiet")
    return repo


def nameless(at: Path, repo: Path) -> Repository:
    """Nobody has a name, and git must not guess one."""
    git(repo, "config", "--unset", "user.name")
    git(repo, "config", "user.useConfigOnly", "true")
    names = dict.fromkeys(("GIT_COMMITTER_NAME", "GIT_AUTHOR_NAME"), "")
    return Repository(repo, {"GIT_CONFIG_GLOBAL": os.devnull, **names})


def no_repository(at: Path, repo: Path) -> Repository:
    shutil.rmtree(repo / ".git")
    return Repository(repo, {"GIT_CEILING_DIRECTORIES": str(repo.parent)})


def _all_with_git(problem: str) -> dict[str, str]:
    """The same problem for all commands that need git."""
    return {name: problem for name in COMMANDS if name != "check"}


CHAPTER = """chapter: {id: page, title: {sv: A, en: B}, summary: {sv: A, en: B}, order: 9}
entries: []
"""
BIG = b"\0" * (24 << 20)

KINDS: dict[str, Kind] = {
    "plain": Kind(lambda at, repo: repo, is_published=True),
    "worktree": Kind(worktree, is_published=True),
    "detached": Kind(run("checkout", "--quiet", "--detach")),
    "shallow": Kind(
        cloned("--depth=1"),
        {"diff": "nor a git revision", "comment": "nor a git revision",
         "release": "PB807", "publish": "PB807"},
    ),
    "without tags": Kind(
        cloned("--no-tags"),
        {"diff": "nor a git revision", "comment": "nor a git revision",
         "release": "PB856", "publish": "PB805"},
    ),
    "partial, without blobs": Kind(cloned("--filter=blob:none"), is_published=True),
    "partial, without trees": Kind(cloned("--filter=tree:0")),
    "partial, and the rest is gone": Kind(
        origin_is_gone,
        _all_with_git("could not (fetch|read)|promisor|does not appear|not available"),
    ),
    "sparse, in cone mode": Kind(
        run("sparse-checkout", "set", "--cone", DATA_FOLDER, "changes", "hooks"),
        {"release": "PB851"},
    ),
    "sparse, without a page": Kind(
        run("sparse-checkout", "set", "--no-cone", "/*", "!/docs/about.md"), {"release": "PB851"}
    ),
    "sparse, without other files": Kind(
        chain(committed("notes/a.txt", "x"),
              run("sparse-checkout", "set", "--no-cone", "/*", "!/notes/"))
    ),
    "a submodule": Kind(submodule_of_another),
    "with a submodule elsewhere": Kind(with_submodule("other")),
    "with a submodule in docs": Kind(with_submodule("docs/other"), {"release": "PB854"}),
    "with a submodule in the data": Kind(
        with_submodule(f"{DATA_FOLDER}/more"),
        {"release": "PB854"},
    ),
    "LFS in docs": Kind(committed("docs/logo.png", POINTER), {"release": "PB854"}),
    "LFS in the data": Kind(
        committed(f"{DATA_FOLDER}/policy/large.yml", POINTER),
        {"check": "PB028", "diff": "PB028", "comment": "PB028", "release": "PB028"},
    ),
    "a link in docs": Kind(linked("docs/same.md", "about.md"), has_other_files=True),
    "a link in the data": Kind(
        linked(f"{DATA_FOLDER}/more.yml", "/etc/passwd"),
        {"check": "PB", "diff": "PB", "comment": "PB", "release": "PB854"},
    ),
    "autocrlf": Kind(
        chain(with_settings("core.autocrlf=true"), checked_out_again), is_published=True
    ),
    "eol by an attribute": Kind(chain(attributes("* text eol=crlf"), checked_out_again)),
    "committed with CRLF": Kind(committed_with_crlf, has_other_files=True),
    "names that differ in case": Kind(
        chain(
            committed("docs/About.md", "# About\n\nText.\n"), with_settings("core.ignoreCase=true")
        ),
        {"check": "PB989", "diff": "PB989", "comment": "PB989", "release": "PB989"},
        has_other_files=True,
    ),
    "a name in NFD": Kind(
        decomposed,
        {"check": "PB997", "diff": "PB997", "comment": "PB997", "release": "PB997"},
        has_other_files=True,
    ),
    "a page named in Latin-1": Kind(named("docs", b"f\xf6rr.md"), {"release": "PB854"}),
    "data named in Latin-1": Kind(
        named(DATA_FOLDER, b"f\xf6rr.yml"),
        {"check": "PB", "diff": "PB", "comment": "PB", "release": "PB854"},
    ),
    "signed commits": Kind(signing, is_published=True),
    "a key that is missing": Kind(
        with_settings("commit.gpgSign=true", "gpg.format=ssh", "user.signingKey=/nowhere"),
        {"release": "PB855"},
    ),
    "a hook that refuses": Kind(
        hook("pre-commit", "echo 'not today' >&2; exit 1"), {"release": "not today"}
    ),
    "a hook that has_other_files a file": Kind(
        hook("pre-commit", "echo x >more.txt; git add more.txt"), {"release": "PB857: more.txt"}
    ),
    "hooks that print": Kind(
        chain(*(hook(name, "echo 'v9.9.9'; echo 'fatal: no' >&2")
                for name in ("post-checkout", "post-commit", "post-index-change", "pre-commit")))
    ),
    "a monitor and a cache": Kind(monitored),
    "owned by somebody else": Kind(of_somebody_else, _all_with_git("safe.directory")),
    "packed": Kind(chain(run("gc", "--quiet", "--prune=now"), run("pack-refs", "--all"),
                         run("commit-graph", "write", "--reachable"))),
    "a damaged commit graph": Kind(
        chain(run("commit-graph", "write", "--reachable"), damaged("objects/info/commit-graph"))
    ),
    "a shared clone": Kind(cloned("--shared", "--local")),
    "replaced objects": Kind(replaced),
    "grafted": Kind(grafted),
    "bare, with settings of a worktree": Kind(bare_with_worktree),
    "called bare": Kind(
        with_settings("core.bare=true"), _all_with_git("must be run in a work tree")
    ),
    "core.worktree": Kind(other_work_tree, _all_with_git("see core.worktree")),
    "settings of an includeIf": Kind(included),
    "settings of the system": Kind(system_settings, is_published=True),
    "settings of the repository": Kind(with_settings(*(
        setting for setting in SETTINGS
        if not setting.startswith(("core.hooksPath", "i18n.commitEncoding", "core.fsmonitor"))
    ))),
    "settings for safety": Kind(with_settings(
        "core.protectHFS=true", "core.protectNTFS=true", "core.safecrlf=true",
        "transfer.fsckObjects=true", "core.fileMode=false", "core.sharedRepository=all",
    )),
    "no pager, no editor": Kind(with_settings(
        "core.editor=false", "sequence.editor=false", "core.pager=false", "commit.verbose=true",
        "commit.template=/nowhere", "commit.status=true", "commit.cleanup=strip",
    )),
    "formats": Kind(with_settings(
        "format.pretty=%H", "log.decorate=full", "log.date=relative", "core.abbrev=4",
        "column.ui=always", "color.ui=always", "tag.sort=-refname", "core.commentChar=R",
        "status.branch=true", "diff.mnemonicPrefix=true", "advice.detachedHead=true",
    )),
    "variables of a hook": Kind(with_variables(VARIABLES)),
    "attributes for archives": Kind(attributes("* export-ignore", "* export-subst")),
    "attributes of a filter": Kind(attributes("* filter=nothing", "* -text -diff", "* merge=ours")),
    "attributes of an encoding": Kind(attributes("*.yml encoding=UTF-16 whitespace=tab-in-indent")),
    "an attribute that rewrites": Kind(
        chain(committed("docs/id.md", "# Id\n\n$Id$\n"), attributes("docs/id.md ident"),
              run("rm", "--quiet", "--cached", "docs/id.md"),
              run("checkout", "HEAD", "docs/id.md")),
        {"release": "PB853"},
    ),
    "ignored data": Kind(committed(".gitignore", f"{DATA_FOLDER}/\ndocs/\n*.yml\n")),
    "an unknown file that is ignored": Kind(
        chain(committed(".gitignore", "page.yml\n"),
              placed(f"{DATA_FOLDER}/policy/page.yml", CHAPTER)),
        {"diff": r"Added \(1\)\n  B ", "comment": r"Added \(1\)", "release": "PB850"},
    ),
    "assumed unchanged": Kind(run("update-index", "--assume-unchanged", POSTING)),
    "a split index": Kind(run("update-index", "--split-index")),
    "an index of version 4": Kind(run("update-index", "--index-version", "4")),
    "a large file": Kind(
        chain(with_settings("core.bigFileThreshold=1k"), committed("docs/large.bin", BIG)),
        has_other_files=True,
    ),
    "sha256": Kind(sha256),
    "no identity": Kind(
        nameless,
        {"release": "PB855"},
    ),
    "a locked index": Kind(
        placed(".git/index.lock", ""), {"release": "index.lock"}
    ),
    "a damaged index": Kind(
        damaged("index"), {"release": "PB855|index", "publish": "PB855|index"}
    ),
    "an object that is missing": Kind(
        without_object(f"v1.0.0:{POSTING}"), _all_with_git("missing from the repository")
    ),
    "damaged settings": Kind(damaged("config"), _all_with_git("config")),
    "no commits": Kind(
        unborn, {"diff": "nor a git revision", "comment": "nor a git revision",
                 "release": "PB8", "publish": "PB805"},
    ),
    "no repository": Kind(
        no_repository, {"diff": "not a git repository", "comment": "not a git repository",
                        "release": "PB808", "publish": "PB808"},
    ),
    "no git": Kind(with_variables({"PATH": "/nowhere"}), _all_with_git("git is not installed")),
    "a branch named as the tag": Kind(
        run("branch", "v1.0.0"), {"diff": "is ambiguous", "comment": "is ambiguous"}
    ),
    "case of the file system": Kind(with_settings("core.ignoreCase=true", "core.symlinks=false")),
}  # fmt: skip
