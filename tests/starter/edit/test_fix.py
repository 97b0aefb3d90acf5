"""``playbook fix`` does not change the starter data, and sorts its keys if they are shuffled."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from playbook.edit.fix import fixed_files
from playbook.edit.key_order import own_fields, with_keys_in_order
from playbook.kinds import KINDS
from playbook.project import DATA_FOLDER
from playbook.source.tree import read_tree
from starter.content import ROOT
from support import SMALL


@pytest.mark.slow
def test_fix_changes_nothing_in_the_starter_and_the_small_playbook() -> None:
    assert fixed_files(ROOT) == {}
    assert fixed_files(SMALL) == {}


@pytest.mark.slow
def test_fix_restores_the_order_of_shuffled_keys_in_the_starter() -> None:
    shuffle = random.Random(5).shuffle
    for path in sorted((ROOT / DATA_FOLDER).rglob("*.yml")):
        kind = path.relative_to(ROOT / DATA_FOLDER).with_suffix("").parts[0]
        if kind not in KINDS:
            continue
        text = shuffled(path.read_text(encoding="utf-8"), shuffle)
        new = with_keys_in_order("a.yml", text, KINDS[kind])
        before, after = read_tree("a.yml", text)[0], read_tree("a.yml", new)[0]
        assert before
        assert after
        assert before.data == after.data, path.name
        lines_before, lines_after = (
            each.replace("\n  - ", "\n    ").split("\n") for each in (text, new)
        )
        assert sorted(lines_before) == sorted(lines_after), "only the order may change"
        for entry in after.data["entries"]:
            own = [key for key in entry if key in own_fields(KINDS[kind])]
            assert own == sorted(own, key=own_fields(KINDS[kind]).index), (path.name, entry["id"])


def shuffled(text: str, shuffle: Callable[[list[list[str]]], None]) -> str:
    """A file with shuffled keys in each entry; each key keeps its value and comments."""
    head, *entries = re.split(r"(?m)^(?=  - )", text)
    parts = [head]
    for entry in entries:
        blocks = [[block] for block in re.split(r"(?m)^(?=    [a-z_]+:)", f"    {entry[4:]}")]
        shuffle(blocks)
        body = "".join(block for (block,) in blocks)
        parts.append(f"  - {body[4:]}")
    return "".join(parts)
