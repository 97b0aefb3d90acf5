"""Versions as a build leaves them, made small, and repositories to publish from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
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
from support import TESTS, copy_small

ROOT = TESTS.parent
RULES = {"say-it": "Say that you work here.", "ask-first": "Ask before you post."}


URL = "https://playbook.example.com/"


def make_version(
    folder: Path, version: str, rules: Mapping[str, str] = RULES, url: str = URL
) -> BuiltVersion:  # fmt: skip
    """A version with a page of rules, in the shape of a real one."""
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
    whole = {"organisation": {"name": "Exempel AB"}, "values": {}, "decided": None, "release": None}
    page = f"<p>{version}</p>" + "".join(f"<p>{text}</p>" for text in rules.values())
    files = {
        "entries.json": json.dumps(index),
        "playbook.json": json.dumps({**whole, "entries": entries}),
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


def _entry(id: str, text: str) -> dict[str, object]:
    title = {"sv": id, "en": id}
    output = {"sv": text, "en": text}
    hash = digest(text.encode())[:16]
    return {"id": id, "kind": "policy", "status": "current", "title": title, "digest": hash,
            "statement": output}  # fmt: skip


def read_built(folder: Path) -> BuiltVersion:
    """The version that stands built in a folder."""
    return BuiltVersion(read_manifest((folder / MANIFEST).read_bytes(), MANIFEST), folder)


def tree_of(folder: Path) -> dict[str, str]:
    """Every file of a tree, by its path, with its digest."""
    return {path: digest((folder / path).read_bytes()) for path in sorted(paths_of(folder))}


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system with room for little more than a version."""
    folder.mkdir()
    as_root("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        as_root("umount", str(folder))


def as_root(*args: str) -> None:
    """Run a program as root: in CI a user may ask for that without a word."""
    before = () if os.geteuid() == 0 else ("sudo", "-n")
    subprocess.run([*before, *args], check=True)


def git(repo: Path, *args: str) -> str:
    """What git prints, with a name for commits and a clock that stands still."""
    who = {"GIT_AUTHOR_NAME": "Ed", "GIT_AUTHOR_EMAIL": "ed@example.com"}
    who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
    env = {"PATH": "/usr/bin:/bin", "HOME": str(repo), "GIT_CONFIG_NOSYSTEM": "1", **who}
    args = ("-c", "init.defaultBranch=main", *args)
    done = subprocess.run(["git", *args], cwd=repo, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def bare_repository(folder: Path) -> Path:
    """An empty bare repository."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare", ".")
    return folder


def clone(remote: Path, folder: Path) -> Path:
    """A repository whose origin is a remote."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", ".")
    git(folder, "remote", "add", "origin", str(remote))
    return folder


def project(folder: Path) -> Path:
    """A project in a repository of its own: the small playbook, and the package as it is."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", ".")
    copy_small(folder)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=ignored)
    shutil.copy(TESTS / "data" / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# Om handboken\n\nText.\n", encoding="utf-8")
    commit(folder, "The first text", "2026-03-02T08:00:00Z")
    return folder


def copied(repo: Path, folder: Path) -> Path:
    """A copy of a repository, to be changed; git knows its files again."""
    shutil.copytree(repo, folder, symlinks=True)
    git(folder, "update-index", "-q", "--refresh")
    return folder


def commit(repo: Path, message: str, at: str = "2026-03-02T08:00:00Z") -> None:
    """Commit all there is, at a time."""
    git(repo, "add", "--all")
    with_clock = ("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", message)
    env = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "PATH": "/usr/bin:/bin"}
    who = {f"GIT_{whose}_{key}": value for whose in ("AUTHOR", "COMMITTER")
           for key, value in (("NAME", "Ed"), ("EMAIL", "ed@example.com"))}  # fmt: skip
    subprocess.run(["git", *with_clock], cwd=repo, check=True, env=env | who)


def rewrite(path: Path, text: str) -> None:
    """Write a file anew: an old version shares its files with ``latest`` by hard links."""
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")


def forge(tree: Path, path: str, text: str) -> None:
    """Change a file of the latest version, and every manifest above it: nothing tells."""
    version, file = path.split("/", 1)
    for folder in (version, LATEST):
        rewrite(tree / folder / file, text)
        recorded = json.loads((tree / folder / MANIFEST).read_bytes())
        recorded["files"][file] = digest(text.encode())
        rewrite(tree / folder / MANIFEST, as_json(recorded).decode())
    manifest = digest((tree / version / MANIFEST).read_bytes())
    listed = json.loads((tree / VERSIONS).read_bytes())
    listed[0]["properties"]["manifest"] = manifest
    rewrite(tree / VERSIONS, as_json(listed).decode())
    whole = json.loads((tree / MANIFEST).read_bytes())
    whole["versions"][version] = manifest
    whole["files"][VERSIONS] = digest((tree / VERSIONS).read_bytes())
    rewrite(tree / MANIFEST, as_json(whole).decode())


def latest_of(folder: Path) -> dict[str, str]:
    """The files of ``latest`` alone."""
    return tree_of(folder / LATEST)


@dataclass(frozen=True)
class Process:
    """How a process ended, and what it said."""

    code: int
    output: str


def publisher(
    built: Path, how: str, target: Path, more: Mapping[str, str] | None = None
) -> Process:
    """Publish what is built, in a process of its own."""
    done = subprocess.run(
        put_command(built, how, target),
        env=put_environment() | dict(more or {}), capture_output=True, text=True,
    )  # fmt: skip
    return Process(done.returncode, done.stdout + done.stderr)


def put_command(built: Path, how: str, target: Path) -> list[str]:
    """The command that publishes what is built."""
    return [
        sys.executable,
        str(TESTS / "release" / "publisher_process.py"),
        str(built),
        how,
        str(target),
    ]


def put_environment() -> dict[str, str]:
    """What that command needs around it."""
    path = os.pathsep.join([str(ROOT / "hooks"), str(TESTS), str(TESTS / "release")])
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
