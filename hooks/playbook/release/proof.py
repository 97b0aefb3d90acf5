"""Compares a published tree with the tags of its releases, and checks their signatures.

The manifests show only that no file was changed on its own: anyone with write access to the host
can replace pages and manifests together. A tag contains the digest of the version's manifest, so it
proves what was released; its signature proves who released it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import git
from ..git_objects import tag_object
from ..problems import Code, Location, Phrase, Problem
from ..project import DATA_FOLDER
from . import codes
from .decision_report import covered_by_tag, unproven_decisions
from .decisions import rolled_back
from .git_errors import git_refusal
from .git_settings import setting
from .manifest import LATEST, MANIFEST, Manifest
from .released import tag_with_digest
from .root_manifest import root_manifest
from .signatures import Signature, Status, check, describe
from .stores import Store, readable_manifest
from .tag_message import TagObject, read_tag, tag_path
from .version_numbers import is_number, parse_version


@dataclass(frozen=True)
class Proof:
    """What the tags say: statements for the report, and the problems."""

    statements: tuple[Phrase, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Source:
    """Where the tags come from: a clone of the handbook, or else the published tree itself.

    ``allowed_signers`` are files of keys that may sign; ``ssh_signers`` is the allowed-signers file
    in the clone's git settings.
    """

    store: Store
    clone: Path | None
    allowed_signers: tuple[Path, ...]
    ssh_signers: Path | None

    def tag(self, name: str) -> bytes | None:
        """The bytes of an annotated tag. Raises RefusedError."""
        if self.clone:
            return tag_object(self.clone, f"refs/tags/{name}")
        return self.store.read(tag_path(name))


def is_clone(folder: Path) -> bool:
    """Whether a folder is the project of a handbook in a git repository."""
    if not (folder / DATA_FOLDER).is_dir():
        return False
    try:
        return bool(git.run(folder, "rev-parse", "--git-dir"))
    except git.GitError:
        return False


def prove(store: Store, clone: Path | None, allowed: Sequence[Path] = ()) -> Proof:
    """Compare the manifests of all versions with their tags. Raises RefusedError, and OSError.

    The manifests themselves must have been verified. Without a clone, the published copies of the
    tags are used; they prove something only with ``allowed``, files of keys that may sign.
    """
    if clone is None and not allowed:
        return Proof((*unproven_decisions(store), Phrase("proof.only-manifests")), ())
    source = _Source(store, clone, tuple(allowed), _configured_signers(clone) if clone else None)
    root = root_manifest(store.read(MANIFEST)) or {"versions": {}, "latest": ""}
    findings: list[Phrase | Problem] = []
    try:
        for version in sorted(root["versions"], key=parse_version):
            findings += _version(source, version, root["versions"][version])
        findings += _latest(source, root)
        findings += _not_published(clone, root) if clone else [Phrase("proof.not-newest")]
    except git.GitError as error:
        raise git_refusal(error, str(clone)) from error
    findings.append(Phrase("proof.not-tagged-files"))
    return Proof(
        tuple(finding for finding in findings if isinstance(finding, Phrase)),
        tuple(finding for finding in findings if isinstance(finding, Problem)),
    )


def _configured_signers(clone: Path) -> Path | None:
    path = setting(clone, "gpg.ssh.allowedSignersFile")
    return clone / path if path else None


def _version(source: _Source, version: str, published: str) -> Iterator[Phrase | Problem]:
    """What the tag of one version says; ``published`` is the digest of its manifest."""
    name = parse_version(version).tag
    data = source.tag(name)
    tag = read_tag(data) if data is not None else None
    if tag is None or tag.announcement is None:
        yield from _without_digest(source, version, tag)
        return
    manifest = readable_manifest(source.store, version)
    decision = manifest.decision if manifest else None
    if decision is not None:  # the manifest after a withdrawal names the one that was tagged
        published = decision.previous_digest
    how = difference_from_tag(manifest, name, tag, published)
    if how is not None:
        yield _problem(codes.NOT_AS_TAGGED, version, tag=name, how=how)
    signature = check(tag, source.allowed_signers, source.ssh_signers)
    description = describe(signature)
    if _is_refused(signature, source):
        yield _problem(codes.BAD_SIGNATURE, version, tag=name, signature=description)
    yield covered_by_tag(name, description, decision, is_as_tagged=how is None)
    if source.clone and source.store.read(tag_path(name)) not in (None, data):
        yield Phrase("proof.tag-made-again", tag=name)


def difference_from_tag(
    manifest: Manifest | None, name: str, tag: TagObject, published: str
) -> Phrase | None:
    """How a published version differs from its tag, which names a digest, or None.

    ``published`` is the digest of the manifest that was tagged.
    """
    assert tag.announcement is not None
    if tag.name != name:
        return Phrase("how.tag-of-another", tag=tag.name)
    if tag.announcement.digest_of(manifest.edition if manifest else "") != published:
        return Phrase("how.other-manifest")
    return _other_commit(manifest, name, tag.commit)


def _other_commit(manifest: Manifest | None, name: str, commit: str) -> Phrase | None:
    is_different = manifest is not None and manifest.commit != commit
    return Phrase("how.other-commit", tag=name) if is_different else None


def _without_digest(
    source: _Source, version: str, tag: TagObject | None
) -> Iterator[Phrase | Problem]:
    """What is known of a version whose tag names no digest, or that has no annotated tag."""
    name = parse_version(version).tag
    commit = tag.commit if tag else None
    if source.clone and commit is None:
        commit = git.find_commit(source.clone, f"refs/tags/{name}")
    if commit is None:
        yield _problem(codes.NOT_AS_TAGGED, version, tag=name, how=Phrase("how.no-tag"))
        return
    how = _other_commit(readable_manifest(source.store, version), name, commit)
    if how is not None:
        yield _problem(codes.NOT_AS_TAGGED, version, tag=name, how=how)
    if source.allowed_signers or (source.clone and tag_with_digest(source.clone, commit)):
        yield _problem(codes.NOT_AS_TAGGED, version, tag=name, how=Phrase("how.no-digest"))
    yield Phrase("proof.no-digest", tag=name)


def _is_refused(signature: Signature, source: _Source) -> bool:
    """Whether a signature is a problem: a bad one is, and others are if allowed keys are known."""
    if signature.status in (Status.BAD, Status.REVOKED, Status.OUTSIDE_VALIDITY):
        return True
    if signature.status is Status.UNKNOWN:
        is_ssh = " " in signature.key  # the type of the key and its fingerprint
        return bool(source.allowed_signers) or (is_ssh and source.ssh_signers is not None)
    return bool(source.allowed_signers) and signature.status is not Status.GOOD


def _latest(source: _Source, root: Mapping[str, Any]) -> Iterator[Phrase | Problem]:
    """A problem if ``latest`` is a wrong version; a statement if decisions were made."""
    yield from unproven_decisions(source.store)
    remaining = root["versions"].keys() - rolled_back(root)
    for version in sorted(remaining, key=parse_version, reverse=True):
        manifest = readable_manifest(source.store, version)
        if manifest is not None and manifest.withdrawn is None:
            if version != root["latest"]:
                how = Phrase("how.not-highest", version=root["latest"], highest=version)
                yield codes.DIFFERS.at(Location(LATEST), path=LATEST, how=how)
            return


def _not_published(clone: Path, root: Mapping[str, Any]) -> Iterator[Phrase]:
    """The releases of a clone that the tree does not contain."""
    for tag in git.tags(clone):
        number = tag.removeprefix("v")
        if tag != number and is_number(number) and number not in root["versions"]:
            yield Phrase("proof.not-published", tag=tag)


def _problem(code: Code, version: str, **facts: object) -> Problem:
    return code.at(Location(f"{version}/{MANIFEST}"), cure=None, fix=None, cause=None, **facts)
