"""Checks that removing comments and indentation from a module does not change the program."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from npm import NODE
from playbook.search.files import stripped_module
from playbook.site.context import THEME

HERE = Path(__file__).parent


def different_programs(pairs: Mapping[str, tuple[str, str]]) -> list[str]:
    """The names of the pairs of module texts that are not the same program."""
    command = [str(NODE), str(HERE / "same_program.mjs")]
    result = subprocess.run(
        command, input=json.dumps(pairs), capture_output=True, text=True, encoding="utf-8"
    )
    assert result.returncode == 0, result.stderr
    names: list[str] = json.loads(result.stdout)
    return names


def test_removing_comments_does_not_change_a_module() -> None:
    texts = {
        path.relative_to(THEME).as_posix(): path.read_text(encoding="utf-8")
        for path in (THEME / "assets").rglob("*.js")
        if path.parent.name != "snowball"
    }
    assert len(texts) > 40
    stripped = {name: stripped_module(text) for name, text in texts.items()}
    assert different_programs({name: (texts[name], stripped[name]) for name in texts}) == []
    assert sum(map(len, stripped.values())) < 0.75 * sum(map(len, texts.values()))


def test_a_changed_program_is_detected() -> None:
    pairs = {"lost": ("a(); b();", "a();"), "same": ("a(); // one\n\n  b();", "a(); b();")}
    assert different_programs(pairs) == ["lost"]
