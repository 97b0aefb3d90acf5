"""Checks that the generator is always pinned by a digest or a commit, never by its name alone."""

from __future__ import annotations

import hashlib
import json
import zipfile
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest

from init_helpers import COMMIT, GIT_SOURCE
from playbook import __version__
from playbook.release import generator
from playbook.starter.package_source import DISTRIBUTION, SourceError, installed_source, source_of

DIGEST = "0" * 64
NAME = f"social_media_playbook-{__version__}-py3-none-any.whl"
ADDRESS = f"https://files.example.com/{NAME}"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("playbook/__init__.py", "")
    return path


def test_releases_record_the_same_package_name() -> None:
    assert generator.DISTRIBUTION == DISTRIBUTION


def test_an_address_with_a_commit_of_git_is_a_pin() -> None:
    source = source_of(GIT_SOURCE)
    assert source.requirement == f"{DISTRIBUTION} @ {GIT_SOURCE}"
    assert not source.has_digest
    over_ssh = f"git+ssh://git@git.example.com/playbook.git@{COMMIT}"
    assert source_of(over_ssh).requirement == f"{DISTRIBUTION} @ {over_ssh}"


@pytest.mark.parametrize("user", ["${TOKEN}", "oauth2:${TOKEN}"])
def test_a_secret_may_be_named_by_a_variable(user: str) -> None:
    text = f"git+https://{user}@git.example.com/playbook.git@{COMMIT}"
    assert source_of(text).requirement == f"{DISTRIBUTION} @ {text}"


def test_an_address_with_a_digest_is_a_pin() -> None:
    source = source_of(f"{ADDRESS}#sha256={DIGEST}")
    assert source.requirement == f"{DISTRIBUTION} @ {ADDRESS} --hash=sha256:{DIGEST}"
    assert source.has_digest


def test_a_wheel_is_pinned_by_its_digest_and_copied(wheel: Path) -> None:
    source = source_of(str(wheel))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert source.requirement == f"./vendor/{NAME} --hash=sha256:{digest}"
    assert (source.wheel, source.has_digest) == (wheel, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (DISTRIBUTION, "does not pin the package"),
        (f"{DISTRIBUTION}=={__version__}", "does not pin the package"),
        (ADDRESS, "does not pin the package"),
        (f"http://files.example.com/{NAME}#sha256={DIGEST}", "does not pin the package"),
        (f"{ADDRESS}#sha256=abc", "does not have 64 digits"),
        ("git+https://git.example.com/playbook.git@v1.0.0", "a branch or a tag can be moved"),
        ("git+https://git.example.com/playbook.git", "a branch or a tag can be moved"),
        (f"git+http://git.example.com/playbook.git@{COMMIT}", "a branch or a tag can be moved"),
        (f"https://x.example/other-1.0-py3-none-any.whl#sha256={DIGEST}", "another package"),
        (
            f"https://x.example/social_media_playbook-99.0-py3-none-any.whl#sha256={DIGEST}",
            "is version 99.0",
        ),
        (f"git+https://user:secret@git.example.com/x@{COMMIT}", "would be committed"),
        (f"git+https://secret@git.example.com/x@{COMMIT}", "would be committed"),
        (f"git+https://${{NAME}}:secret@git.example.com/x@{COMMIT}", "would be committed"),
        (f"git+ssh://git:secret@git.example.com/x@{COMMIT}", "would be committed"),
        (f"https://u:secret@x.example/{NAME}#sha256={DIGEST}", "would be committed"),
        (f"git+https://[/x@{COMMIT}", "is not an address"),
        ("no-such.whl", "is not the name of a wheel"),
        (NAME, "No such file"),
    ],
)
def test_a_source_that_is_unsafe_or_not_pinned_is_refused(text: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        source_of(text)


def test_a_wheel_in_a_newer_zip_format_is_refused(wheel: Path) -> None:
    data = bytearray(wheel.read_bytes())
    data[data.index(b"PK\1\2") + 6] = 99  # the version that is needed to extract the file
    wheel.write_bytes(data)
    with pytest.raises(SourceError, match=r"zip file version 9\.9"):
        source_of(str(wheel))


def test_a_wheel_without_the_generator_is_refused(wheel: Path) -> None:
    wheel.write_bytes(b"no zip")
    with pytest.raises(SourceError, match="not a zip"):
        source_of(str(wheel))
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("other/__init__.py", "")
    with pytest.raises(SourceError, match="does not contain the generator"):
        source_of(str(wheel))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the metadata of an installed package, which only this test sees."""
    folder = tmp_path / f"social_media_playbook-{__version__}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Name: {DISTRIBUTION}\nVersion: {__version__}\n", "utf-8")
    found = Distribution.at(folder)
    monkeypatch.setattr(Distribution, "discover", lambda name: iter([found]))
    return folder


@pytest.mark.parametrize(
    ("record", "requirement"),
    [
        (
            {"url": "https://git.example.com/playbook.git",
             "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"{DISTRIBUTION} @ {GIT_SOURCE}",
        ),
        (
            {"url": ADDRESS, "archive_info": {"hashes": {"sha256": DIGEST}}},
            f"{DISTRIBUTION} @ {ADDRESS} --hash=sha256:{DIGEST}",
        ),
        (
            {"url": ADDRESS, "archive_info": {"hash": f"sha256={DIGEST}"}},
            f"{DISTRIBUTION} @ {ADDRESS} --hash=sha256:{DIGEST}",
        ),
        ({"url": ADDRESS, "archive_info": {}}, None),
        ({"url": "file:///checkout", "dir_info": {"editable": True}}, None),
        ({"url": f"file:///gone/{NAME}", "archive_info": {}}, None),
        ([], None),
    ],
)  # fmt: skip
def test_the_source_of_an_installed_package_is_found(
    installed: Path, record: Any, requirement: str | None
) -> None:
    (installed / "direct_url.json").write_text(json.dumps(record), encoding="utf-8")
    source = installed_source()
    assert (source.requirement if source else None) == requirement


def test_the_source_of_a_package_installed_from_a_wheel_is_that_wheel(
    installed: Path, wheel: Path
) -> None:
    record = {"url": wheel.as_uri(), "archive_info": {}}
    (installed / "direct_url.json").write_text(json.dumps(record), encoding="utf-8")
    source = installed_source()
    assert source is not None
    assert source.wheel == wheel


def test_a_package_from_an_index_has_no_source(installed: Path) -> None:
    assert installed_source() is None
