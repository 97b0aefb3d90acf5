"""Rebuilds a published version from its tag, and compares the files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.playbook import Edition
from ..problems import Location, Phrase, Problem
from . import codes
from .build import BuiltVersion, build
from .codes import RefusedError, refusal
from .environment import current_python, environment, installed_versions, rebuild_environment
from .generator import running_generator
from .manifest import MANIFEST, Manifest, differences
from .provenance import Environment, Generator
from .python_runner import CURRENT_PYTHON
from .rebuilt_withdrawal import CURE, compared, differences_after_withdrawal
from .released import comparable_files
from .sbom import SBOM
from .stores import Store, published_manifest
from .tagged_release import TaggedRelease, find_tag
from .version_numbers import parse_version


@dataclass(frozen=True)
class Rebuilt:
    """The result of rebuilding a version.

    ``builder_differences`` name what differs between the original build and this one: generator,
    Python or platform. They may be the cause of ``problems``; without problems, they had no effect.
    ``withdrawal`` says what was compared if the version is no longer what was released.
    """

    problems: tuple[Problem, ...]
    builder_differences: tuple[Phrase, ...]
    withdrawal: tuple[Phrase, ...] = ()


def verify_rebuilt(store: Store, project: Path, version: str, *, use_lock_file: bool) -> Rebuilt:
    """Rebuild a published version from its tag and compare the files. Raises RefusedError.

    With ``use_lock_file``, the environment is created from the tag's lock file; otherwise the
    current one is used, and its packages must match the manifest.
    """
    published = _manifest_of(store, version)
    edition: Edition = "public" if published.edition else "full"
    tagged = find_tag(project, parse_version(version), edition)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        python, used = _environment(published, tagged, Path(work), use_lock_file=use_lock_file)
        try:
            built = build(project, tagged, Path(work), python, used)
        except RefusedError as error:
            causes = _builder_differences(published, running_generator())
            raise RefusedError(*error.problems, *_problems(version, causes)) from error
        causes = _builder_differences(published, built.manifest.generator)
        problems = tuple(_differences(store, published, built, tagged, compare_sbom=not causes))
    if problems:
        problems = (*problems, *_problems(version, causes))
    other = tuple(Phrase("proof.other-builder", version=version, name=name, found=found,
                         wanted=wanted) for name, found, wanted in causes)  # fmt: skip
    withdrawal = (compared(published, built.manifest.files),) if published.decision else ()
    return Rebuilt(problems, other, withdrawal)


def _manifest_of(store: Store, version: str) -> Manifest:
    manifest = published_manifest(store, version)
    if manifest is None:
        reason = Phrase("reason.no-version", version=version)
        raise refusal(codes.UNREADABLE_TREE, store.name, reason=reason)
    return manifest


def _environment(
    published: Manifest, tagged: TaggedRelease, work: Path, *, use_lock_file: bool
) -> tuple[Path, Environment]:
    """The interpreter to build with, and its environment. Raises RefusedError."""
    if use_lock_file:
        return rebuild_environment(tagged.lock, work / "environment")
    used = environment(tagged.lock)
    other_names = published.environment.packages.keys() - used.packages.keys()
    _require_same_packages(published, {**used.packages, **installed_versions(other_names)})
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
    store: Store, published: Manifest, built: BuiltVersion, tagged: TaggedRelease, *,
    compare_sbom: bool,
) -> Iterator[Problem]:  # fmt: skip
    """A problem for each file that differs, and for a different commit.

    Without ``compare_sbom``, the SBOM is ignored: it names the software that built the version.
    """
    files = comparable_files(published, built)
    if published.decision:
        found = differences_after_withdrawal(store, published, built.folder, files)
    else:
        found = differences(published.files, files)
    differing = dict(found)
    if not compare_sbom:
        differing.pop(SBOM, None)
    if built.manifest.commit != published.commit:
        differing[MANIFEST] = Phrase("how.other-commit", tag=tagged.number.tag)
    for path, how in sorted(differing.items()):
        name = f"{published.version}/{path}"
        cure = CURE if published.decision else None
        yield codes.DIFFERS.at(Location(name), cure=cure, path=name, how=how)


Cause = tuple[Phrase, str, str]
"""What differs, its value here, and its value in the release."""


def _builder_differences(published: Manifest, generator: Generator | None) -> list[Cause]:
    """The differences in the generator, Python and the platform."""
    python, platform = current_python()
    used = published.environment
    values = [
        (Phrase("builder.python"), python, used.python),
        (Phrase("builder.platform"), platform, used.platform),
    ]
    if published.generator and generator:
        values.insert(0, (Phrase("builder.generator"), str(generator), str(published.generator)))
    return [(name, found, wanted) for name, found, wanted in values if found != wanted]


def _problems(version: str, causes: list[Cause]) -> Iterator[Problem]:
    for name, found, wanted in causes:
        yield codes.OTHER_BUILDER.at(
            Location(f"{version}/{MANIFEST}"), version=version, name=name, found=found,
            wanted=wanted,
        )  # fmt: skip
