"""Creates small built versions, and repositories to publish from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.release.build import BuiltVersion
from playbook.release.manifest import (
    LATEST,
    MANIFEST,
    VERSIONS,
    Environment,
    Manifest,
    as_json,
    digest,
    files_of,
    paths_of,
    read_manifest,
)
from playbook.release.tagging import Contents, commit_and_tag
from playbook.release.version_numbers import parse_version
from support import TESTS, copy_small

ROOT = TESTS.parent
RULES = {"say-it": "Say that you work here.", "ask-first": "Ask before you post."}


URL = "https://playbook.example.com/"


def make_version(
    folder: Path, version: str, rules: Mapping[str, str] = RULES, url: str = URL
) -> BuiltVersion:  # fmt: skip
    """A built version with one page of rules, with the same files as a real version."""
    folder.mkdir(parents=True)
    entries = [_entry(id, text) for id, text in rules.items()]
    index = {
        "format": 1,
        "version": version,
        "organisation": "Exempel AB",
        "public": False,
        "roots": {"sv": "", "en": "en/"},
        "pages": ["", "policy/"],
        "places": {"policy": "policy/"},
        "entries": {
            entry["id"]: {
                "kind": "policy",
                "page": "policy/",
                "title": entry["title"],
                "digest": entry["digest"],
            }
            for entry in entries
        },
    }
    data = {"organisation": {"name": "Exempel AB"}, "values": {}, "decided": None, "release": None,
            "languages": ["sv", "en"], "chapters": []}  # fmt: skip
    page = f"<p>{version}</p>" + "".join(f"<p>{text}</p>" for text in rules.values())
    files = {
        "entries.json": json.dumps(index),
        "playbook.json": json.dumps({**data, "entries": entries}),
        "index.html": f"<p>{version}</p>",
        "policy/index.html": page,
        "assets/playbook/palette.css": ":root { --pb-ink: black; }",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    manifest = Manifest(
        version, "2026-03-02T08:00:00Z", "c" * 40, url,
        Environment("3.11", "linux-x86_64", "", {"mkdocs": "1.6.1"}), files_of(folder),
    )  # fmt: skip
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, folder)


def with_file(built: BuiltVersion, path: str, text: str) -> BuiltVersion:
    """A built version after the text of one of its files was replaced."""
    (built.folder / path).write_text(text, encoding="utf-8")
    manifest = replace(built.manifest, files=files_of(built.folder))
    (built.folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, built.folder)


def _entry(id: str, text: str) -> dict[str, object]:
    title = {"sv": id, "en": id}
    statement = {"sv": text, "en": text}
    hash = digest(text.encode())[:16]
    fields = dict.fromkeys(("title", "question", "answer", "why"), title)
    examples = {"do": {"sv": [id], "en": [id]}, "dont": {"sv": [id], "en": [id]}}
    return {"id": id, "kind": "policy", "status": "current", "digest": hash, **fields,
            "asks": "what", "examples": examples, "statement": statement}  # fmt: skip


def read_built(folder: Path) -> BuiltVersion:
    """The built version in a folder."""
    return BuiltVersion(read_manifest((folder / MANIFEST).read_bytes(), MANIFEST), folder)


def tree_of(folder: Path) -> dict[str, str]:
    """The digest of every file of a tree, by its path."""
    return {path: digest((folder / path).read_bytes()) for path in sorted(paths_of(folder))}


@contextmanager
def small_disk(folder: Path, size: str = "512k") -> Iterator[Path]:
    """A file system, by default with space for little more than one version."""
    folder.mkdir()
    as_root("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        as_root("umount", str(folder))


def as_root(*args: str) -> None:
    """Run a program as root; users in CI can use sudo without a password."""
    sudo = () if os.geteuid() == 0 else ("sudo", "-n")
    subprocess.run([*sudo, *args], check=True)


def git(repo: Path, *args: str) -> str:
    """The output of a git command, with a fixed identity and without the user's settings."""
    identity = {"GIT_AUTHOR_NAME": "Ed", "GIT_AUTHOR_EMAIL": "ed@example.com"}
    identity |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in identity.items()}
    env = {"PATH": "/usr/bin:/bin", "HOME": str(repo), "GIT_CONFIG_NOSYSTEM": "1", **identity}
    args = ("-c", "init.defaultBranch=main", *args)
    completed = subprocess.run(["git", *args], cwd=repo, capture_output=True, text=True, env=env)
    assert completed.returncode == 0, completed.stderr
    return completed.stdout.strip()


def bare_repository(folder: Path) -> Path:
    """An empty bare repository."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare", ".")
    return folder


def clone(remote: Path, folder: Path) -> Path:
    """A new repository with a remote as its origin; nothing is fetched."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", ".")
    git(folder, "remote", "add", "origin", str(remote))
    return folder


