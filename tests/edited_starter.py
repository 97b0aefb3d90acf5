"""Runs the generator's tests in a copy of the repository without the starter's text.

``python -m tests.edited_starter [pytest arguments]`` runs the fast tests by default. It checks that
no test depends on texts that an organisation edits. `separation` checks only what the tests read
themselves, not what the programs they start read.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FAST_TESTS = ("-m", "not slow and not browser")
TOOL_FOLDERS = [f"tests/{name}/node_modules" for name in ("browser", "editors", "tools")]
PLACEHOLDERS = {
    ".yml": "languages: [fi]\n", ".md": "# Something else\n", ".html": "<p>Something else</p>\n",
    ".css": "/* Something else. */\n",
}  # fmt: skip
"""The text that replaces each file that an organisation edits, by its extension."""


def copy_without_starter(folder: Path) -> None:
    """Clone the last commit into a folder, and commit placeholders for the starter's files."""
    _git(ROOT, "clone", "--quiet", str(ROOT), str(folder))
    pages = [*(folder / "docs").rglob("*.*"), *(folder / "playbook_data").rglob("*.*")]
    for path in (folder / "mkdocs.yml", *pages):
        if path.is_file():
            path.write_text(PLACEHOLDERS.get(path.suffix, ""), encoding="utf-8")
    _git(folder, "add", "--all")
    identity = ("-c", "user.name=Ed", "-c", "user.email=ed@example.com")
    _git(folder, *identity, "commit", "--quiet", "--no-verify", "--message", "Something else")
    for name in TOOL_FOLDERS:
        (folder / name).symlink_to(ROOT / name)


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def main(arguments: list[str]) -> int:
    """Run pytest in the copy; returns its exit status."""
    with tempfile.TemporaryDirectory(prefix="edited-starter-") as name:
        folder = Path(name) / "repository"
        copy_without_starter(folder)
        command = [sys.executable, "-m", "pytest", "--quiet", "--ignore=tests/starter"]
        environment = {**os.environ, "PYTHONPATH": str(folder / "hooks")}
        completed = subprocess.run(
            [*command, *(arguments or FAST_TESTS)], cwd=folder, env=environment, check=False
        )
        return completed.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
