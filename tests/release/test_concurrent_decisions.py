"""Processes that publish, withdraw and roll back one tree at the same time lose nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from factories import RULES, make_version, publisher_command, subprocess_environment, tree_of

from playbook.release.publish import add_to_folder
from playbook.release.tree import read_versions
from playbook.release.verify import open_store, verify

pytestmark = pytest.mark.slow

SECRET = "Ask Maja Testsson before you post."


@pytest.mark.parametrize("position", range(3))
@pytest.mark.parametrize("suffix", ["", "-in-order"], ids=["at-once", "in-order"])
def test_publishing_and_withdrawing_at_the_same_time(
    tmp_path: Path, suffix: str, position: int
) -> None:
    """Processes wait for each other; ``position`` is the place of the withdrawal among them."""
    tree = tmp_path / "tree"
    for version in ("1.0.0", "1.1.0"):
        built = make_version(tmp_path / version, version, {**RULES, "ask-maja": SECRET})
        add_to_folder(built, tree)
    more = [make_version(tmp_path / text, text).folder for text in ("1.0.1", "1.2.0", "2.0.0")]
    publishing = "in-order" if suffix else "folder"
    commands = [publisher_command(folder, publishing, tree) for folder in more]
    commands.insert(position, publisher_command(Path("-"), f"withdraw{suffix}", tree))
    processes = [
        subprocess.Popen(
            command, env=subprocess_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )
        for command in commands
    ]  # fmt: skip
    outputs = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0], outputs
    store = open_store(str(tree))
    assert verify(store).problems == ()
    versions = {version.text: version for version in read_versions(store)}
    assert set(versions) == {"1.0.0", "1.0.1", "1.1.0", "1.2.0", "2.0.0"}
    assert versions["1.1.0"].manifest.withdrawn is not None
    assert not any(SECRET.encode() in (tree / "1.1.0" / path).read_bytes()
                   for path in tree_of(tree / "1.1.0"))  # fmt: skip
    assert not (tree / ".publishing").exists()
