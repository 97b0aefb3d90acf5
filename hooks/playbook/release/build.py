"""Builds a release in a separate folder: from its tag, or before it is tagged."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..problems import Location, Phrase
from ..project import DATA_FOLDER, check_links
from ..site.config_file import CONFIG
from ..site.edition import KEY as EDITION_KEY
from . import codes
from .build_output import cure_of, reason_of
from .checkout import checkout
from .codes import RefusedError, refusal
from .environment import (
    dependencies_between,
    environment,
    packages_path,
    rebuild_environment,
    with_kinds,
)
from .generator import RUNNING, generator_in, identify, installed_generator
from .manifest import MANIFEST, Environment, Manifest, files_of
from .provenance import Generator
from .python_runner import CURRENT_PYTHON, ProgramFailedError, run_module
from .sbom import SBOM, sbom
from .tag_message import TagObject, as_released
from .tagged_release import TaggedRelease

RELEASE_CONFIG = "mkdocs.release.yml"
RELEASE_KEY = "playbook_release"
"""The key under ``extra`` that marks a release build; its value is the day of the release."""


@dataclass(frozen=True)
class BuiltVersion:
    """A built version: its manifest, its folder, and its tag if that has a digest."""

    manifest: Manifest
    folder: Path
    tag: TagObject | None = None


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


def built_manifests(
    project: Path, releases: Iterable[TaggedRelease], *, rebuild: bool
) -> list[Manifest]:
    """Build releases, and keep only their manifests. Raises RefusedError."""
    manifests = []
    for release in releases:
        with tempfile.TemporaryDirectory(prefix="playbook-") as work:
            manifests.append(build_release(project, release, Path(work), rebuild=rebuild).manifest)
    return manifests


def build(
    project: Path, tagged: TaggedRelease, work: Path, python: Path, environment: Environment
) -> BuiltVersion:
    """Build a release in the folder ``work`` with a Python interpreter. Raises RefusedError."""
    source, out = work / "source", work / "site"
    checkout(project, tagged.commit, source)
    for name, data in tagged.new_files.items():
        _replace_file(source / tagged.prefix / name, data)
    _run_mkdocs(source / tagged.prefix, tagged, out, python)
    if not (out / "entries.json").is_file():
        raise refusal(tagged.not_built, CONFIG, reason=Phrase("reason.no-handbook"))
    for compressed in out.rglob("*.gz"):
        compressed.unlink()  # gzip files contain the time, so they differ between builds
    version = json.loads((out / "entries.json").read_bytes())["version"]
    if version != tagged.number.text:
        tag = tagged.number.tag
        raise refusal(codes.OTHER_VERSION, "playbook_data/playbook.yml", tag=tag, found=version)
    announcement = tagged.tag.announcement if tagged.tag else None
    used = with_kinds(environment, source / tagged.prefix / DATA_FOLDER, python)
    manifest = Manifest(
        tagged.number.text, tagged.date, tagged.commit, tagged.site_url,
        as_released(used, announcement), files={},
        generator=_generator(source / tagged.prefix, python),
        edition="" if tagged.edition == "full" else tagged.edition,
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


def _replace_file(path: Path, data: bytes | None) -> None:
    """Replace a file of a checkout, or remove it if ``data`` is None."""
    path.unlink(missing_ok=True)
    if data is not None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


def _run_mkdocs(source: Path, tagged: TaggedRelease, out: Path, python: Path) -> None:
    release_settings = {
        "INHERIT": "mkdocs.yml",
        "site_url": f"{tagged.site_url}latest/",  # canonical links point to the current version
        "extra": {RELEASE_KEY: tagged.day, EDITION_KEY: tagged.edition},
    }
    if problems := check_links(source):
        reason = Phrase("reason.links")
        location = Location(tagged.number.tag)
        raise RefusedError(tagged.not_built.at(location, reason=reason), *problems)
    args = ("build", "--strict", "--quiet", "--config-file", RELEASE_CONFIG)
    try:
        (source / RELEASE_CONFIG).unlink(missing_ok=True)  # writing would follow a link
        (source / RELEASE_CONFIG).write_text(
            json.dumps(release_settings), encoding="utf-8", newline="\n"
        )
        (source / "docs").mkdir(exist_ok=True)  # git does not store empty folders
        run_module(python, "mkdocs", *args, "--site-dir", str(out), folder=source, at=tagged.at)
    except OSError as error:
        raise refusal(tagged.not_built, tagged.number.tag, reason=error.strerror) from error
    except ProgramFailedError as error:
        reasons = reason_of(error.lines, source)
        raise refusal(
            tagged.not_built, CONFIG, cure=cure_of(error.lines), reason=reasons
        ) from error
