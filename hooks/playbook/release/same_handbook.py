"""Checks that a tree contains versions of the same handbook, as the project's tags name them."""

from __future__ import annotations

from pathlib import Path

from .. import git, git_objects
from . import codes
from .codes import refusal
from .git_errors import git_refusal
from .manifest import MANIFEST, Manifest, read_manifest
from .proof import difference_from_tag
from .stores import Store, readable_manifest
from .tag_message import read_tag
from .tagged_release import TaggedRelease
from .target_state import TargetState
from .version_numbers import parse_version


def refuse_different_handbook(
    store: Store, state: TargetState, new: TaggedRelease | Manifest, project: Path | None
) -> None:
    """Check that a tree contains versions of the same handbook and edition. Raises RefusedError.

    It is the same handbook if the address is equal, or if a version was built from a commit of the
    project: a handbook may have moved to a new address. The versions must be as tagged there.
    """
    if project:
        number = new.number.text if isinstance(new, TaggedRelease) else new.version
        refuse_forged_versions(store, state, project, number)
    versions = sorted(state.before["versions"] if state.before else (), key=parse_version)
    files = (store.read(f"{version}/{MANIFEST}") for version in versions)
    manifests = [read_manifest(data, MANIFEST) for data in files if data is not None]
    last = manifests[-1] if manifests else None
    if last and (last.edition or "full") != (wanted := new.edition or "full"):
        raise refusal(codes.OTHER_EDITION, store.name, found=last.edition or "full", wanted=wanted)
    if last is None or last.site_url == new.site_url:
        return
    if project and any(git.find_commit(project, manifest.commit) for manifest in manifests):
        return
    raise refusal(codes.OTHER_HANDBOOK, store.name, found=last.site_url, wanted=new.site_url)


def refuse_forged_versions(store: Store, state: TargetState, project: Path, new: str) -> None:
    """Check every published version against its tag in the project, except for the ``new`` one.

    Otherwise a publication would confirm pages that somebody forged together with all manifests.
    A version without a tag here, or whose tag names no digest, is not checked. Raises RefusedError.
    """
    published = state.before["versions"] if state.before else {}
    for version in sorted(published.keys() - {new}, key=parse_version):
        name = parse_version(version).tag
        try:
            data = git_objects.tag_object(project, f"refs/tags/{name}")
        except git.GitError as error:
            raise git_refusal(error, str(project)) from error
        tag = read_tag(data) if data is not None else None
        if tag is None or tag.announcement is None:
            continue
        manifest = readable_manifest(store, version)
        decision = manifest.decision if manifest else None
        digest = decision.previous_digest if decision else published[version]
        how = difference_from_tag(manifest, name, tag, digest)
        if how is not None:
            raise refusal(codes.NOT_AS_TAGGED, f"{version}/{MANIFEST}", tag=name, how=how)
