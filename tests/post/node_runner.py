"""Running the page's modules in Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from npm import NODE

HERE = Path(__file__).parent
ASSETS = HERE.parent.parent / "hooks/playbook/site/theme/assets/playbook/post"


def run_cases(rules: dict[str, Any], cases: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What the page's engine finds in each case."""
    given = json.dumps({"rules": rules, "cases": cases})
    found: list[list[dict[str, Any]]] = json.loads(
        script([str(HERE / "run_cases.mjs"), str(ASSETS / "engine.js")], given)
    )
    return found


def evaluated(code: str, given: object) -> Any:
    """What an expression of JavaScript over ``given`` comes to."""
    program = f"const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n{code}"
    return json.loads(script(["-e", program], json.dumps(given)))


def script(arguments: list[str], given: str) -> str:
    done = subprocess.run(
        [str(NODE), *arguments], input=given.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
