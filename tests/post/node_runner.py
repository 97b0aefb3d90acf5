"""Runs the JavaScript of the page "Check a post" in Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from npm import NODE

HERE = Path(__file__).parent
ASSETS = HERE.parent.parent / "hooks/playbook/site/theme/assets/playbook/post"


def run_cases(rules: dict[str, Any], cases: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The findings of the JavaScript engine for each case."""
    program_input = json.dumps({"rules": rules, "cases": cases})
    findings: list[list[dict[str, Any]]] = json.loads(
        run_node([str(HERE / "run_cases.mjs"), str(ASSETS / "engine.js")], program_input)
    )
    return findings


def evaluate(code: str, value: object) -> Any:
    """Run JavaScript code with the variable ``given`` set to ``value``; returns its JSON output."""
    program = f"const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n{code}"
    return json.loads(run_node(["-e", program], json.dumps(value)))


def run_node(arguments: list[str], program_input: str) -> str:
    """The output of Node with these arguments."""
    done = subprocess.run(
        [str(NODE), *arguments], input=program_input.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
