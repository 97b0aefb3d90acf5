"""Modules are sent without comments and indentation, and do what they did with them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from npm import NODE
from playbook.search.files import bare
from playbook.site.context import THEME

HERE = Path(__file__).parent


def different(pairs: Mapping[str, tuple[str, str]]) -> list[str]:
    """The names of the pairs of programs that are not the same program."""
    command = [str(NODE), str(HERE / "same_program.mjs")]
    done = subprocess.run(
        command, input=json.dumps(pairs), capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    names: list[str] = json.loads(done.stdout)
    return names


def test_a_module_is_sent_as_the_same_program() -> None:
    texts = {
        path.relative_to(THEME).as_posix(): path.read_text(encoding="utf-8")
        for path in (THEME / "assets").rglob("*.js")
        if path.parent.name != "snowball"
    }
    assert len(texts) > 40
    assert different({name: (text, bare(text)) for name, text in texts.items()}) == []
    assert sum(map(len, map(bare, texts.values()))) < 0.75 * sum(map(len, texts.values()))


def test_a_program_that_lost_something_is_noticed() -> None:
    pairs = {"lost": ("a(); b();", "a();"), "same": ("a(); // one\n\n  b();", "a(); b();")}
    assert different(pairs) == ["lost"]
