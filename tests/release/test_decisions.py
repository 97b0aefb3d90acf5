"""A version is withdrawn, or the tree is rolled back; manifests say when and by whose decision."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import (
    ROOT,
    RULES,
    bare_repository,
    clone,
    git,
    latest_of,
    make_version,
    rewrite,
    small_disk,
    tree_of,
)
from test_reproducible import playbook

from playbook.cli import main
from playbook.messages import messages
from playbook.release.branch_store import BranchStore
from playbook.release.codes import RefusedError
from playbook.release.decide import rollback, withdraw, withdraw_pages
from playbook.release.decision_plan import Plan, Planner
from playbook.release.decision_report import decisions_in
from playbook.release.decisions import Decision
from playbook.release.decisions_in_targets import decide_in_folder, decide_on_branch
from playbook.release.manifest import as_json, read_manifest
from playbook.release.publish import add_to_branch, add_to_folder
from playbook.release.rollbacks import periods_with_rollbacks
from playbook.release.tree import read_versions
from playbook.release.verify import open_store, verify
from playbook.release.version_numbers import parse_version
from support import SMALL, line_of

pytestmark = pytest.mark.slow

SECRET = "Ask Maja Testsson before you post."
NOTE = {"sv": "Den namngav en person.", "en": "It named a person."}
DECISION = Decision("2026-04-01", "The board", NOTE)
HOW = {"at-once": False, "in-order": True}
in_order_or_not = pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)


def publish_three(tmp_path: Path, add: Callable[..., object]) -> None:
    """Publish three versions; only the last one contains the secret."""
    add(make_version(tmp_path / "1", "1.0.0"))
    add(make_version(tmp_path / "2", "1.1.0", {"say-it": "Say it."}))
    add(make_version(tmp_path / "3", "2.0.0", {**RULES, "ask-maja": SECRET}))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    publish_three(tmp_path, lambda built: add_to_folder(built, tmp_path / "tree"))
    (tmp_path / "tree/CNAME").write_text("playbook.example.com")
    return tmp_path / "tree"


def decide(tree: Path, planner: Planner, version: str, *, in_order: bool = False) -> Plan:
    return decide_in_folder(
        tree.parent, planner, version, tree, in_order=in_order, dry_run=False
    )  # fmt: skip


def withdraw_version(tree: Path, version: str = "2.0.0", *, in_order: bool = False) -> Plan:
    planner = withdraw(parse_version(version), DECISION)
    return decide(tree, planner, version, in_order=in_order)


def roll_back(tree: Path, version: str, on: str = "2026-04-01", *, in_order: bool = False) -> Plan:
    planner = rollback(parse_version(version), Decision(on, "The board", NOTE))
    return decide(tree, planner, version, in_order=in_order)


def refusal(function: Callable[[], object]) -> str:
    """The line of the problem for which a function refuses to work."""
    with pytest.raises(RefusedError) as error:
        function()
    return line_of(error.value.problems[0])


def report(tree: Path) -> list[str]:
    store = open_store(str(tree))
    assert verify(store).problems == ()
    return [messages().phrase(each) for each in decisions_in(store)]


def all_bytes(tree: Path) -> bytes:
    return b"".join(path.read_bytes() for path in tree.rglob("*") if path.is_file())


@in_order_or_not
def test_a_withdrawn_version_is_nowhere_in_the_tree(tree: Path, in_order: bool) -> None:
    assert SECRET.encode() in all_bytes(tree)
    assert b"ask-maja" in all_bytes(tree)
    plan = withdraw_version(tree, in_order=in_order)
    assert (plan.before, plan.after, plan.undone) == ("2.0.0", "1.1.0", ("2.0.0",))
    found = all_bytes(tree)
    assert SECRET.encode() not in found
    assert b"ask-maja" not in found
    assert report(tree) == ["2.0.0 was withdrawn on 2026-04-01 by decision of The board"]
    assert (tree / "CNAME").read_text() == "playbook.example.com"
    assert sorted(tree_of(tree / "2.0.0")) == [
        "en/index.html", "entries.json", "index.html", "manifest.json", "playbook.json",
        "policy/index.html",
    ]  # fmt: skip
    assert latest_of(tree) == tree_of(tree / "1.1.0")


def test_the_note_of_a_withdrawal_is_in_pages_feeds_and_json(tree: Path) -> None:
    before = json.loads((tree / "manifest.json").read_text())["versions"]["2.0.0"]
    withdraw_version(tree)
    for path, language in (("index.html", "sv"), ("policy/index.html", "sv"),
                           ("en/index.html", "en")):  # fmt: skip
        page = (tree / "2.0.0" / path).read_text()
        assert NOTE[language] in page
        assert "The board" in page
        assert f'href="{"../" * (path.count("/") + 1)}assets/tree.css"' in page
    for path, language in (("releases/index.html", "sv"), ("feed.xml", "sv"),
                           ("en/releases/index.html", "en"), ("en/feed.xml", "en"),
                           ("releases/1.1.0-2.0.0/index.html", "sv")):  # fmt: skip
        assert NOTE[language] in (tree / path).read_text(), path
    record = {"on": "2026-04-01", "by": "The board", "note": NOTE, "previous_digest": before}
    for name in ("entries.json", "playbook.json", "manifest.json"):
        assert json.loads((tree / "2.0.0" / name).read_text())["withdrawn"] == record, name
    assert json.loads((tree / "2.0.0/entries.json").read_text())["entries"] == {}


@in_order_or_not
def test_a_tree_with_a_withdrawn_version_is_published_to(
    tmp_path: Path, tree: Path, in_order: bool
) -> None:
    withdraw_version(tree, in_order=in_order)
    withdrawn = tree_of(tree / "2.0.0")
    again = make_version(tmp_path / "again", "2.0.0", {**RULES, "ask-maja": SECRET})
    line = refusal(lambda: add_to_folder(again, tree, in_order=in_order))
    assert line == (
        "2.0.0:1:1: error PB880: version 2.0.0 was withdrawn on 2026-04-01 by decision of The "
        "board; publish the corrected text under a new number"
    )
    outcome = add_to_folder(make_version(tmp_path / "4", "2.0.1"), tree, in_order=in_order)
    assert (outcome.latest, len(outcome.decisions)) == ("2.0.1", 1)
    assert tree_of(tree / "2.0.0") == withdrawn
    assert SECRET.encode() not in all_bytes(tree)
    assert report(tree) == ["2.0.0 was withdrawn on 2026-04-01 by decision of The board"]
    assert (tree / "releases/1.1.0-2.0.1/index.html").is_file()


def test_a_branch_and_a_folder_agree(tmp_path: Path, tree: Path) -> None:
    remote, repo = bare_repository(tmp_path / "remote.git"), tmp_path / "repo"
    store = BranchStore(clone(remote, repo), "origin", "pages")
    publish_three(tmp_path / "b", lambda built: add_to_branch(built, store))
    (tree / "CNAME").unlink()
    for planner, version in (
        (rollback(parse_version("1.0.0"), DECISION), "1.0.0"),
        (withdraw(parse_version("2.0.0"), DECISION), "2.0.0"),
    ):
        before = git(remote, "rev-parse", "pages")
        decide_on_branch(repo, planner, "origin", "pages", dry_run=True)
        assert git(remote, "rev-parse", "pages") == before
        decide_on_branch(repo, planner, "origin", "pages", dry_run=False)
        decide(tree, planner, version)
        checkout = tmp_path / f"checkout-{version}"
        git(tmp_path, "clone", "--quiet", "--branch", "pages", str(remote), str(checkout))
        found = {p: h for p, h in tree_of(checkout).items() if not p.startswith(".git/")}
        assert found == tree_of(tree)


@in_order_or_not
def test_rolling_back_and_forward(tmp_path: Path, tree: Path, in_order: bool) -> None:
    before = tree_of(tree)
    plan = roll_back(tree, "1.0.0", in_order=in_order)
    assert (plan.before, plan.after, plan.undone) == ("2.0.0", "1.0.0", ("1.1.0", "2.0.0"))
    assert latest_of(tree) == tree_of(tree / "1.0.0")
    assert report(tree) == [
        f"{text} was rolled back on 2026-04-01 by decision of The board"
        for text in ("1.1.0", "2.0.0")
    ]
    listed = json.loads((tree / "versions.json").read_text())
    assert [each["version"] for each in listed if "latest" in each["aliases"]] == ["1.0.0"]
    assert NOTE["en"] in (tree / "en/releases/index.html").read_text()
    assert NOTE["sv"] in (tree / "feed.xml").read_text()
    rolled_back = tree_of(tree)
    assert roll_back(tree, "1.0.0", in_order=in_order).after == "1.0.0"
    assert tree_of(tree) == rolled_back
    roll_back(tree, "2.0.0", in_order=in_order)
    root = json.loads((tree / "manifest.json").read_text())
    assert "rolled_back" not in root
    found = tree_of(tree)
    assert {path for path in found if found[path] != before.get(path)} == {"manifest.json"}


@in_order_or_not
@pytest.mark.parametrize(("version", "latest"), [("1.0.1", "1.0.1"), ("2.0.1", "2.0.1"),
                                                 ("0.9.0", "1.0.0")])  # fmt: skip
def test_only_a_higher_version_than_the_one_rolled_back_to_becomes_latest(
    tmp_path: Path, tree: Path, version: str, latest: str, in_order: bool
) -> None:
    roll_back(tree, "1.0.0")
    outcome = add_to_folder(make_version(tmp_path / "4", version), tree, in_order=in_order)
    assert outcome.latest == latest
    again = make_version(tmp_path / "5", "2.0.0", {**RULES, "ask-maja": SECRET})
    assert add_to_folder(again, tree, in_order=in_order).latest == latest
    assert len(report(tree)) == 2


def test_a_version_applies_from_the_day_of_the_rollback_to_it(tree: Path) -> None:
    """All versions are released on 2 March, and the rollback is decided on 1 April."""
    roll_back(tree, "1.0.0")
    root = json.loads((tree / "manifest.json").read_text())["rolled_back"]
    rolled = {text: Decision(**decision) for text, decision in root.items()}
    found = periods_with_rollbacks(read_versions(open_store(str(tree))), rolled)
    assert [(each.version.text, each.first, each.last) for each in found] == [
        ("2.0.0", dt.date(2026, 3, 2), dt.date(2026, 3, 31)),
        ("1.0.0", dt.date(2026, 4, 1), None),
    ]
    page = (tree / "as-of/index.html").read_text()
    assert page.index('data-version="1.0.0" data-first="2026-04-01"') < page.index(
        'data-version="2.0.0" data-first="2026-03-02"'
    )


def test_no_decision_is_older_than_the_version_that_it_is_about(tree: Path) -> None:
    before = tree_of(tree)
    early = Decision("2026-03-01", "The board", NOTE)
    for planner in (
        rollback(parse_version("1.0.0"), early),
        withdraw(parse_version("2.0.0"), early),
        withdraw_pages(parse_version("2.0.0"), early, ["policy/"], everywhere=False),
    ):
        line = refusal(lambda planner=planner: decide(tree, planner, "2.0.0"))  # type: ignore[misc]
        assert "PB818: the decision cannot be of 2026-03-01: " in line
        assert "was released on 2026-03-02; give the day on which it was made with --on" in line
    assert tree_of(tree) == before


def test_no_decision_is_made_in_the_future(tree: Path) -> None:
    shutil.copytree(SMALL, tree.parent, dirs_exist_ok=True)
    before = tree_of(tree)
    for command in ("rollback", "withdraw"):
        done = playbook(tree.parent, command, "1.0.0", "--to", str(tree), "--on", "2199-01-01",
                        "--by", "The board", "--note", "sv=X", "--note", "en=X")  # fmt: skip
        assert done.code == 1
        assert "PB818: the decision cannot be of 2199-01-01: today is " in done.output
    assert tree_of(tree) == before


@pytest.mark.parametrize(
    ("by", "notes", "message"),
    [
        (" ", ("sv=X", "en=X"), "--by: write a text in which readers can see every"),
        ("The\x1b[2J board", ("sv=X", "en=X"), "--by: write a text"),
        ("The board", ("sv=X", "en=\u200b"), "--note: write a text"),
        ("The board", ("sv=X", "en=X", "en=Y"), "--note: there are two texts in en"),
    ],
)
def test_a_public_text_that_readers_cannot_see_is_refused(
    tree: Path, by: str, notes: tuple[str, ...], message: str
) -> None:
    before = tree_of(tree)
    options = [part for note in notes for part in ("--note", note)]
    arguments = ["withdraw", "1.0.0", "--to", str(tree), "--by", by, *options]
    result = CliRunner().invoke(main, [*arguments, "--project", str(SMALL)])
    assert (result.exit_code, tree_of(tree)) == (2, before)
    assert message in result.output


def test_what_cannot_be_decided_is_refused(tmp_path: Path, tree: Path) -> None:
    before = tree_of(tree)
    for act in (roll_back, withdraw_version):
        line = refusal(lambda act=act: act(tree, "3.0.0"))  # type: ignore[misc]
        assert (
            "PB882: version 3.0.0 is not published here; choose one of these: 1.0.0, 1.1.0, "
            in line
        )
    planner = withdraw(parse_version("2.0.0"), Decision("2026-04-01", "X", {"en": "Y"}))
    line = refusal(lambda: decide(tree, planner, "2.0.0"))
    assert line.startswith("2.0.0:1:1: error PB883: the public note has no text in these languages")
    assert line.endswith(": sv; add --note sv=TEXT")
    assert tree_of(tree) == before
    only = tmp_path / "only"
    add_to_folder(make_version(tmp_path / "o", "1.0.0"), only)
    before = tree_of(only)
    line = refusal(lambda: withdraw_version(only, "1.0.0"))
    assert line.startswith("latest:1:1: error PB881: no other version can apply")
    assert tree_of(only) == before
    rewrite(tree / "1.0.0/index.html", "x")
    before = tree_of(tree)
    for act in (roll_back, withdraw_version):
        assert "PB841" in refusal(lambda act=act: act(tree, "1.1.0"))  # type: ignore[misc]
    assert tree_of(tree) == before


@in_order_or_not
@pytest.mark.parametrize("act", [withdraw, rollback])
def test_a_dry_run_shows_the_plan_and_changes_nothing(
    tree: Path, act: Callable[..., Planner], in_order: bool
) -> None:
    before = {path: path.stat().st_ino for path in sorted(tree.parent.rglob("*"))}
    planner = act(parse_version("1.0.0"), DECISION)
    plan = decide_in_folder(
        tree.parent, planner, "1.0.0", tree, in_order=in_order, dry_run=True
    )  # fmt: skip
    assert plan.after == ("2.0.0" if act is withdraw else "1.0.0")
    if act is withdraw:
        assert plan.same_texts == (("2.0.0", 2),)
    assert {path: path.stat().st_ino for path in sorted(tree.parent.rglob("*"))} == before


def test_a_withdrawal_for_which_the_disk_has_no_space_changes_nothing(tmp_path: Path) -> None:
    """The same command completes it when there is space again."""
    with small_disk(tmp_path / "disk", "1m") as disk:
        tree = disk / "tree"
        large = {"say-it": "Say it. " * 4_000}
        add_to_folder(make_version(tmp_path / "1", "1.0.0", large), tree, in_order=True)
        add_to_folder(make_version(tmp_path / "2", "2.0.0", {"a": SECRET}), tree, in_order=True)
        filler = disk / "full"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
            file.truncate(max(0, file.tell() - 3 * 4096))
        before = tree_of(tree)
        line = refusal(lambda: withdraw_version(tree, in_order=True))
        assert "PB823" in line
        assert tree_of(tree) == before
        filler.unlink()
        withdraw_version(tree, in_order=True)
        assert SECRET.encode() not in all_bytes(tree)
        assert not (tree / ".publishing").exists()
        assert report(tree) == ["2.0.0 was withdrawn on 2026-04-01 by decision of The board"]


def commands_in_guide() -> list[list[str]]:
    """The commands of the sections on rolling back and withdrawing."""
    text = (ROOT / "RELEASES.md").read_text(encoding="utf-8")
    part = text[text.index("## Roll back") : text.index("## Proof")]
    return [shlex.split(line) for line in part.splitlines() if line.startswith("    playbook ")]


def test_the_commands_in_the_guide_work(tmp_path: Path, small_project: Path) -> None:
    tree = small_project / "tree"
    for version, rules in (("1.0.0", RULES), ("2.0.0", RULES), ("2.1.0", {"ask-maja": SECRET})):
        add_to_folder(make_version(tmp_path / version, version, rules), tree)
    outputs = []
    for command in commands_in_guide():
        done = playbook(small_project, *command[1:])
        assert done.code == 0, done.output
        outputs.append(done.output.splitlines()[0])
    assert outputs == [
        "latest would be 2.0.0 (before: 2.1.0); rolled back: 2.1.0",
        "latest is 2.0.0 (before: 2.1.0); rolled back: 2.1.0",
        "latest is 2.1.0 (before: 2.0.0); rolled back: no version",
        "1.0.0 would be withdrawn: 3 pages with a note, 1 other file removed; "
        "latest would be 2.1.0 (before: 2.1.0)",
        "1.0.0 is withdrawn: 3 pages with a note, 1 other file removed; "
        "latest is 2.1.0 (before: 2.1.0)",
        "policy/ in 2.0.0, 2.1.0 would be withdrawn: 2 pages with a note, 0 other files removed; "
        "latest would be 2.1.0 (before: 2.1.0)",
        "policy/ in 2.0.0, 2.1.0 is withdrawn: 2 pages with a note, 0 other files removed; "
        "latest is 2.1.0 (before: 2.1.0)",
    ]
    assert SECRET.encode() not in all_bytes(tree)
    found = playbook(small_project, "verify", "tree").output.splitlines()
    assert found[0].endswith(", 0 differences")
    assert [line.split()[0] for line in found[1:4]] == ["1.0.0", "policy/", "policy/"]


@pytest.mark.parametrize("pages", ["policy/", {"policy/": 1}, 5, [5]])
def test_the_pages_of_a_decision_are_a_list_of_texts(tree: Path, pages: object) -> None:
    path = tree / "1.0.0/manifest.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values["withdrawn_pages"] = [{**DECISION.to_json(), "pages": pages}]
    with pytest.raises(RefusedError, match="PB"):
        read_manifest(as_json(values), "manifest.json")
    values["withdrawn_pages"][0]["pages"] = ["policy/"]
    assert read_manifest(as_json(values), "manifest.json").withdrawn_pages[0].pages == ("policy/",)
