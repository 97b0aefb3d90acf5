"""From ``release`` to ``verify``: only what the signed tag names is published."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from factories import (
    commit,
    copied,
    git,
    make_version,
    project,
    rewrite,
    subprocess_environment,
    tree_of,
)
from release_history import adopted
from signers import ssh_signer

from playbook.problems import Location
from playbook.release.build import BuiltVersion
from playbook.release.codes import RefusedError
from playbook.release.environment import current_python
from playbook.release.generator import RUNNING as RUNNING_GENERATOR
from playbook.release.generator import identify
from playbook.release.manifest import LATEST, MANIFEST, as_json, digest, read_manifest
from playbook.release.prepare import prepare
from playbook.release.publish import publish_to_folder
from playbook.release.rebuild import verify_rebuilt
from playbook.release.released import refuse_other_build
from playbook.release.sbom import SBOM
from playbook.release.tag_message import read_tag, tag_message
from playbook.release.tagged_release import TaggedRelease, find_tag
from playbook.release.verify import open_store
from playbook.release.version_numbers import parse_version
from support import line_of
from support import replace as replace_text

pytestmark = pytest.mark.slow

VERSION = parse_version("1.0.0")


@dataclass(frozen=True)
class Released:
    """A repository with the release 1.0.0, and the tree published from it."""

    repo: Path
    tree: Path

    @property
    def manifest(self) -> bytes:
        return (self.tree / "1.0.0" / MANIFEST).read_bytes()

    @property
    def tag(self) -> bytes:
        command = ["git", "cat-file", "tag", "v1.0.0"]
        return subprocess.run(command, cwd=self.repo, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Released:
    """The user has a signing key, but no setting that signs every tag."""
    folder = tmp_path_factory.mktemp("released")
    repo = adopted(project(folder / "repo"))
    signer = ssh_signer(folder / "keys", "ed")
    for setting in (*signer.settings, f"gpg.ssh.allowedSignersFile={signer.public}"):
        git(repo, "config", *setting.split("=", 1))
    prepare(repo, VERSION, dt.date(2026, 3, 2))
    outcome = publish_to_folder(repo, VERSION, folder / "tree")
    assert outcome.has_digest
    return Released(repo, folder / "tree")


def test_the_signed_tag_names_the_digest_of_the_published_manifest(released: Released) -> None:
    message = git(released.repo, "tag", "--list", "--format=%(contents:body)", "v1.0.0")
    assert f"Manifest: sha256:{digest(released.manifest)}\n" in message
    signature = git(released.repo, "tag", "--list", "--format=%(contents:signature)", "v1.0.0")
    assert signature.startswith("-----BEGIN SSH SIGNATURE-----")
    assert (released.tree / "tags/v1.0.0.txt").read_bytes() == released.tag


def test_the_manifest_names_the_generator_by_version_and_digest(released: Released) -> None:
    manifest = json.loads(released.manifest)
    built_by = identify(released.repo / "hooks" / "playbook")
    assert manifest["generator"] == {
        "name": "social-media-playbook", "version": built_by.version, "digest": built_by.digest,
    }  # fmt: skip
    assert built_by == identify(RUNNING_GENERATOR)


def test_the_bill_of_materials_is_valid_and_complete(released: Released) -> None:
    text = (released.tree / "1.0.0" / SBOM).read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill, manifest = json.loads(text), json.loads(released.manifest)
    assert manifest["files"][SBOM] == digest(text.encode())
    versions = {part["name"]: part["version"] for part in bill["components"]}
    python, generator = manifest["environment"]["python"], manifest["generator"]["version"]
    packages = manifest["environment"]["packages"]
    assert versions == {**packages, "python": python, "social-media-playbook": generator}
    required = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert (
        f"pkg:pypi/jinja2@{packages['jinja2']}" in required[f"pkg:pypi/mkdocs@{packages['mkdocs']}"]
    )


def test_the_command_in_the_clone_says_who_signed(released: Released) -> None:
    command = [sys.executable, "-m", "playbook", "verify", str(released.tree)]
    done = subprocess.run(
        command, cwd=released.repo, env=subprocess_environment(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "v1.0.0: published as tagged; signed by ed@example.com" in done.stdout


def test_a_tag_that_was_moved_with_its_message_is_not_published(
    released: Released, tmp_path: Path
) -> None:
    repo = copied(released.repo, tmp_path / "repo")
    message = git(
        repo, "tag", "--list", "--format=%(contents:subject)%0a%0a%(contents:body)", "v1.0.0"
    )
    replace_text(repo, "keys.yml", "Listen first.", "Listen last.")
    commit(repo, "Quietly")
    git(repo, "tag", "--force", "--annotate", "--message", message, "v1.0.0")
    before = tree_of(released.tree)
    for target in (released.tree, tmp_path / "new"):
        with pytest.raises(
            RefusedError, match=r"PB870: v1\.0\.0: this build differs from what was"
        ):
            publish_to_folder(repo, VERSION, target, any_tag=True)
    assert tree_of(released.tree) == before
    assert not (tmp_path / "new").exists()


@pytest.fixture
def built(released: Released, tmp_path: Path) -> tuple[TaggedRelease, BuiltVersion]:
    """The tag, and a build with the manifest that the tag names."""
    made = make_version(tmp_path / "built", "1.0.0")
    manifest = read_manifest(released.manifest, MANIFEST)
    return find_tag(released.repo, VERSION), replace(made, manifest=manifest)


def refusal(released: Released, tagged: TaggedRelease, built: BuiltVersion) -> str:
    with pytest.raises(RefusedError) as error:
        refuse_other_build(released.repo, tagged, built)
    return line_of(error.value.problems[0])


def test_the_refusal_names_another_generator_or_python(
    released: Released, built: tuple[TaggedRelease, BuiltVersion]
) -> None:
    tagged, same = built
    refuse_other_build(released.repo, tagged, same)
    assert same.manifest.generator is not None
    other = replace(same.manifest.generator, version="9.0.0", digest="f" * 64)
    changed = replace(same, manifest=replace(same.manifest, generator=other))
    assert "and this is social-media-playbook 9.0.0 (ffffffffffff)" in refusal(
        released, tagged, changed
    )
    changed = replace(same, manifest=replace(same.manifest, date="2026-03-03T08:00:00Z"))
    assert "the content or the packages differ" in refusal(released, tagged, changed)
    assert tagged.tag is not None
    assert tagged.tag.announcement is not None
    announcement = replace(tagged.tag.announcement, python="3.9")
    elsewhere = replace(tagged, tag=replace(tagged.tag, announcement=announcement))
    version, platform = current_python()
    expected = f"it was released with Python 3.9 {platform}, and this is {version} {platform}"
    assert expected in refusal(released, elsewhere, changed)


def test_a_tag_without_a_digest_after_one_with_a_digest_is_refused(
    released: Released, built: tuple[TaggedRelease, BuiltVersion]
) -> None:
    """It can be published if no tag among its ancestors has a digest."""
    tagged, same = built
    # The real tag v1.0.0 of the same commit counts as the earlier one.
    assert "PB871: the tag v1.0.0 names no digest, although the tag v1.0.0" in refusal(
        released, replace(tagged, tag=None), same
    )
    before = git(released.repo, "rev-parse", "v1.0.0~1")
    refuse_other_build(released.repo, replace(tagged, tag=None, commit=before), same)


def test_a_tag_object_of_another_version_is_refused(
    released: Released, built: tuple[TaggedRelease, BuiltVersion]
) -> None:
    tagged, same = built
    assert tagged.tag is not None
    renamed = replace(tagged, tag=replace(tagged.tag, name="v0.9.0"))
    assert "PB870: v1.0.0: this build differs" in refusal(released, renamed, same)


def test_the_message_of_a_tag_is_read_back(released: Released) -> None:
    tag = read_tag(released.tag)
    assert tag is not None
    assert tag.announcement is not None
    assert tag.announcement.manifest == digest(released.manifest)
    assert tag.data == released.tag
    assert tag_message(read_manifest(released.manifest, MANIFEST)).encode() in tag.payload
    twice = released.tag.replace(b"Manifest: ", b"Manifest: sha256:" + b"0" * 64 + b"\nManifest: ")
    tag_with_two_digests = read_tag(twice)
    assert tag_with_two_digests is not None
    assert tag_with_two_digests.announcement is None
    assert read_tag(b"") is None
    assert read_tag(released.tag.replace(b"type commit", b"type tree")) is None


def test_a_rebuild_names_another_generator_and_another_python(
    released: Released, tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    subprocess.run(["cp", "-a", str(released.tree), str(tree)], check=True)
    path = tree / "1.0.0" / MANIFEST
    manifest = json.loads(path.read_bytes())
    manifest["environment"]["python"] = "3.9"
    for folder in ("1.0.0", LATEST):
        rewrite(tree / folder / MANIFEST, as_json(manifest).decode())
    store = open_store(str(tree))
    same_content = verify_rebuilt(store, released.repo, "1.0.0", use_lock_file=False)
    assert same_content.problems == ()
    differences = [phrase.key for phrase in same_content.builder_differences]
    assert differences == ["proof.other-builder"]
    manifest["files"]["index.html"] = "0" * 64
    manifest["generator"]["digest"] = "f" * 64
    rewrite(path, as_json(manifest).decode())
    other_content = verify_rebuilt(store, released.repo, "1.0.0", use_lock_file=False)
    lines = [line_of(problem) for problem in other_content.problems]
    assert "1.0.0/index.html differs" in lines[0]
    assert "PB874: 1.0.0: the generator is social-media-playbook " in lines[1]
    assert "PB874: 1.0.0: Python is " in lines[2]
    assert other_content.problems[1].location == Location("1.0.0/manifest.json")
