"""Checks that a link that leads out of its folder is refused with its location."""

from __future__ import annotations

import os
import socket
from collections import Counter
from pathlib import Path

import pytest

from playbook.messages import messages
from playbook.problems import MAX_PROBLEMS
from playbook.source.links import MAX_STEPS, is_linked, path_problem, path_problems
from support import line_of


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A published folder in a project that also contains files that must not be published."""
    project = tmp_path / "project"
    for name in ("docs/a.md", "docs/en/b.md", "docs/.env", ".git/config", "notes.md", "docs2/c.md"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(f"the text of {name}\n", encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret\n", encoding="utf-8")
    return project / "docs"


def problem_lines(folder: Path) -> list[str]:
    return [line_of(problem) for problem in path_problems(folder, folder.name)]


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(problem.location.path, problem.code) for problem in path_problems(folder, folder.name)]


OUTSIDE_TARGETS = {
    "environment": "/proc/self/environ",
    "absolute": "/etc/passwd",
    "device": "/dev/zero",
    "open file": "/proc/self/fd/0",
    "through the process": "/proc/self/cwd/docs/a.md",
    "relative": "../../outside/secret.txt",
    "far up": "../" * 40 + "etc/passwd",
    "git": "../.git/config",
    "next to the folder": "../notes.md",
    "folder": "../../outside",
    "root": "/",
    "project": "..",
    "like-named folder": "../docs2/c.md",
    "out and back": "../docs/a.md",
    "down, out and back": "en/../../docs/a.md",
    "missing": "../gone.md",
    "dots and slashes": ".//en/./..//../notes.md",
    "in upper case": "../DOCS/a.md",
}


@pytest.mark.parametrize("name", OUTSIDE_TARGETS)
def test_a_link_out_of_the_folder_is_reported_with_location_cause_and_cure(
    docs: Path, name: str, hostile_inputs: Counter[str]
) -> None:
    (docs / "x.txt").symlink_to(OUTSIDE_TARGETS[name])
    target = OUTSIDE_TARGETS[name]
    if len(target) > 80:
        target = f"{target[:77]}..."
    assert problem_lines(docs) == [
        f"docs/x.txt:1:1: error PB011: a link that leads out of docs, to {target}; "
        "copy the file itself into docs, or remove the link"
    ]
    hostile_inputs["links refused"] += 1


def test_an_absolute_link_into_the_folder_is_refused(docs: Path) -> None:
    (docs / "x.md").symlink_to(docs / "a.md")
    assert codes(docs) == [("docs/x.md", "PB011")]


def test_chained_links_are_followed_to_the_final_target(
    docs: Path, hostile_inputs: Counter[str]
) -> None:
    (docs / "en" / "three").symlink_to("../two")
    (docs / "two").symlink_to("en/one")
    (docs / "en" / "one").symlink_to("/proc/self/environ")
    (docs / "ok.md").symlink_to("en/also.md")
    (docs / "en" / "also.md").symlink_to("../a.md")
    found = {
        problem.location.path: messages().message(problem)
        for problem in path_problems(docs, "docs")
    }
    assert set(found) == {"docs/two", "docs/en/one", "docs/en/three"}
    assert all(message.endswith("to /proc/self/environ") for message in found.values())
    hostile_inputs["links refused"] += 3


def test_a_file_behind_a_linked_folder_is_refused(docs: Path, hostile_inputs: Counter[str]) -> None:
    (docs / "folder").symlink_to("../../outside")
    (docs / "x.txt").symlink_to("folder/secret.txt")
    assert codes(docs) == [("docs/folder", "PB011"), ("docs/x.txt", "PB011")]
    assert path_problem(docs / "folder" / "secret.txt", docs, "docs")
    hostile_inputs["links refused"] += 2


@pytest.mark.parametrize(
    ("name", "target"),
    [("b.md", "a.md"), ("en/a.md", "../a.md"), ("pictures", "en"), ("sv/en", "../en"), ("c", "b")],
)
def test_a_link_within_the_folder_is_allowed(docs: Path, name: str, target: str) -> None:
    (docs / "b").symlink_to("en/../a.md")
    (docs / "sv").mkdir()
    (docs / name).symlink_to(target)
    assert problem_lines(docs) == []


@pytest.mark.parametrize("target", [".env", "en/.secret", ".hidden/a.md", "b"])
def test_a_link_to_a_hidden_file_is_refused(
    docs: Path, target: str, hostile_inputs: Counter[str]
) -> None:
    (docs / ".hidden").mkdir()
    for name in (".hidden/a.md", "en/.secret"):
        (docs / name).write_text("x", encoding="utf-8")
    (docs / "b").symlink_to(".env")
    (docs / "x.txt").symlink_to(target)
    assert ("docs/x.txt", "PB034") in codes(docs)
    hostile_inputs["links refused"] += 1


@pytest.mark.parametrize(
    ("name", "target"), [("x", "gone.md"), ("x", "a.md/b"), ("x", "a.md/../a.md"), ("x", "n" * 300)]
)
def test_a_dead_link_is_refused(
    docs: Path, name: str, target: str, hostile_inputs: Counter[str]
) -> None:
    (docs / name).symlink_to(target)
    assert codes(docs) == [("docs/x", "PB031")]
    hostile_inputs["links refused"] += 1


CIRCULAR_LINKS: dict[str, dict[str, str]] = {
    "itself": {"x": "x"},
    "two links": {"x": "y", "y": "x"},
    "its own folder": {"en/x": "."},
    "the parent folder": {"en/x": ".."},
    "two folders": {"en/x": "../sv", "sv/x": "../en"},
    "folders that double": {"en/x": "../sv", "en/y": "../sv", "sv/x": "../fi", "sv/y": "../fi"},
}


@pytest.mark.parametrize("name", CIRCULAR_LINKS)
def test_circular_links_are_refused(docs: Path, name: str, hostile_inputs: Counter[str]) -> None:
    for folder in ("sv", "fi"):
        (docs / folder).mkdir()
    for path, target in CIRCULAR_LINKS[name].items():
        (docs / path).symlink_to(target)
    problems = codes(docs)
    assert {code for _, code in problems} == {"PB032"}
    assert not [
        path for path, _ in problems if path.removeprefix("docs/") not in CIRCULAR_LINKS[name]
    ]
    for path, _ in problems:
        (docs.parent / path).unlink()
    assert sum(1 for _ in os.walk(docs, followlinks=True)) <= 6
    hostile_inputs["links refused"] += len(problems)


def test_a_circular_link_is_reported_with_the_type_of_its_loop(docs: Path) -> None:
    (docs / "sv").mkdir()
    (docs / "en" / "up").symlink_to("..")
    (docs / "more").symlink_to("en")
    assert [messages().message(problem) for problem in path_problems(docs, "docs")] == [
        "a circular link: it leads to a folder that contains it",
        "a circular link: it leads to a folder with such links",
    ]


def test_a_path_through_more_links_than_linux_follows_is_circular(docs: Path) -> None:
    (docs / "0").symlink_to("a.md")
    for number in range(1, MAX_STEPS):
        (docs / str(number)).symlink_to(str(number - 1))
    assert problem_lines(docs) == []
    (docs / "last").symlink_to(str(MAX_STEPS - 1))
    assert codes(docs) == [("docs/last", "PB032")]


def test_pipes_and_sockets_are_refused_without_being_opened(
    docs: Path, hostile_inputs: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(docs / "pipe.md")
    (docs / "to-pipe.md").symlink_to("pipe.md")
    monkeypatch.chdir(docs)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
    assert {
        (problem.location.path, messages().message(problem))
        for problem in path_problems(docs, "docs")
    } == {
        ("docs/pipe.md", "not a regular file but a pipe"),
        ("docs/socket.md", "not a regular file but a socket"),
        ("docs/to-pipe.md", "not a regular file but a pipe"),
    }
    hostile_inputs["links refused"] += 3


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_a_device_is_refused_without_being_opened(docs: Path, hostile_inputs: Counter[str]) -> None:
    os.mknod(docs / "zero.md", 0o020666, os.makedev(1, 5))
    assert [messages().message(problem) for problem in path_problems(docs, "docs")] == [
        "not a regular file but a device"
    ]
    hostile_inputs["links refused"] += 1


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("a\nb", "/etc/x\n::error::y"),
        ("\x1b[31mred", "/\x1b]0;title\x07"),
        ("\u202egnp.x", "/etc"),
        (os.fsdecode(b"\xff"), os.fsdecode(b"/etc/\xff")),
    ],
)
def test_a_hostile_link_name_stays_on_one_line(
    docs: Path, name: str, target: str, hostile_inputs: Counter[str]
) -> None:
    (docs / name).symlink_to(target)
    (line,) = problem_lines(docs)
    assert line.isprintable()
    line.encode()
    hostile_inputs["links refused"] += 1


@pytest.mark.parametrize(("count", "lines"), [(MAX_PROBLEMS, 500), (1_000, 501)])
def test_links_beyond_the_limit_are_summarised(
    docs: Path, count: int, lines: int, hostile_inputs: Counter[str]
) -> None:
    for number in reversed(range(count)):
        (docs / f"{number:04}").symlink_to("/etc/passwd")
    problems = codes(docs)
    assert problems[:MAX_PROBLEMS] == [(f"docs/{number:04}", "PB011") for number in range(500)]
    assert problems[MAX_PROBLEMS:] == [("docs/0499", "PB013")] * (lines - MAX_PROBLEMS)
    hostile_inputs["links refused"] += count


def test_links_in_hidden_and_deep_folders_are_reported(
    docs: Path, hostile_inputs: Counter[str]
) -> None:
    for folder in (docs / ".hidden", docs / ".well-known" / "a" / "b"):
        folder.mkdir(parents=True)
        (folder / "x").symlink_to("/etc")
    assert codes(docs) == [("docs/.hidden/x", "PB011"), ("docs/.well-known/a/b/x", "PB011")]
    hostile_inputs["links refused"] += 2


def test_a_path_that_is_too_long_is_reported(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(docs)
    for _ in range(25):  # each folder is made from its parent: the full path is too long
        Path("d" * 200).mkdir()
        monkeypatch.chdir("d" * 200)
    Path("x").symlink_to("/etc")
    monkeypatch.chdir(docs)
    (line,) = problem_lines(docs)
    assert "error PB018: the file cannot be read: File name too long" in line


def test_an_emacs_lock_is_ignored_but_similar_links_are_not(docs: Path) -> None:
    (docs / ".#a.md").symlink_to("me@machine.example.4711:1764500000")
    assert problem_lines(docs) == []
    (docs / ".#b.md").symlink_to("/etc/passwd")
    (docs / "#c.md").symlink_to("me@machine.example.4711")
    assert codes(docs) == [("docs/#c.md", "PB031"), ("docs/.#b.md", "PB011")]


def test_an_unreadable_folder_is_reported(docs: Path) -> None:
    assert codes(docs / "a.md") == [("a.md", "PB018")]
    problem = path_problem(docs / "nowhere.md", docs, "docs")
    assert problem
    assert problem.code == "PB018"


def test_is_linked_finds_links_on_a_path_even_if_the_file_is_missing(docs: Path) -> None:
    (docs / "x").symlink_to("x")
    (docs / "folder").symlink_to("en")
    for name in ("x", "folder/b.md", "folder/gone.md", "../notes.md"):
        assert is_linked(docs / name, docs), name
    for name in ("a.md", "en/b.md", "gone.md", "en"):
        assert not is_linked(docs / name, docs), name
    assert is_linked(Path("/etc/passwd"), docs)
