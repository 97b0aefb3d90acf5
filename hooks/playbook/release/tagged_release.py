"""Finds the tag of a release, and reads what a build needs to know about its commit."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from .. import git, git_objects
from ..model.days import day_of, zone_in
from ..model.edition import public_address_in
from ..model.playbook import Edition
from ..problems import Code, Phrase
from ..project import DATA_FOLDER
from ..site.config_file import CONFIG, ConfigError, site_url
from ..site.edition import NOT_BUILDABLE
from . import codes
from .codes import refusal
from .environment import LOCK
from .git_errors import git_refusal
from .python_runner import build_environment
from .tag_message import TagObject, read_tag
from .version_numbers import VersionNumber

SETTINGS = f"{DATA_FOLDER}/playbook.yml"


@dataclass(frozen=True)
class TaggedRelease:
    """A tagged release, or one that will be tagged.

    ``at`` is the time of its commit in seconds since 1970, and ``zone`` the organisation's time
    zone. ``prefix`` is the path of the project in the repository, which ends with a slash or is
    empty. ``lock`` is the lock file's content. ``new_files`` are the files of the project that a
    release adds to ``commit`` before it tags; None removes a file. A tagged release has none.
    ``tag`` is None for a lightweight tag. ``edition`` is the part that is built, with its own
    ``site_url``.
    """

    number: VersionNumber
    commit: str
    at: int
    prefix: str
    site_url: str
    lock: bytes | None
    zone: str = ""
    new_files: Mapping[str, bytes | None] = field(default_factory=dict)
    tag: TagObject | None = None
    edition: Edition = "full"

    @property
    def not_built(self) -> Code:
        """The code of a problem that prevents the build."""
        return codes.NOT_BUILDABLE if self.new_files else codes.NOT_BUILT

    @property
    def date(self) -> str:
        """The time of the commit in UTC, as YYYY-MM-DDTHH:MM:SSZ."""
        return datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def day(self) -> str:
        """The day of the commit where the organisation is, as YYYY-MM-DD."""
        return day_of(datetime.fromtimestamp(self.at, UTC), self.zone).isoformat()


def find_tag(project: Path, number: VersionNumber, edition: Edition = "full") -> TaggedRelease:
    """Find the tag of a version in the project's repository. Raises RefusedError."""
    try:
        if git.is_shallow(project):
            raise refusal(codes.SHALLOW, number.tag)
        ref = f"refs/tags/{number.tag}"
        commit = git.find_commit(project, ref)
        if commit is None:
            raise refusal(codes.NO_TAG, number.tag, tag=number.tag, version=number)
        at = git_objects.commit_time(project, commit)
        release = release_of(project, number, commit, at, edition=edition)
        return replace(release, tag=read_tag(git_objects.tag_object(project, ref) or b""))
    except git.GitError as error:
        raise git_refusal(error, str(project)) from error


def release_of(
    project: Path,
    number: VersionNumber,
    commit: str,
    at: int,
    new_files: Mapping[str, bytes | None] | None = None,
    edition: Edition = "full",
) -> TaggedRelease:
    """The release of a commit, with the files that will be added. Raises RefusedError, GitError."""
    prefix = git.prefix(project)
    git_objects.read(project, commit, f"{prefix}{CONFIG}")  # raises an error if it is a link
    lock = git_objects.read(project, commit, f"{prefix}{LOCK}")
    settings = git_objects.read(project, commit, f"{prefix}{SETTINGS}")
    zone = zone_in(settings)
    release = TaggedRelease(
        number,
        commit,
        at,
        prefix,
        site_url="",
        lock=lock,
        zone=zone,
        new_files=new_files or {},
        edition=edition,
    )
    if edition == "full":
        return replace(release, site_url=_site_url(project, release))
    address = public_address_in(settings)
    if not address or address == _site_url(project, release):
        same_address = Phrase("reason.same-address", address=address)
        reason = same_address if address else Phrase("reason.no-public-address")
        raise refusal(NOT_BUILDABLE, SETTINGS, reason=reason)
    return replace(release, site_url=address)


def _site_url(project: Path, release: TaggedRelease) -> str:
    """The address of the whole tree, from ``mkdocs.yml`` in a commit. Raises RefusedError.

    ``mkdocs.yml`` is read with the environment variables of a build, so the result does not depend
    on who publishes.
    """
    prefix = release.prefix
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
