"""Checks before publishing that a build is what was released."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from .. import git_objects
from ..changes.releases import releases, tag_ref
from ..problems import Phrase
from . import codes
from .build import BuiltVersion
from .codes import refusal
from .environment import current_python
from .manifest import MANIFEST, Manifest, digest
from .published_version import Version
from .sbom import SBOM
from .stores import Store
from .tag_message import Announcement, TagObject, read_tag, tag_path
from .tagged_release import TaggedRelease


def refuse_other_build(project: Path, tagged: TaggedRelease, built: BuiltVersion) -> None:
    """Check that a build has the digest in its tag. Raises RefusedError, and GitError.

    A tag without a digest was made by an earlier version of this package, so no release before it
    has a digest either.
    """
    announcement = tagged.tag.announcement if tagged.tag else None
    name = tagged.number.tag
    if announcement is None:
        if tagged.edition == "public":
            raise refusal(codes.NO_PUBLIC_DIGEST, name, tag=name)
        earlier = tag_with_digest(project, tagged.commit)
        if earlier is not None:
            raise refusal(codes.TAG_WITHOUT_DIGEST, name, tag=name, earlier=earlier.name)
        return
    if tagged.tag and tagged.tag.name != name:
        why = Phrase("how.tag-of-another", tag=tagged.tag.name)
        raise refusal(codes.BUILD_DIFFERS, name, tag=name, why=why)
    announced = announcement.digest_of(tagged.edition)
    if not announced:
        raise refusal(codes.NO_PUBLIC_DIGEST, name, tag=name)
    if digest(built.manifest.to_bytes()) != announced:
        raise refusal(codes.BUILD_DIFFERS, name, tag=name, why=_why(announcement, built.manifest))


def tag_with_digest(project: Path, commit: str) -> TagObject | None:
    """The first tag with a digest among the releases that a commit contains. Raises GitError."""
    for version in releases(project, merged=commit):
        tag = read_tag(git_objects.tag_object(project, tag_ref(version)) or b"")
        if tag is not None and tag.announcement is not None:
            return tag
    return None


def _why(announcement: Announcement, manifest: Manifest) -> Phrase:
    """The likely cause of a different digest."""
    generator = manifest.generator
    if generator != announcement.generator:
        return Phrase("why.other-generator", found=str(generator), wanted=announcement.generator)
    python, platform = current_python()
    if (python, platform) != (announcement.python, announcement.platform):
        found, wanted = f"{python} {platform}", f"{announcement.python} {announcement.platform}"
        return Phrase("why.other-python", found=found, wanted=wanted)
    return Phrase("why.other-content")


def published_tags(
    store: Store, built: BuiltVersion | None, versions: Iterable[Version]
) -> dict[str, bytes]:
    """The published tags of the versions of a tree, and that of a built version, by path.

    A tag names the person who made it, so the public edition has none.
    """
    paths = {version.text: tag_path(f"v{version.text}") for version in versions}
    tags = {path: store.read(path) for path in paths.values()}
    if built and built.tag and not built.manifest.edition:
        tags[paths[built.manifest.version]] = built.tag.data
    return {path: data for path, data in tags.items() if data is not None}


def comparable_files(published: Manifest, built: BuiltVersion) -> Mapping[str, str]:
    """The digests of the files of a build to compare with a published version, by path.

    Versions that were published with a manifest of format 1 have no SBOM.
    """
    files = dict(built.manifest.files)
    if published.generator is None:
        files.pop(SBOM, None)
    return files


def as_format_1(built: BuiltVersion) -> Manifest:
    """The manifest of a build as earlier versions of this package wrote it."""
    files = {path: hash for path, hash in built.manifest.files.items() if path != SBOM}
    return replace(built.manifest, files=files, generator=None)


def restore_format_1(built: BuiltVersion) -> BuiltVersion:
    """Change the folder of a build to the files of a version that was published in format 1."""
    manifest = as_format_1(built)
    (built.folder / SBOM).unlink(missing_ok=True)
    (built.folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, built.folder)
