"""Runs the functions of the page "Suggest a change" in Node."""

from __future__ import annotations

import json
from typing import Any

from playbook.site.context import THEME
from post.node_runner import run_node
from site_helpers import ROOT

MODULES = THEME / "assets" / "playbook" / "suggest"
PROGRAM = ROOT / "tests" / "suggest" / "run_page.mjs"


def run(**given: Any) -> dict[str, Any]:
    """What the page's functions return: ``meanings``, ``problems``, ``texts``, ``constraints``."""
    results: dict[str, Any] = json.loads(run_node([str(PROGRAM), str(MODULES)], json.dumps(given)))
    return results
