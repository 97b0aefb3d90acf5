"""Writes the pip lock files: each package's version and hashes, but no package index URL."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD_REQUIREMENTS = ["hatchling>=1.27", "editables>=0.5"]
"""Build requirements of this package, so that they are locked too."""
OLDEST_PYTHON = "3.11.2"
"""The oldest Python that must run all locked packages: that of Debian 12."""
CONSTRAINTS = ["pymdown-extensions<13"]
"""Upper bounds: pymdown-extensions 13 requires Python 3.11.5."""


def compile_lock(target: str, *groups: str) -> None:
    """Resolve the project's dependencies and the given dependency groups into one lock file."""
    command = [
        sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes",
        "--strip-extras", "--allow-unsafe", "--no-header", "--no-emit-index-url",
        "--no-emit-trusted-host", "--no-emit-find-links", "--no-emit-options",
        "--no-annotate", "--output-file", target, "pyproject.toml", "-",
    ]  # fmt: skip
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = [line for group in groups for line in project["dependency-groups"][group]]
    subprocess.run(
        command,
        cwd=ROOT,
        check=True,
        text=True,
        input="\n".join([*BUILD_REQUIREMENTS, *CONSTRAINTS, *requirements]),
    )


if __name__ == "__main__":
    compile_lock("requirements.txt")
    compile_lock("requirements-test.txt", "test", "bench")
