"""Measures ``playbook check``, relative to ``yamllint`` and ``check-jsonschema``."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .data import make_project

ROOT = Path(__file__).parent.parent
SIZES = (1000, 5000)
YAMLLINT_CONFIG = "{extends: default, rules: {line-length: disable, document-start: disable}}"


def timed(command: list[str], folder: Path, *, allow_findings: bool = False) -> float:
    """Seconds that a command takes. Raises RuntimeError with its output if it fails.

    ``allow_findings`` accepts exit status 1. yamllint needs it: its parser reads a question mark
    before a comma in braces as a key, which libyaml and the language server do not.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    start = time.perf_counter()
    completed = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    if completed.returncode > allow_findings:
        raise RuntimeError(completed.stdout[-2000:] + completed.stderr[-2000:])
    return time.perf_counter() - start


def run_times(folder: Path) -> tuple[float, float, float]:
    """Seconds of our check, of yamllint, and of check-jsonschema for all schemas together."""
    ours = timed(["playbook", "check", "--strict"], folder)
    lint = timed(
        ["yamllint", "--no-warnings", "-d", YAMLLINT_CONFIG, "playbook_data"],
        folder,
        allow_findings=True,
    )
    schema = 0.0
    for path in sorted((folder / "schema").glob("*.json")):
        files = [*folder.glob(f"playbook_data/{path.stem}.yml"),
                 *folder.glob(f"playbook_data/{path.stem}/*.yml")]  # fmt: skip
        if files:
            names = [str(file) for file in files]
            schema += timed(["check_jsonschema", "--schemafile", str(path), *names], folder)
    return ours, lint, schema


def main(sizes: tuple[int, ...] = SIZES, repeats: int = 2) -> None:
    """Print the ratio between the shortest times of several repeats, for each size."""
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            folder = make_project(Path(name) / str(size), size)
            timed(["playbook", "schema", "."], folder)
            runs = [run_times(folder) for _ in range(repeats)]
            ours, lint, schema = (min(side) for side in zip(*runs, strict=True))
            print(
                f"check {size:>5} entries: {ours / (lint + schema):.3f} of yamllint and "
                f"check-jsonschema ({ours:.2f} s against {lint:.2f} s and {schema:.2f} s)"
            )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
