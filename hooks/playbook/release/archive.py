"""Writes one published version to a folder of its own, with everything that it needs.

The result is a published tree with this one version: its files byte for byte, its tag, and the list
of releases and the permanent pages that its pages lead to. So it works below any path of a server,
and ``playbook verify`` accepts it. A second copy of its pages opens from disk.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location
from ..site.from_disk import with_file_names
from ..site.mirror import link_or_copy
from . import codes
from .build import BuiltVersion
from .codes import RefusedError, refusal
from .copying import copy_version, reason_of, write_files
from .folder_store import FolderStore
from .integrity import Difference
from .manifest import (
    DIFFERENT,
    LATEST,
    MANIFEST,
    MISSING,
    Manifest,
    digest,
    paths_of,
    read_manifest,
)
from .publish import plan_update_for
from .root_manifest import root_manifest
from .stores import Store
from .tag_message import read_tag, tag_path
from .target_state import TargetState
from .version_numbers import VersionNumber

FROM_DISK = "from-disk"
"""The folder of the copy whose links name files, as browsers need them without a web server."""


@dataclass(frozen=True)
class Archived:
    """How many files the version has, and the page to open without a web server."""

    files: int
    page: Path


def archive(source: Store, number: VersionNumber, folder: Path) -> Archived:
    """Write a version of a published tree to a new folder. Raises RefusedError, and writes nothing.

    Every file must be as the version's manifest says, and that as the tree's manifest says.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refusal(codes.NOT_EMPTY, str(folder))
    manifest = _manifest(source, number.text)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".playbook-") as work:
            built = _copied(source, manifest, Path(work) / "version")
            _write_tree(built, Path(work) / "tree")
            _write_copy_for_disk(Path(work) / "tree", number.text)
            if folder.exists():
                folder.rmdir()
            (Path(work) / "tree").rename(folder)
    except OSError as error:
        raise refusal(codes.NOT_WRITTEN, str(folder), reason=reason_of(error)) from error
    page = folder / FROM_DISK / number.text / "index.html"
    return Archived(len(manifest.files) + 1, page)


def _manifest(source: Store, version: str) -> Manifest:
    """The manifest of a version, if the tree has that version and it is not withdrawn."""
    root = root_manifest(source.read(MANIFEST))
    recorded = root["versions"] if root else {}
    if version not in recorded:
        published = ", ".join(recorded) or "-"
        raise refusal(codes.NOT_PUBLISHED, source.name, version=version, published=published)
    path = f"{version}/{MANIFEST}"
    data = source.read(path)
    if data is None or digest(data) != recorded[version]:
        how = MISSING if data is None else DIFFERENT
        raise refusal(codes.DIFFERS, path, path=path, how=how)
    manifest = read_manifest(data, path)
    if manifest.withdrawn:
        on, by = manifest.withdrawn.on, manifest.withdrawn.by
        raise refusal(codes.WITHDRAWN, version, version=version, on=on, by=by)
    return manifest


def _copied(source: Store, manifest: Manifest, folder: Path) -> BuiltVersion:
    """The files of a version in a new folder. Raises RefusedError if one is not as recorded."""
    files = {
        path: source.read(f"{manifest.version}/{path}") for path in (*manifest.files, MANIFEST)
    }
    wrong = list(_wrong(files, manifest))
    if wrong:
        raise RefusedError(*(
            codes.DIFFERS.at(Location(path), path=path, how=how) for path, how in wrong
        ))  # fmt: skip
    write_files(folder, {path: data for path, data in files.items() if data is not None})
    tag = source.read(tag_path(f"v{manifest.version}"))
    return BuiltVersion(manifest, folder, read_tag(tag) if tag else None)


def _wrong(files: dict[str, bytes | None], manifest: Manifest) -> Iterator[Difference]:
    for path, recorded in manifest.files.items():
        data = files[path]
        if data is None or digest(data) != recorded:
            yield f"{manifest.version}/{path}", MISSING if data is None else DIFFERENT


def _write_tree(built: BuiltVersion, tree: Path) -> None:
    """Write a published tree with one version."""
    update = plan_update_for(FolderStore(tree), built, TargetState(before=None))
    tree.mkdir()
    copy_version(built, tree / built.manifest.version, tree)
    write_files(tree, update.root)
    _link_files(tree / built.manifest.version, tree / LATEST)


def _write_copy_for_disk(tree: Path, version: str) -> None:
    """Write a copy of a tree whose links name files."""
    copy = tree / FROM_DISK
    for path in sorted(paths_of(tree)):
        if path.split("/")[0] in (LATEST, FROM_DISK):
            continue
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".html"):
            html = (tree / path).read_text(encoding="utf-8")
            text = with_file_names(html, (tree / path).parent, tree)
            (copy / path).write_text(text, encoding="utf-8", newline="\n")
        else:
            link_or_copy(tree / path, copy / path)
    _link_files(copy / version, copy / LATEST)


def _link_files(source: Path, destination: Path) -> None:
    """Give a new folder the same files as another one."""
    shutil.copytree(source, destination, copy_function=lambda a, b: link_or_copy(Path(a), Path(b)))
