"""A rollback or a withdrawal that is killed at any moment leaves the old tree or the new one."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from factories import RULES, make_version, tree_of
from process_killer import VISIBLE_CALLS, ProcessKiller, moments, start_killer
from publisher_process import DECISIONS, decide

from playbook.release.codes import RefusedError
from playbook.release.folder_store import FolderStore
from playbook.release.journal import DECISION, JOURNAL
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify

pytestmark = pytest.mark.slow

SECRET = "Ask Maja Testsson before you post."


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessKiller]:
    with start_killer(tmp_path_factory.mktemp("publishers")) as found:
        yield found


@pytest.fixture
def before(memory_path: Path) -> Path:
    """A tree with two versions, which both have the secret."""
    for version, rules in (("1.0.0", RULES), ("1.1.0", {"say-it": "Say it."})):
        built = make_version(memory_path / version, version, {**rules, "ask-maja": SECRET})
        add_to_folder(built, memory_path / "before")
    return memory_path / "before"


@pytest.mark.parametrize("how", ["", "-in-order"], ids=["at-once", "in-order"])
@pytest.mark.parametrize("name", DECISIONS)
def test_kill_at_any_system_call(
    before: Path, name: str, how: str, killer: ProcessKiller, kill_points: Counter[str]
) -> None:
    """Each file is the old or the new one, and the same command again completes the decision."""
    work = before.parent / "work"
    target, old = work / "tree", tree_of(before)
    shutil.copytree(before, target)
    found = killer.count_calls(Path("-"), f"{name}{how}", target)
    new = tree_of(target)
    assert new != old
    for call, which in moments(found):
        if not how and call not in VISIBLE_CALLS:
            continue
        shutil.rmtree(work)
        shutil.copytree(before, target)
        killer.kill_before(call, which, Path("-"), f"{name}{how}", target)
        left = {path: hash for path, hash in tree_of(target).items() if "publishing" not in path}
        if not how:
            assert left in (old, new), (call, which)
        assert all(hash in (old.get(path), new.get(path)) for path, hash in left.items())
        if left != new or (target / JOURNAL).exists():
            decide(name, target, in_order=bool(how))
        else:
            recover(target)
        assert tree_of(target) == new, (call, which)
        assert [path.name for path in work.iterdir()] == ["tree"], (call, which)
        kill_points[f"{name}{how}"] += 1
    assert verify(open_store(str(target))).problems == ()
    if name == "withdraw-page":
        assert SECRET.encode() not in _content(target)
    assert kill_points[f"{name}{how}"] > (20 if how else 2)


@pytest.mark.parametrize("renames", [2, 3], ids=["after-the-journal", "after-the-version"])
def test_a_kept_decision_is_not_completed_after_another_publication(
    before: Path, renames: int, killer: ProcessKiller
) -> None:
    """A publication is killed after a decision; once its version is in place, it comes first."""
    built = make_version(before.parent / "1.2.0", "1.2.0")
    killer.kill_before("rename", 3, Path("-"), "withdraw-old-in-order", before)
    assert (before / DECISION).exists()
    killer.kill_before("rename", renames, built.folder, "in-order", before)
    is_moved = (before / "1.2.0").exists()
    assert is_moved == (renames == 3)
    left = tree_of(before)
    with pytest.raises(RefusedError, match="PB843") if is_moved else nullcontext():
        decide("withdraw-old", before, in_order=True)
    is_unchanged = tree_of(before) == left
    assert is_unchanged == is_moved, "a refused decision changes nothing"
    add_to_folder(built, before, in_order=True)
    decide("withdraw", before, in_order=True)
    root = json.loads((before / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(root["versions"]) == ["1.0.0", "1.1.0", "1.2.0"]
    assert not (before / ".publishing").exists()
    assert verify(open_store(str(before))).problems == ()


def test_a_decision_is_completed_after_a_publication_that_changed_nothing(
    before: Path, killer: ProcessKiller
) -> None:
    """The journal of the publication is still there when the decision is killed."""
    built = make_version(before.parent / "1.2.0", "1.2.0")
    killer.kill_before("rename", 2, built.folder, "in-order", before)
    assert (before / JOURNAL).exists()
    killer.kill_before("rename", 6, Path("-"), "withdraw-page-in-order", before)
    assert (before / DECISION).exists()
    decide("withdraw-page", before, in_order=True)
    assert SECRET.encode() not in _content(before)
    assert verify(open_store(str(before))).problems == ()


def recover(target: Path) -> None:
    """Do what the next command does first."""
    store = FolderStore(target)
    with store.locked(create=False):
        store.recover()


def _content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


FORGED: dict[str, object] = {
    "no JSON": "{",
    "a list": "[]",
    "a path out of the tree": {"manifest.json": "eA==", "../evil.txt": "eA=="},
    "an absolute path": {"manifest.json": "eA==", "/evil.txt": "eA=="},
    "no manifest": {"index.html": "eA=="},
    "no base64": {"manifest.json": 1},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_log_is_refused_and_nothing_is_written(
    before: Path, name: str, hostile_inputs: Counter[str]
) -> None:
    root = (before / "manifest.json").read_text(encoding="utf-8")
    (before / ".publishing").mkdir()
    journal = {"format": 1, "version": "1.0.0", "before": root, "after": [root]}
    (before / ".publishing" / "journal").write_text(json.dumps(journal))
    forged = FORGED[name]
    plan = {"before": "1.1.0", "after": "1.1.0", "undone": []}
    update = {"latest": "1.1.0", "latest_moves": False, "stale": [], "root": forged}
    log = {"version": "1.0.0", "plan": plan, "update": update}
    text = forged if isinstance(forged, str) else json.dumps(log)
    (before / ".publishing" / "decision").write_text(text)
    old = tree_of(before.parent)
    with pytest.raises(RefusedError, match=r"PB821: .*\.publishing/decision"):
        decide("rollback", before, in_order=True)
    assert tree_of(before.parent) == old
    hostile_inputs["forged logs"] += 1
