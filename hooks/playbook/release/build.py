"""Builds a release in a separate folder, from its tag or before it is tagged."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from .. import git, git_objects
from ..problems import Code, Location, Output, Phrase
from ..project import DATA_FOLDER, check_links
from ..site.config_file import CONFIG, ConfigError, site_url
from . import codes
from .checkout import checkout
from .codes import RefusedError, refusal
from .environment import LOCK, environment, rebuild_environment, with_kinds
from .git_errors import git_refusal
from .manifest import MANIFEST, Environment, Manifest, files_of
from .python_runner import CURRENT_PYTHON, ProgramFailedError, build_environment, run_module
from .version_numbers import VersionNumber

RELEASE_CONFIG = "mkdocs.release.yml"
RELEASE_KEY = "playbook_release"
"""The key under ``extra`` that marks a release build; its value is the date."""


@dataclass(frozen=True)
class TaggedRelease:
    """A tagged release, or one that will be tagged.

    ``at`` is the time of its commit in seconds since 1970. ``project`` is the path of the project
    in the repository, which ends with a slash or is empty. ``lock`` is the lock file's content.
    ``new_files`` are the files of the project that a release adds to ``commit`` before it tags;
    None removes a file. They are empty for a tag.
    """

    number: VersionNumber
    commit: str
    at: int
    project: str
    site_url: str
    lock: bytes | None
    new_files: Mapping[str, bytes | None] = field(default_factory=dict)

    @property
    def not_built(self) -> Code:
        """The code of a problem that prevents the build."""
        return codes.NOT_BUILDABLE if self.new_files else codes.NOT_BUILT

    @property
    def date(self) -> str:
        """The time of the commit in UTC, as YYYY-MM-DDTHH:MM:SSZ."""
        return datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class BuiltVersion:
    """A built version: its manifest, and the folder with its files."""

    manifest: Manifest
    folder: Path


def find_tag(project: Path, number: VersionNumber) -> TaggedRelease:
    """Find the tag of a version in the project's repository. Raises RefusedError."""
    try:
        if git.is_shallow(project):
            raise refusal(codes.SHALLOW, number.tag)
        commit = git.find_commit(project, f"refs/tags/{number.tag}")
        if commit is None:
            raise refusal(codes.NO_TAG, number.tag, tag=number.tag, version=number)
        return release_of(project, number, commit, git_objects.commit_time(project, commit))
    except git.GitError as error:
        raise git_refusal(error, str(project)) from error


def release_of(
    project: Path,
    number: VersionNumber,
    commit: str,
    at: int,
    new_files: Mapping[str, bytes | None] | None = None,
) -> TaggedRelease:
    """The release of a commit, with the files that will be added. Raises RefusedError, GitError."""
    prefix = git.prefix(project)
    git_objects.read(project, commit, f"{prefix}{CONFIG}")  # raises an error if it is a link
    lock = git_objects.read(project, commit, f"{prefix}{LOCK}")
    release = TaggedRelease(number, commit, at, prefix, "", lock, new_files or {})
    return replace(release, site_url=_site_url(project, release))


def _site_url(project: Path, release: TaggedRelease) -> str:
    """The address of the whole tree, from ``mkdocs.yml`` in a commit. Raises RefusedError.

    ``mkdocs.yml`` is read with the environment variables of a build, so the result does not depend
    on who publishes.
    """
    prefix = release.project
    files = [
        entry
        for entry in git_objects.entries(project, release.commit, prefix)
        if entry.is_file and entry.path.endswith((".yml", ".yaml"))
        and not entry.path.startswith(f"{prefix}{DATA_FOLDER}/")
    ]  # fmt: skip
    reason: Phrase | str = Phrase("reason.no-site-url")
    with tempfile.TemporaryDirectory(prefix="playbook-") as folder:
        git_objects.write(project, files, Path(folder), prefix)
        try:
            url = site_url(Path(folder), build_environment())
        except ConfigError as error:
            url, reason = None, str(error)
    if url is None:
        raise refusal(release.not_built, CONFIG, reason=reason)
    return url


def build_release(
    project: Path, release: TaggedRelease, work: Path, *, rebuild: bool
) -> BuiltVersion:
    """Build a release. Raises RefusedError.

    With ``rebuild``, the environment is created from the lock file; otherwise the current one is
    used.
    """
    if not rebuild:
        return build(project, release, work, CURRENT_PYTHON, environment(release.lock))
    python, locked = rebuild_environment(release.lock, work / "environment")
    return build(project, release, work, python, locked)


def build(
    project: Path, tagged: TaggedRelease, work: Path, python: Path, environment: Environment
) -> BuiltVersion:
    """Build a release in the folder ``work`` with a Python interpreter. Raises RefusedError."""
    source, out = work / "source", work / "site"
    checkout(project, tagged.commit, source)
    for name, data in tagged.new_files.items():
        _replace(source / tagged.project / name, data)
    _run_mkdocs(source / tagged.project, tagged, out, python)
    if not (out / "entries.json").is_file():
        raise refusal(tagged.not_built, CONFIG, reason=Phrase("reason.no-handbook"))
    for compressed in out.rglob("*.gz"):
        compressed.unlink()  # gzip files contain the time, so they differ between builds
    version = json.loads((out / "entries.json").read_bytes())["version"]
    if version != tagged.number.text:
        tag = tagged.number.tag
        raise refusal(codes.OTHER_VERSION, "playbook_data/playbook.yml", tag=tag, found=version)
    manifest = Manifest(
        tagged.number.text,
        tagged.date,
        tagged.commit,
        tagged.site_url,
        with_kinds(environment, source / tagged.project / DATA_FOLDER, python),
        files_of(out),
    )
    (out / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, out)


def _replace(path: Path, data: bytes | None) -> None:
    """Replace a file of a checkout, or remove it."""
    path.unlink(missing_ok=True)
    if data is not None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


def _run_mkdocs(source: Path, tagged: TaggedRelease, out: Path, python: Path) -> None:
    config = {
        "INHERIT": "mkdocs.yml",
        "site_url": f"{tagged.site_url}latest/",  # canonical links point to the current version
        "extra": {RELEASE_KEY: tagged.date[:10]},
    }
    if problems := check_links(source):
        reason = Phrase("reason.links")
        location = Location(tagged.number.tag)
        raise RefusedError(tagged.not_built.at(location, reason=reason), *problems)
    args = ("build", "--strict", "--quiet", "--config-file", RELEASE_CONFIG)
    try:
        (source / RELEASE_CONFIG).unlink(missing_ok=True)  # writing would follow a link
        (source / RELEASE_CONFIG).write_text(json.dumps(config), encoding="utf-8")
        (source / "docs").mkdir(exist_ok=True)  # git does not store empty folders
        run_module(python, "mkdocs", *args, "--site-dir", str(out), folder=source, at=tagged.at)
    except OSError as error:
        raise refusal(tagged.not_built, tagged.number.tag, reason=error.strerror) from error
    except ProgramFailedError as error:
        raise refusal(tagged.not_built, CONFIG, reason=_reason(error.lines, source)) from error


def _reason(lines: list[str], source: Path) -> Output:
    """All problems that a failed build reported, or else its whole output; paths are as in git."""
    problems = [line for line in lines if ": error PB" in line or ": warning PB" in line]
    texts = (" ".join(line.split()) for line in problems or lines)
    return Output(tuple(text.replace(f"{source}/", "") for text in texts))
