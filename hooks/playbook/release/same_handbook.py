"""Checks that a tree is of the same handbook and edition as a new version."""

from __future__ import annotations

from pathlib import Path

from .. import git
from . import codes
from .codes import refusal
from .manifest import MANIFEST, Manifest, read_manifest
from .stores import Store
from .tagged_release import TaggedRelease
from .target_state import TargetState
from .version_numbers import parse_version


def refuse_different_handbook(
    store: Store, state: TargetState, new: TaggedRelease | Manifest, project: Path | None
) -> None:
    """Check that a tree contains versions of the same handbook and edition. Raises RefusedError.

    It is the same handbook if the address is equal, or if a version was built from a commit of the
    project: a handbook may have moved to a new address.
    """
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
