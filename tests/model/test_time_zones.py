"""Checks that time zones are known even if the system has no time zone database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playbook.project import DATA_FOLDER
from support import TESTS, copy_small


def test_time_zones_are_known_without_a_database_of_the_system(tmp_path: Path) -> None:
    copy_small(tmp_path)
    assert "time_zone: Europe/Stockholm" in (tmp_path / DATA_FOLDER / "playbook.yml").read_text()
    done = subprocess.run(
        [sys.executable, "-m", "playbook", "check", str(tmp_path)],
        env={**os.environ, "PYTHONTZPATH": "", "PYTHONPATH": str(TESTS.parent / "hooks")},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "time zone" not in done.stdout