def project(folder: Path, *, with_package: bool = True) -> Path:
    """A repository with a project: the small playbook and the current package.

    Without the package, which is most of the files, git is fast, but the project cannot be built.
    """
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", ".")
    copy_small(folder)
    ignored = shutil.ignore_patterns("__pycache__", *(() if with_package else ("playbook",)))
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=ignored)
    shutil.copy(TESTS / "data" / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# Om handboken\n\nText.\n", encoding="utf-8")
    commit(folder, "The first text", "2026-03-02T08:00:00Z")
    return folder


def small_repository(folder: Path) -> Path:
    """A repository with the files that a release changes, ready for 1.0.1."""
    (folder / "playbook_data").mkdir(parents=True)
    (folder / "changes").mkdir()
    (folder / "playbook_data" / "playbook.yml").write_text("release: 1.0.0\n", encoding="utf-8")
    (folder / "changes" / "next.yml").write_text("note: {en: Soon.}\n", encoding="utf-8")
    (folder / "changes" / "1.0.0.yml").write_text("version: 1.0.0\n", encoding="utf-8")
    git(folder, "init", "--quiet", ".")
    git(folder, "config", "user.name", "Ed")
    git(folder, "config", "user.email", "ed@example.com")
    commit(folder, "Ready")
    git(folder, "tag", "v1.0.0")
    (folder / "changes" / "next.yml").chmod(0o640)
    (folder / "draft.txt").write_text("not added", encoding="utf-8")
    git(folder, "update-index", "-q", "--refresh")
    return folder


def tag_release(repo: Path) -> None:
    """Commit and tag 1.0.1 in a small repository, without any check or build."""
    head = git(repo, "rev-parse", "HEAD")
    settings, record = b"release: 1.0.1\n", b"version: 1.0.1\n"
    files = {
        "playbook_data/playbook.yml": Contents(settings, settings),
        "changes/1.0.1.yml": Contents(record, record),
        "changes/next.yml": None,
    }
    commit_and_tag(repo, head, parse_version("1.0.1"), 1772438400, files, lambda _: "Release 1.0.1")


def copied(repo: Path, folder: Path) -> Path:
    """A copy of a repository that a test may change, with a refreshed index."""
    shutil.copytree(repo, folder, symlinks=True)
    git(folder, "update-index", "-q", "--refresh")
    return folder


def commit(repo: Path, message: str, at: str = "2026-03-02T08:00:00Z") -> None:
    """Commit all files at a given time."""
    git(repo, "add", "--all")
    args = ("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", message)
    env = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "PATH": "/usr/bin:/bin"}
    identity = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
                for key, value in (("NAME", "Ed"), ("EMAIL", "ed@example.com"))}  # fmt: skip
    subprocess.run(["git", *args], cwd=repo, check=True, env=env | identity)


def rewrite(path: Path, text: str) -> None:
    """Replace a file with a new one, because versions share files with ``latest`` by hard links."""
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")


def forge(tree: Path, path: str, text: str) -> None:
    """Change a file of the latest version, and all manifests so that they match.

    ``path`` begins with the number of the version.
    """
    version, file = path.split("/", 1)
    for folder in (version, LATEST):
        rewrite(tree / folder / file, text)
        recorded = json.loads((tree / folder / MANIFEST).read_bytes())
        recorded["files"][file] = digest(text.encode())
        rewrite(tree / folder / MANIFEST, as_json(recorded).decode())
    manifest_digest = digest((tree / version / MANIFEST).read_bytes())
    listed = json.loads((tree / VERSIONS).read_bytes())
    listed[0]["properties"]["manifest"] = manifest_digest
    rewrite(tree / VERSIONS, as_json(listed).decode())
    root = json.loads((tree / MANIFEST).read_bytes())
    root["versions"][version] = manifest_digest
    root["files"][VERSIONS] = digest((tree / VERSIONS).read_bytes())
    rewrite(tree / MANIFEST, as_json(root).decode())


def latest_of(folder: Path) -> dict[str, str]:
    """The digest of every file of ``latest``, by its path."""
    return tree_of(folder / LATEST)


@dataclass(frozen=True)
class Process:
    """The exit status and the output of a process."""

    code: int
    output: str


def publisher(
    built: Path, how: str, target: Path, variables: Mapping[str, str] | None = None
) -> Process:
    """Publish a built version in a new process; ``variables`` are added to its environment."""
    completed = subprocess.run(
        publisher_command(built, how, target),
        env=subprocess_environment() | dict(variables or {}), capture_output=True, text=True,
    )  # fmt: skip
    return Process(completed.returncode, completed.stdout + completed.stderr)


def publisher_command(built: Path, how: str, target: Path) -> list[str]:
    """The command that publishes a built version; ``how`` as in publisher_process.py."""
    return [
        sys.executable,
        str(TESTS / "release" / "publisher_process.py"),
        str(built),
        how,
        str(target),
    ]


def subprocess_environment() -> dict[str, str]:
    """The environment for a process that imports the package and these test modules."""
    path = os.pathsep.join([str(ROOT / "hooks"), str(TESTS), str(TESTS / "release")])
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
