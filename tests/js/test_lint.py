"""Our JavaScript has no lint error and no type error; what is vendored is left as it came."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from npm import NODE, TOOLS

ROOT = Path(__file__).parent.parent.parent
CONFIG = TOOLS.parent
TYPES = ("tsconfig.json", "tsconfig.worker.json")
"""The pages' modules, and the service worker, which knows other globals."""
LONGEST_LINE = 120


def node(tool: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a tool from npm in the root of the repository."""
    command = [str(NODE), str(TOOLS / tool), *arguments]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True)


def eslint(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    config = str(CONFIG / "eslint.config.js")
    return node("eslint/bin/eslint.js", "--config", config, *arguments, given=given)


def modules() -> list[Path]:
    """Every module that is ours: for pages, for tests, and the settings of the tools."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.js", "*.mjs"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    return [ROOT / name for name in listed if "snowball" not in name and (ROOT / name).exists()]


def test_eslint_finds_nothing() -> None:
    done = eslint("--max-warnings=0", "--format=json", "hooks", "tests")
    results = json.loads(done.stdout)
    assert [
        f"{result['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for result in results
        for message in result["messages"]
    ] == []
    assert {Path(result["filePath"]) for result in results} == set(modules())


def test_eslint_would_find_an_unused_variable_in_a_module() -> None:
    name = "hooks/playbook/site/theme/assets/playbook/example.js"
    done = eslint("--stdin", "--stdin-filename", name, given="const unused = document.body;\n")
    assert done.returncode == 1
    assert "no-unused-vars" in done.stdout
    assert "no-undef" not in done.stdout


@pytest.mark.parametrize("config", TYPES)
def test_the_types_fit(config: str) -> None:
    done = node("typescript/bin/tsc", "--project", str(CONFIG / config), "--pretty", "false")
    assert done.stdout.splitlines() == []
    assert done.returncode == 0


def test_a_type_that_does_not_fit_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.js").write_text(
        "/** @param {number} count */\nexport const half = (count) => count / 2;\nhalf('2');\n",
        encoding="utf-8",
    )
    settings = {"extends": str(CONFIG / "tsconfig.json"), "include": ["wrong.js"], "exclude": []}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = node("typescript/bin/tsc", "--project", str(tmp_path), "--pretty", "false")
    assert "wrong.js(3,6): error TS2345" in done.stdout


def test_every_module_is_type_checked() -> None:
    listed = {
        line
        for config in TYPES
        for line in node(
            "typescript/bin/tsc", "--project", str(CONFIG / config), "--listFilesOnly"
        ).stdout.split()
    }
    ours = [path for path in modules() if path.is_relative_to(ROOT / "hooks")]
    assert [path for path in ours if str(path) not in listed] == []


def test_lines_are_short_enough_to_read() -> None:
    assert [
        f"{path.name}:{number}: {len(line)} characters"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ] == []


def test_the_lock_file_names_no_registry() -> None:
    packages = json.loads((CONFIG / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 50
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
