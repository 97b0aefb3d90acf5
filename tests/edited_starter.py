"""Runs generator tests in a copy of the repository in which nothing of the starter's text is left.

``python -m tests.edited_starter [arguments of pytest]`` runs the fast tests by default. It shows
that an organisation may change all its texts: `separation` sees what tests read, but not what the
programs read that tests start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FAST = ("-m", "not slow and not browser")
TOOLS = [f"tests/{name}/node_modules" for name in ("browser", "editors", "tools")]
OTHER = {
    ".yml": "languages: [fi]\n", ".md": "# Something else\n", ".html": "<p>Something else</p>\n",
    ".css": "/* Something else. */\n",
}  # fmt: skip
"""What is left of each file that an organisation edits, by the ending of its name."""


def copy_without_starter(folder: Path) -> None:
    """Clone the last commit into a folder, and commit other text in the starter's files."""
    _git(ROOT, "clone", "--quiet", str(ROOT), str(folder))
    pages = [*(folder / "docs").rglob("*.*"), *(folder / "playbook_data").rglob("*.*")]
    for path in (folder / "mkdocs.yml", *pages):
        if path.is_file():
            path.write_text(OTHER.get(path.suffix, ""), encoding="utf-8")
    _git(folder, "add", "--all")
    identity = ("-c", "user.name=Ed", "-c", "user.email=ed@example.com")
    _git(folder, *identity, "commit", "--quiet", "--no-verify", "--message", "Something else")
    for name in TOOLS:
        (folder / name).symlink_to(ROOT / name)


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="edited-starter-") as name:
        folder = Path(name) / "repository"
        copy_without_starter(folder)
        command = [sys.executable, "-m", "pytest", "--quiet", "--ignore=tests/starter"]
        environment = {**os.environ, "PYTHONPATH": str(folder / "hooks")}
        completed = subprocess.run(
            [*command, *(arguments or FAST)], cwd=folder, env=environment, check=False
        )
        return completed.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
