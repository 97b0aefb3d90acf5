"""Measures build time from YAML, relative to plain MkDocs with Material from Markdown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playbook.pages.handbook import Handbook
from playbook.project import read_project

from .data import make_project
from .plain import make_plain

HOOKS_FOLDER = Path(__file__).parent.parent / "hooks"
MKDOCS_YML = Path(__file__).parent.parent / "mkdocs.yml"
SIZES = (250, 1000, 4000)


def environment() -> dict[str, str]:
    """The environment variables for a build, in which Python may cache bytecode as usual."""
    variables = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    return {**variables, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}


def timed(command: list[str], folder: Path) -> float:
    """Seconds that a command takes. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, env=environment(), capture_output=True)
    return time.perf_counter() - start


def projects(folder: Path, size: int) -> tuple[Path, Path]:
    """Write a project with ``size`` entries, and a plain MkDocs project with the same pages."""
    ours = make_project(folder / f"ours-{size}", size)
    shutil.copy(MKDOCS_YML, ours / "mkdocs.yml")
    shutil.copytree(HOOKS_FOLDER, ours / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    playbook = read_project(ours).playbook
    assert playbook is not None
    return ours, make_plain(Handbook(playbook), folder / f"plain-{size}")


def main(sizes: tuple[int, ...] = SIZES, repeats: int = 3) -> None:
    """Print the ratio between the shortest times of several repeats, for each size."""
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    ours_by_size: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            ours, plain = projects(Path(name), size)
            times = [(timed(build, ours), timed(build, plain)) for _ in range(repeats)]
            best_ours, best_plain = (min(side) for side in zip(*times, strict=True))
            ours_by_size[size] = best_ours
            print(
                f"build {size:>5} entries: {best_ours / best_plain:.2f} of plain MkDocs with "
                f"Material ({best_ours:.1f} s against {best_plain:.1f} s)"
            )
    if {1000, 4000} <= ours_by_size.keys():
        print(
            f"growth from 1000 to 4000 entries: {ours_by_size[4000] / ours_by_size[1000]:.2f} times"
        )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
