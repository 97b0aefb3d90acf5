"""A version with a manifest of format 1 keeps that manifest when it is published again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from factories import make_version, tree_of

from playbook.release.build import BuiltVersion
from playbook.release.manifest import MANIFEST, Generator, files_of
from playbook.release.publish import add_to_folder
from playbook.release.sbom import SBOM
from playbook.release.verify import open_store, verify


def built_today(folder: Path) -> BuiltVersion:
    """The same version with a generator and an SBOM, as it is built today."""
    made = make_version(folder, "1.0.0")
    (folder / SBOM).write_text("{}\n")
    generator = Generator("social-media-playbook", "0.2.0", "0" * 64)
    manifest = replace(made.manifest, generator=generator, files=files_of(folder))
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, folder)


@pytest.mark.parametrize("is_missing", [False, True])
def test_publishing_again_changes_nothing_and_restores_a_missing_folder(
    tmp_path: Path, is_missing: bool
) -> None:
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "old", "1.0.0"), tree)
    before = tree_of(tree)
    if is_missing:
        shutil.rmtree(tree / "1.0.0")
    assert add_to_folder(built_today(tmp_path / "new"), tree).changed == is_missing
    assert tree_of(tree) == before
    assert verify(open_store(str(tree))).problems == ()
