"""Finds the tag of a release and builds it in a separate folder."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from .. import git, git_objects
from ..model.days import day_of, zone_in
from ..problems import Location, Phrase
from ..project import DATA_FOLDER, check_links
from ..site.config_file import CONFIG, ConfigError, site_url
from . import codes
from .checkout import checkout
from .codes import RefusedError, refusal
from .environment import LOCK, dependencies_between, packages_path, with_kinds
from .generator import RUNNING, generator_in, identify, installed_generator
from .git_errors import git_refusal
from .manifest import MANIFEST, Environment, Manifest, files_of
from .provenance import Generator
from .python_runner import ProgramFailedError, build_environment, run_module
from .sbom import SBOM, sbom
from .tag_message import TagObject, as_released, read_tag
from .version_numbers import VersionNumber

RELEASE_CONFIG = "mkdocs.release.yml"
RELEASE_KEY = "playbook_release"
"""The key under ``extra`` that marks a release build; its value is the date."""


@dataclass(frozen=True)
class TaggedRelease:
    """A tagged release.

    ``at`` is the time of its commit in seconds since 1970, and ``zone`` the organisation's time
    zone. ``project`` is the path of the project in the repository, which ends with a slash or is
    empty. ``lock`` is the lock file's content. ``tag`` is None for a lightweight tag.
    """

    number: VersionNumber
    commit: str
    at: int
    project: str
    site_url: str
    lock: bytes | None
    zone: str = ""
    tag: TagObject | None = None

    @property
    def date(self) -> str:
        """The time of the commit in UTC, as YYYY-MM-DDTHH:MM:SSZ."""
        return datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def day(self) -> str:
        """The day of the commit where the organisation is, as YYYY-MM-DD."""
        return day_of(datetime.fromtimestamp(self.at, UTC), self.zone).isoformat()


@dataclass(frozen=True)
class BuiltVersion:
    """A built version: its manifest, the folder with its files, and a tag with a digest."""

    manifest: Manifest
    folder: Path
    tag: TagObject | None = None


def find_tag(project: Path, number: VersionNumber) -> TaggedRelease:
    """Find the tag of a version in the project's repository. Raises RefusedError."""
    try:
        prefix = git.prefix(project)
        if git.is_shallow(project):
            raise refusal(codes.SHALLOW, number.tag)
        ref = f"refs/tags/{number.tag}"
        commit = git.find_commit(project, ref)
        if commit is None:
            raise refusal(codes.NO_TAG, number.tag, tag=number.tag, version=number)
        at = git_objects.commit_time(project, commit)
        git_objects.read(project, commit, f"{prefix}{CONFIG}")  # raises an error if it is a link
        address = _site_url(project, commit, prefix)
        lock = git_objects.read(project, commit, f"{prefix}{LOCK}")
        zone = zone_in(git_objects.read(project, commit, f"{prefix}{DATA_FOLDER}/playbook.yml"))
        tag = read_tag(git_objects.tag_object(project, ref) or b"")
    except git.GitError as error:
        raise git_refusal(error, str(project)) from error
    return TaggedRelease(number, commit, at, prefix, address, lock, zone, tag)


def _site_url(project: Path, commit: str, prefix: str) -> str:
    """The address of the whole tree, from ``mkdocs.yml`` in a commit. Raises RefusedError.

    ``mkdocs.yml`` is read with the environment variables of a build, so the result does not depend
    on who publishes.
    """
    files = [
        entry
        for entry in git_objects.entries(project, commit, prefix)
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
        raise refusal(codes.NOT_BUILT, "mkdocs.yml", reason=reason)
    return url


def build(
    project: Path, tagged: TaggedRelease, work: Path, python: Path, environment: Environment
) -> BuiltVersion:
    """Build a tag in the folder ``work`` with a Python interpreter. Raises RefusedError."""
    source, out = work / "source", work / "site"
    checkout(project, tagged.commit, source)
    _run_mkdocs(source / tagged.project, tagged, out, python)
    for compressed in out.rglob("*.gz"):
        compressed.unlink()  # gzip files contain the time, so they differ between builds
    version = json.loads((out / "entries.json").read_bytes())["version"]
    if version != tagged.number.text:
        tag = tagged.number.tag
        raise refusal(codes.OTHER_VERSION, "playbook_data/playbook.yml", tag=tag, found=version)
    announcement = tagged.tag.announcement if tagged.tag else None
    used = with_kinds(environment, source / tagged.project / DATA_FOLDER, python)
    manifest = Manifest(
        tagged.number.text, tagged.date, tagged.commit, tagged.site_url,
        as_released(used, announcement), {},
        generator=_generator(source / tagged.project, python),
    )  # fmt: skip
    dependencies = dependencies_between(used.packages, python)
    (out / SBOM).write_bytes(sbom(manifest, dependencies))
    manifest = replace(manifest, files=files_of(out))
    (out / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, out, tagged.tag if announcement else None)


def _generator(project: Path, python: Path) -> Generator:
    """Identify the generator that a build in a folder uses."""
    folders = packages_path(python)
    package = generator_in(project)
    if package is None and folders is not None:
        package = installed_generator(Path(folders[0]))
    return identify(package or RUNNING)


def _run_mkdocs(source: Path, tagged: TaggedRelease, out: Path, python: Path) -> None:
    config = {
        "INHERIT": "mkdocs.yml",
        "site_url": f"{tagged.site_url}latest/",  # canonical links point to the current version
        "extra": {RELEASE_KEY: tagged.day},
    }
    if problems := check_links(source):
        reason = Phrase("reason.links")
        location = Location(tagged.number.tag)
        raise RefusedError(codes.NOT_BUILT.at(location, reason=reason), *problems)
    args = ("build", "--strict", "--quiet", "--config-file", RELEASE_CONFIG)
    try:
        (source / RELEASE_CONFIG).unlink(missing_ok=True)  # writing would follow a link
        (source / RELEASE_CONFIG).write_text(json.dumps(config), encoding="utf-8")
        (source / "docs").mkdir(exist_ok=True)  # git does not store empty folders
        run_module(python, "mkdocs", *args, "--site-dir", str(out), folder=source, at=tagged.at)
    except OSError as error:
        raise refusal(codes.NOT_BUILT, tagged.number.tag, reason=error.strerror) from error
    except ProgramFailedError as error:
        raise refusal(codes.NOT_BUILT, "mkdocs.yml", reason=_reason(error.lines)) from error


def _reason(lines: list[str]) -> str:
    """The most useful line of a failed build: the first reported problem, or else the last line."""
    errors = [line for line in lines if ": error PB" in line or ": warning PB" in line]
    return " ".join((errors[0] if errors else lines[-1]).split())
