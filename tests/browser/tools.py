"""The npm tools that the browser tests run; ``package-lock.json`` pins their versions."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from browsing import chromium_program
from npm import BROWSER_MODULES, NODE
from support import TIMEOUT_SECONDS

HERE = Path(__file__).parent


def axe() -> str:
    """The source of axe, an accessibility checker that runs in a page."""
    return (BROWSER_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def html_errors(files: list[Path]) -> list[str]:
    """The errors that html-validate reports for files: one line for each error."""
    tool = BROWSER_MODULES / "html-validate" / "bin" / "html-validate.mjs"
    command = [
        str(NODE),
        str(tool),
        "--formatter",
        "json",
        "--config",
        str(HERE / "htmlvalidate.json"),
    ]
    result = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, cwd=HERE)
    assert result.returncode in (0, 1), result.stderr
    return [
        f"{Path(file['filePath']).parent.name}:{item['line']}: {item['ruleId']}: {item['message']}"
        for file in json.loads(result.stdout)
        for item in file["messages"]
    ]


def lighthouse(url: str, *categories: str) -> dict[str, Any]:
    """The report of Lighthouse's mobile preset for a page, in the system's Chromium."""
    tool = BROWSER_MODULES / "lighthouse" / "cli" / "index.js"
    result = subprocess.run(
        [str(NODE), str(tool), url, "--quiet", "--output=json",
         f"--only-categories={','.join(categories)}",
         "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu"],
        capture_output=True, text=True, timeout=TIMEOUT_SECONDS,
        env={**os.environ, "CHROME_PATH": chromium_program()},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-2000:]
    report: dict[str, Any] = json.loads(result.stdout)
    return report
