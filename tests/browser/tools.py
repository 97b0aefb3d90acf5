"""The tools from npm that the browser tests run, pinned by the lock file beside this."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from npm import BROWSER, NODE
from support import TIMEOUT_SECONDS

HOME = Path(__file__).parent


def axe() -> str:
    """The accessibility checker, as a script for a page."""
    return (BROWSER / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def html_faults(files: list[Path]) -> list[str]:
    """What html-validate finds in files, a line each."""
    tool = BROWSER / "html-validate" / "bin" / "html-validate.mjs"
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
    tool = BROWSER / "lighthouse" / "cli" / "index.js"
    done = subprocess.run(
        [str(NODE), str(tool), url, "--quiet", "--output=json",
         f"--only-categories={','.join(categories)}",
         "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"],
        capture_output=True, text=True, timeout=TIMEOUT_SECONDS,
        env={**os.environ, "CHROME_PATH": str(shutil.which("chromium"))},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict[str, Any] = json.loads(done.stdout)
    return report
