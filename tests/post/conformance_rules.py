"""Compiles the rules of the conformance cases in both languages."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from playbook.model.playbook import Playbook
from playbook.post.compile import compile_rules
from playbook.project import DATA_FOLDER, read_project

HERE = Path(__file__).parent
SMALL = HERE.parent / "data" / "small"
COUNTS = {"one": 1, "two": 2, "ten": 10, "fifty": 50}


@cache
def playbook() -> Playbook:
    """The small playbook, with the conformance rules instead of its tone rules."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / DATA_FOLDER
        shutil.copytree(SMALL / DATA_FOLDER, data)
        shutil.copy(HERE / "conformance" / "rules.yml", data / "tone.yml")
        settings = data / "playbook.yml"
        values = "".join(f"  {name}: {{count: {count}}}\n" for name, count in COUNTS.items())
        text = settings.read_text("utf-8").replace("values:\n", f"values:\n{values}")
        settings.write_text(text, "utf-8")
        channels = data / "channels.yml"
        text = channels.read_text("utf-8").replace("characters: 20000", "characters: 280")
        channels.write_text(text, "utf-8")
        result = read_project(Path(folder))
    assert result.playbook is not None
    problems = [problem for problem in result.problems if "tone.yml" in problem.location.path]
    assert not problems, problems
    return result.playbook


@cache
def rules() -> dict[str, dict[str, Any]]:
    """The compiled rules, by language code."""
    return {language: compile_rules(playbook(), language) for language in ("sv", "en")}
