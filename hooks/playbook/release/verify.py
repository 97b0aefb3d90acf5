"""Verifies a published tree against its manifests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location, Phrase, Problem, ordered
from . import codes
from .build import build
from .codes import refusal
from .environment import (
    environment,
    installed_versions,
    rebuild_environment,
    require_same_environment,
)
from .folder_store import FolderStore
from .integrity import Candidate, Difference, compare
from .manifest import (
    LATEST,
    MANIFEST,
    MISSING,
    STAGING,
    Manifest,
    differences,
    digest,
    read_manifest,
    root_manifest,
)
from .python_runner import CURRENT_PYTHON
from .stores import Store
from .tagged_release import find_tag
from .version_numbers import is_number, parse_version
from .web_store import WebStore


@dataclass(frozen=True)
class VerificationResult:
    """How many versions and files were verified, and every problem found."""

    versions: int
    files: int
    problems: tuple[Problem, ...]


def open_store(location: str) -> Store:
    """Open the tree at a web address or in a folder."""
    if location.startswith(("http://", "https://")):
        return WebStore(location)
    return FolderStore(Path(location))


def verify(store: Store) -> VerificationResult:
    """Verify every file against the manifests. Raises RefusedError without a tree."""
    data = store.read(MANIFEST)
    root = root_manifest(data)
    if root is None:
        raise refusal(codes.UNREADABLE_TREE, store.name, reason=Phrase("reason.no-valid-manifest"))
    comparison = compare(store, [Candidate(root, digest(data or b""))])
    missing = [(version, MISSING) for version in comparison.missing]
    problems = _problems([*comparison.differences, *missing])
    problems += _special_files(store, root["files"])
    return VerificationResult(len(root["versions"]), comparison.files, tuple(ordered(problems)))


def _problems(differences: Iterable[Difference]) -> list[Problem]:
    return [codes.DIFFERS.at(Location(path), path=path, how=how) for path, how in differences]


def _special_files(store: Store, files: Iterable[str]) -> list[Problem]:
    """A problem for each link, mount point or special file inside a tree."""
    special = store.rescan().special if isinstance(store, FolderStore) else {}
    names = {path.split("/")[0] for path in files} | {LATEST, MANIFEST, STAGING}
    paths = [path for path in special if (name := path.split("/")[0]) in names or is_number(name)]
    return [codes.SPECIAL_FILE.at(Location(path), path=path, what=special[path]) for path in paths]


def verify_rebuilt(store: Store, project: Path, version: str, *, rebuild: bool) -> list[Problem]:
    """Build the tag of a published version again and compare the files. Raises RefusedError.

    With ``rebuild``, the environment is created from the tag's lock file; otherwise the current one
    is used, and must match the manifest.
    """
    data = store.read(f"{version}/{MANIFEST}")
    if data is None:
        raise refusal(
            codes.UNREADABLE_TREE, store.name, reason=Phrase("reason.no-version", version=version)
        )
    published = read_manifest(data, f"{version}/{MANIFEST}")
    require_same_environment(published.environment)
    tagged = find_tag(project, parse_version(version))
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        if rebuild:
            python, used = rebuild_environment(tagged.lock, Path(work) / "environment")
        else:
            python, used = CURRENT_PYTHON, environment(tagged.lock)
            extra = published.environment.packages.keys() - used.packages.keys()
            _require_same_packages(published, {**used.packages, **installed_versions(extra)})
        built = build(project, tagged, Path(work), python, used)
    differing = dict(differences(published.files, built.manifest.files))
    if built.manifest.commit != published.commit:
        differing[MANIFEST] = Phrase("how.other-commit", tag=tagged.number.tag)
    return _problems((f"{version}/{path}", how) for path, how in sorted(differing.items()))


def _require_same_packages(published: Manifest, installed: Mapping[str, str]) -> None:
    """Check that the installed packages match those of a release. Raises RefusedError."""
    for name, wanted in published.environment.packages.items():
        if installed.get(name) != wanted:
            found = installed.get(name, Phrase("found.not-installed"))
            raise refusal(
                codes.ENVIRONMENT_MISMATCH, MANIFEST, name=name, found=found, wanted=wanted
            )
