"""Checks our JavaScript with ESLint and TypeScript; third-party code is not checked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from npm import LINT_MODULES, NODE

ROOT = Path(__file__).parent.parent.parent
CONFIG_FOLDER = LINT_MODULES.parent
TYPE_CONFIGS = ("tsconfig.json", "tsconfig.worker.json")
"""The TypeScript settings for page modules and for the service worker, whose globals differ."""
MAX_LINE_LENGTH = 120


def node(tool: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run an npm tool at the root of the repository."""
    command = [str(NODE), str(LINT_MODULES / tool), *arguments]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True)


def eslint(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    config = str(CONFIG_FOLDER / "eslint.config.js")
    return node("eslint/bin/eslint.js", "--config", config, *arguments, stdin=stdin)


def modules() -> list[Path]:
    """The paths of all JavaScript files that we maintain: for pages, tests and tool settings."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.js", "*.mjs"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    ours = [
        name for name in listed if "snowball" not in name and not name.startswith("tests/data/")
    ]
    return [ROOT / name for name in ours if (ROOT / name).exists()]


def test_eslint_reports_nothing() -> None:
    completed = eslint("--max-warnings=0", "--format=json", "hooks", "tests")
    file_results = json.loads(completed.stdout)
    assert [
        f"{file_result['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for file_result in file_results
        for message in file_result["messages"]
    ] == []
    assert {Path(file_result["filePath"]) for file_result in file_results} == set(modules())


def test_eslint_reports_an_unused_variable_and_knows_browser_globals() -> None:
    name = "hooks/playbook/site/theme/assets/playbook/example.js"
    completed = eslint("--stdin", "--stdin-filename", name, stdin="const unused = document.body;\n")
    assert completed.returncode == 1
    assert "no-unused-vars" in completed.stdout
    assert "no-undef" not in completed.stdout


@pytest.mark.parametrize("config", TYPE_CONFIGS)
def test_tsc_reports_nothing(config: str) -> None:
    settings = str(CONFIG_FOLDER / config)
    completed = node("typescript/bin/tsc", "--project", settings, "--pretty", "false")
    assert completed.stdout.splitlines() == []
    assert completed.returncode == 0


def test_tsc_reports_a_type_error(tmp_path: Path) -> None:
    (tmp_path / "wrong.js").write_text(
        "/** @param {number} count */\nexport const half = (count) => count / 2;\nhalf('2');\n",
        encoding="utf-8",
    )
    settings = {
        "extends": str(CONFIG_FOLDER / "tsconfig.json"),
        "include": ["wrong.js"],
        "exclude": [],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    completed = node("typescript/bin/tsc", "--project", str(tmp_path), "--pretty", "false")
    assert "wrong.js(3,6): error TS2345" in completed.stdout


def test_every_module_is_type_checked() -> None:
    listed = {
        line
        for config in TYPE_CONFIGS
        for line in node(
            "typescript/bin/tsc", "--project", str(CONFIG_FOLDER / config), "--listFilesOnly"
        ).stdout.split()
    }
    ours = [path for path in modules() if path.is_relative_to(ROOT / "hooks")]
    assert [path for path in ours if str(path) not in listed] == []


def test_lines_are_not_too_long() -> None:
    assert [
        f"{path.name}:{number}: {len(line)} characters"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MAX_LINE_LENGTH
    ] == []


def test_the_lock_file_contains_no_registry_urls() -> None:
    packages = json.loads((CONFIG_FOLDER / "package-lock.json").read_text(encoding="utf-8"))[
        "packages"
    ]
    assert len(packages) > 50
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
