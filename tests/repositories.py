"""Creates repositories of many kinds, and lists git settings, attributes and variables to try."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from playbook.project import DATA_FOLDER

FIRST_COMMIT = {
    f"{DATA_FOLDER}/keys.yml": b"entries: [{id: one, why: '$Format:%H$ $Id$'}]\n",
    f"{DATA_FOLDER}/policy/crlf.yml": b"entries:\r\n  - id: two\r\n",
    f"{DATA_FOLDER}/policy/empty.yml": b"",
    f"{DATA_FOLDER}/policy/ny åtgärd.yml": b"\xff\xfe\x00raw\x00\n",
    "mkdocs.yml": b"site_url: https://example.com/\n",
}
"""The files of the release v1.0.0 with their content; some are not valid UTF-8."""
SECOND_COMMIT = {f"{DATA_FOLDER}/keys.yml": b"entries: [{id: one, why: 'another'}]\n"}


def git(folder: Path, *args: str, stdin: bytes = b"") -> str:
    """The output of a git command that runs with a fixed author. Fails if the command fails."""
    identity = ("-c", "user.name=Ed", "-c", "user.email=ed@example.com")
    options = ("-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always")
    command = ["git", *identity, *options, *args]
    completed = subprocess.run(command, cwd=folder, capture_output=True, input=stdin, check=False)
    assert completed.returncode == 0, completed.stderr.decode()
    return completed.stdout.decode().strip()


def repository(folder: Path, subfolder: str = "", *init_options: str) -> Path:
    """Create a repository with two commits: a release tag on the first, a deploy tag on the second.

    Returns the folder of the project, which is ``subfolder`` of the repository.
    """
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", *init_options, ".")
    for files, tag in ((FIRST_COMMIT, "v1.0.0"), (SECOND_COMMIT, "deploy-2026-11-01")):
        write_files(folder / subfolder, files)
        git(folder, "-c", "core.autocrlf=false", "add", "--all")
        git(folder, "commit", "--quiet", "--message", tag)
        git(folder, "tag", tag)
    return folder / subfolder


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write files, given by relative path, to a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _folder_within(at: Path) -> Path:
    return repository(at / "repo", "a handbook/åäö/")


def _worktree(at: Path) -> Path:
    git(repository(at / "repo"), "worktree", "add", "--quiet", str(at / "tree"))
    return at / "tree"


def _shallow(at: Path) -> Path:
    origin = repository(at / "origin")
    git(at, "clone", "--quiet", "--depth=2", origin.as_uri(), "clone")
    git(at / "clone", "fetch", "--quiet", "--tags")
    return at / "clone"


def _detached(at: Path) -> Path:
    repo = repository(at / "repo")
    git(repo, "checkout", "--quiet", "--detach")
    return repo


def _separate_git_dir(at: Path) -> Path:
    return repository(at / "repo", "", f"--separate-git-dir={at / 'elsewhere.git'}")


def _alternates(at: Path) -> Path:
    origin = repository(at / "origin")
    git(at, "clone", "--quiet", "--shared", str(origin), "clone")
    return at / "clone"


def _packed(at: Path) -> Path:
    repo = repository(at / "repo")
    git(repo, "gc", "--quiet", "--prune=now")
    git(repo, "commit-graph", "write", "--reachable")
    return repo


def _submodule(at: Path) -> Path:
    origin = repository(at / "origin")
    (at / "whole").mkdir()
    git(at / "whole", "init", "--quiet")
    git(at / "whole", "submodule", "--quiet", "add", str(origin), "part")
    return at / "whole" / "part"


def _sparse(at: Path) -> Path:
    repo = repository(at / "repo")
    git(repo, "sparse-checkout", "set", "--no-cone", f"/{DATA_FOLDER}/keys.yml")
    return repo


def _bare_neighbour(at: Path) -> Path:
    repo = repository(at / "repo")
    for folder in (at / "neighbour.git", repo / "docs", repo / DATA_FOLDER / "policy"):
        folder.mkdir(exist_ok=True)
        git(folder, "init", "--quiet", "--bare", ".")
    return repo


def _through_a_link(at: Path) -> Path:
    repository(at / "repo")
    (at / "link").symlink_to("repo")
    return at / "link"


def _grafted(at: Path) -> Path:
    """A graft removes the parent of the second commit, so no release precedes it."""
    repo = repository(at / "repo")
    (repo / ".git" / "info" / "grafts").write_text(f"{git(repo, 'rev-parse', 'HEAD')}\n")
    return repo


def _replaced(at: Path) -> Path:
    """A blob, the tree and the commit of the release are replaced by those of the next commit."""
    repo = repository(at / "repo")
    for suffix in (f"^{{commit}}:{DATA_FOLDER}/keys.yml", "^{tree}", "^{commit}"):
        git(repo, "replace", f"v1.0.0{suffix}", f"HEAD{suffix}")
    return repo


def _misleading_names(at: Path) -> Path:
    """A branch and another reference have the name of the release tag, but point elsewhere."""
    repo = repository(at / "repo")
    git(repo, "branch", "v1.0.0")
    git(repo, "update-ref", "refs/v1.0.0", "HEAD")
    return repo


SHAPES: dict[str, Callable[[Path], Path]] = {
    "plain": lambda at: repository(at / "repo"),
    "folder within": _folder_within,
    "worktree": _worktree,
    "shallow": _shallow,
    "detached": _detached,
    "separate git dir": _separate_git_dir,
    "alternates": _alternates,
    "packed": _packed,
    "sha256": lambda at: repository(at / "repo", "", "--object-format=sha256"),
    "submodule": _submodule,
    "sparse": _sparse,
    "bare neighbour": _bare_neighbour,
    "through a link": _through_a_link,
    "grafted": _grafted,
    "replaced": _replaced,
    "misleading names": _misleading_names,
}

SETTINGS = (
    "color.ui=always", "color.status=always", "core.abbrev=4", "core.attributesFile=/dev/null",
    "core.autocrlf=true", "core.checkStat=minimal", "core.commitGraph=true", "core.eol=crlf",
    "core.fsmonitor=false; exit 1;", "core.hooksPath=no-hooks", "core.ignoreCase=true",
    "core.ignoreStat=true", "core.pager=false", "core.precomposeUnicode=true",
    "core.quotepath=on", "core.splitIndex=true", "core.symlinks=false", "core.trustctime=false",
    "core.untrackedCache=true", "core.useReplaceRefs=true", "diff.external=false",
    "diff.ignoreSubmodules=all", "diff.noprefix=true", "diff.renames=copies",
    "i18n.commitEncoding=latin1", "i18n.logOutputEncoding=UTF-16", "alias.ls-tree=version",
    "alias.cat-file=version", "log.date=relative", "log.follow=true", "log.mailmap=true",
    "log.showSignature=true", "pager.status=false", "status.branch=true",
    "status.relativePaths=true", "status.renames=copies", "status.short=true",
    "status.showStash=true", "status.showUntrackedFiles=no", "submodule.recurse=true",
    "tag.sort=-refname", "versionsort.suffix=-",
)  # fmt: skip

ATTRIBUTES = (
    "* export-ignore", "* export-subst", "* filter=loud", "* ident", "* text eol=crlf",
    "* text=auto", "* working-tree-encoding=UTF-16", "* -text -diff", "* encoding=UTF-16",
)  # fmt: skip
FILTER_SETTINGS = (
    "filter.loud.smudge=tr a-z A-Z",
    "filter.loud.clean=tr a-z A-Z",
    "filter.loud.required=1",
)

VARIABLES = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nowhere",
    "GIT_ATTR_SOURCE": "HEAD",
    "GIT_CONFIG_PARAMETERS": "'core.quotepath=on' cut off'",
    "GIT_DIR": "/nowhere",
    "GIT_EXTERNAL_DIFF": "false",
    "GIT_GRAFT_FILE": "/nowhere",
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_INDEX_FILE": "/nowhere/index",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NAMESPACE": "other",
    "GIT_NO_REPLACE_OBJECTS": "0",
    "GIT_OBJECT_DIRECTORY": "/nowhere",
    "GIT_PAGER": "false",
    "GIT_PREFIX": "other/",
    "GIT_REPLACE_REF_BASE": "refs/heads/",
    "GIT_SHALLOW_FILE": "/nowhere",
    "GIT_TRACE": "1",
    "GIT_WORK_TREE": "/nowhere",
    "LANGUAGE": "sv",
    "LC_ALL": "sv_SE.UTF-8",
}


def configure(project: Path, settings: tuple[str, ...]) -> None:
    """Add settings, given as ``section.key=value``, to a repository's configuration file."""
    path = project / git(project, "rev-parse", "--git-path", "config")
    with path.open("a", encoding="utf-8") as file:
        for setting in settings:
            name, _, value = setting.partition("=")
            section, _, key = name.rpartition(".")
            head = section.replace(".", ' "', 1) + ('"' if "." in section else "")
            file.write(f'[{head}]\n\t{key} = "{value}"\n')


def add_attribute(project: Path, line: str) -> None:
    """Add a line to every file from which git reads attributes."""
    info = project / git(project, "rev-parse", "--git-path", "info")
    info.mkdir(exist_ok=True)
    attributes_file = info / "from a setting"
    for path in (
        project / ".gitattributes", project / DATA_FOLDER / ".gitattributes", info / "attributes",
        project / DATA_FOLDER / "policy" / ".gitattributes", attributes_file,
    ):  # fmt: skip
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{line}\n", encoding="utf-8")
    configure(project, (*FILTER_SETTINGS, f"core.attributesFile={attributes_file}"))
