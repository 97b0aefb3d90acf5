"""Builds the tag of a published version again, and compares the files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location, Phrase, Problem
from . import codes
from .build import BuiltVersion, build
from .codes import RefusedError, refusal
from .environment import current_python, environment, installed_versions, rebuild_environment
from .generator import running_generator
from .manifest import MANIFEST, Manifest, differences, read_manifest
from .provenance import Environment, Generator
from .python_runner import CURRENT_PYTHON
from .released import comparable_files
from .sbom import SBOM
from .stores import Store
from .tagged_release import TaggedRelease, find_tag
from .version_numbers import parse_version


@dataclass(frozen=True)
class Rebuilt:
    """The result of building a version again.

    ``other_builder`` are the differences between what built the version and what built it here. If
    there are problems, these differences may be the cause; otherwise they had no effect.
    """

    problems: tuple[Problem, ...]
    other_builder: tuple[Phrase, ...]


def verify_rebuilt(store: Store, project: Path, version: str, *, rebuild: bool) -> Rebuilt:
    """Build the tag of a published version again and compare the files. Raises RefusedError.

    With ``rebuild``, the environment is created from the tag's lock file; otherwise the current one
    is used, and its packages must match the manifest.
    """
    published = _published(store, version)
    tagged = find_tag(project, parse_version(version))
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        python, used = _environment(published, tagged, Path(work), rebuild=rebuild)
        try:
            built = build(project, tagged, Path(work), python, used)
        except RefusedError as error:
            causes = _other_builder(published, running_generator())
            raise RefusedError(*error.problems, *_problems(version, causes)) from error
    causes = _other_builder(published, built.manifest.generator)
    problems = tuple(_differences(published, built, tagged, has_sbom=not causes))
    if problems:
        problems = (*problems, *_problems(version, causes))
    return Rebuilt(problems, tuple(Phrase("proof.other-builder", version=version, name=name,
                                          found=found, wanted=wanted)
                                   for name, found, wanted in causes))  # fmt: skip


def _published(store: Store, version: str) -> Manifest:
    path = f"{version}/{MANIFEST}"
    data = store.read(path)
    if data is None:
        reason = Phrase("reason.no-version", version=version)
        raise refusal(codes.UNREADABLE_TREE, store.name, reason=reason)
    return read_manifest(data, path)


def _environment(
    published: Manifest, tagged: TaggedRelease, work: Path, *, rebuild: bool
) -> tuple[Path, Environment]:
    """The interpreter to build with, and its environment. Raises RefusedError."""
    if rebuild:
        return rebuild_environment(tagged.lock, work / "environment")
    used = environment(tagged.lock)
    extra = published.environment.packages.keys() - used.packages.keys()
    _require_same_packages(published, {**used.packages, **installed_versions(extra)})
    return CURRENT_PYTHON, used


def _require_same_packages(published: Manifest, installed: Mapping[str, str]) -> None:
    """Check that the installed packages match those of a release. Raises RefusedError."""
    for name, wanted in published.environment.packages.items():
        if installed.get(name) != wanted:
            found = installed.get(name, Phrase("found.not-installed"))
            raise refusal(
                codes.ENVIRONMENT_MISMATCH, MANIFEST, name=name, found=found, wanted=wanted
            )


def _differences(
    published: Manifest, built: BuiltVersion, tagged: TaggedRelease, *, has_sbom: bool
) -> Iterator[Problem]:
    """A problem for each file that differs, and for another commit.

    Without ``has_sbom``, the SBOM is not compared: it names what built the version.
    """
    differing = dict(differences(published.files, comparable_files(published, built)))
    if not has_sbom:
        differing.pop(SBOM, None)
    if built.manifest.commit != published.commit:
        differing[MANIFEST] = Phrase("how.other-commit", tag=tagged.number.tag)
    for path, how in sorted(differing.items()):
        name = f"{published.version}/{path}"
        yield codes.DIFFERS.at(Location(name), path=name, how=how)


Cause = tuple[Phrase, str, str]
"""What differs, the value here, and the value of the release."""


def _other_builder(published: Manifest, generator: Generator | None) -> list[Cause]:
    """The differences in the generator, Python and the platform."""
    python, platform = current_python()
    used = published.environment
    pairs = [
        (Phrase("builder.python"), python, used.python),
        (Phrase("builder.platform"), platform, used.platform),
    ]
    if published.generator and generator:
        pairs.insert(0, (Phrase("builder.generator"), str(generator), str(published.generator)))
    return [pair for pair in pairs if pair[1] != pair[2]]


def _problems(version: str, causes: list[Cause]) -> Iterator[Problem]:
    for name, found, wanted in causes:
        yield codes.OTHER_BUILDER.at(
            Location(f"{version}/{MANIFEST}"), version=version, name=name, found=found,
            wanted=wanted,
        )  # fmt: skip
