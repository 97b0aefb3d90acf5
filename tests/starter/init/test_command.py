"""Checks ``playbook init``: its options, its questions on a terminal, and its refusals."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from factories import git

from commands import environment, run
from init_helpers import GIT_SOURCE
from site_helpers import tree_of

OPTIONS = {
    "--name": "Norrdal: kommun",
    "--sector": "public_body",
    "--languages": "sv,en",
    "--countries": "SE,NO",
    "--package": GIT_SOURCE,
}


def options(**changes: str) -> list[str]:
    """The arguments of the command, with some options changed or added."""
    merged = {**OPTIONS, **{f"--{name.replace('_', '-')}": text for name, text in changes.items()}}
    return [argument for pair in merged.items() for argument in pair]


def settings_of(folder: Path) -> dict[str, object]:
    text = (folder / "playbook_data" / "playbook.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@pytest.mark.slow
def test_the_options_become_settings_and_the_next_commands_are_printed(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "my handbook", *options(host="github", brand_colour="#123456"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (
        "my handbook is ready. The next commands:\n"
        "    cd 'my handbook'\n"
        "    git init --initial-branch=main\n"
        "    git add --all\n"
        '    git commit --message "Create the handbook"\n'
        "    playbook serve --open\n"
        "README.md in it says how others install the generator.\n"
    )
    folder = tmp_path / "my handbook"
    settings = settings_of(folder)
    assert settings["organisation"] == {
        "name": "Norrdal: kommun", "sector": "public_body", "countries": ["SE", "NO"],
        "time_zone": "Europe/Stockholm",
        "office_hours": {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "08:00",
                         "closes": "17:00"},
    }  # fmt: skip
    assert (settings["languages"], settings["brand_colour"]) == (["sv", "en"], "#123456")
    assert (folder / ".github" / "workflows" / "handbook.yml").is_file()
    assert not (folder / ".gitlab-ci.yml").exists()
    assert not (folder / ".git").exists()
    checked = run(folder, "check", "--strict")
    assert (checked.returncode, checked.stdout) == (0, b"")


@pytest.mark.slow
def test_an_address_with_characters_that_yaml_interprets_is_kept(tmp_path: Path) -> None:
    addresses = {"repository": "https://git.example.com/a:", "site_url": "https://x.example/#a:"}
    done = run(tmp_path, "init", "handbook", *options(**addresses))
    assert (done.returncode, done.stderr) == (0, b"")
    repository = settings_of(tmp_path / "handbook")["repository"]
    assert repository["url"] == addresses["repository"]  # type: ignore[index]
    site = yaml.safe_load((tmp_path / "handbook" / "mkdocs.yml").read_text("utf-8"))
    assert site["site_url"] == f"{addresses['site_url']}/"


@pytest.mark.slow
def test_the_option_git_creates_a_repository(tmp_path: Path) -> None:
    done = run(tmp_path, "init", ".", "--git", *options(host="gitlab", time_zone="Europe/Oslo"))
    assert done.returncode == 0
    assert b"cd " not in done.stdout
    assert b"git init" not in done.stdout
    assert git(tmp_path, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert (tmp_path / ".gitlab-ci.yml").is_file()
    assert not (tmp_path / ".github").exists()
    git(tmp_path, "add", "--all")
    assert ".ci/askpass" in git(tmp_path, "ls-files")
    assert git(tmp_path, "ls-files", "--stage", ".ci/askpass").startswith("100755 ")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "--name: write a name of 1 to 80 visible characters"),
        ({"sector": "charity"}, "--sector: write one of: company, municipal_company, "),
        (
            {"languages": "nb"},
            "--languages: add one of en, sv: the starter is only partly translated",
        ),
        ({"countries": "Norge"}, "--countries: 'NORGE' is not the code of a country; write two "),
        ({"countries": "US"}, "The time zone is missing: write it after --time-zone"),
        ({"time_zone": "Oslo"}, "--time-zone: 'Oslo' is not a time zone; write one such as "),
        ({"brand_colour": "#ffffff"}, "--brand-colour: text in #ffffff is too pale to read on "),
        ({"host": "svn"}, "--host: write one of: github, gitlab, none"),
        ({"starter": "big"}, "--starter: write one of: full, small, empty"),
        ({"site_url": "example.com"}, "--site-url: write an address that begins with https://"),
        ({"package": "social-media-playbook"}, "--package: 'social-media-playbook' does not pin "),
    ],
)
def test_an_option_that_cannot_be_used_is_refused_and_nothing_is_written(
    tmp_path: Path, changes: dict[str, str], message: str
) -> None:
    done = run(tmp_path, "init", "handbook", *options(**changes))
    assert done.returncode == 2
    assert f"Error: {message}" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["--name", "--sector", "--languages", "--countries"])
def test_without_a_terminal_a_missing_option_is_named(tmp_path: Path, missing: str) -> None:
    arguments = options()
    position = arguments.index(missing)
    del arguments[position : position + 2]
    done = run(tmp_path, "init", "handbook", *arguments)
    assert done.returncode == 2
    assert f"is missing: write it after {missing}" in done.stderr.decode()


def test_an_unpinned_installation_needs_the_option_package(tmp_path: Path) -> None:
    arguments = options()
    position = arguments.index("--package")
    done = run(tmp_path, "init", "handbook", *arguments[:position])
    assert done.returncode == 2
    assert "the generator was not installed from a pinned source" in done.stderr.decode()


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = run(tmp_path, "init", ".", *options())
    assert done.returncode == 2
    assert "Error: . is not empty; choose a new folder, or an empty one" in done.stderr.decode()
    assert tree_of(tmp_path) == {"notes.txt": b"mine"}


@pytest.mark.slow
def test_a_terminal_is_asked_until_each_answer_is_valid(tmp_path: Path) -> None:
    answers = [
        "xx", "sv,en", "Ä AB", "shop", "company", "Sverige", "SE", "", "#ffffff", "", "", "",
        "git.example.com", "https://git.example.com/a/b", "", "j",
    ]  # fmt: skip
    output = on_terminal(tmp_path, answers, "init", "handbook", "--package", GIT_SOURCE)
    questions = ("The languages, the default one first", "Organisationens namn")
    meanings = ("company: ett privat företag", "none: ingen av dem", "empty: ingen text alls")
    defaults = ("[sv,en]", "[Europe/Stockholm]", "[#0f5c5c]", "[none]", "[full]", "[Y/n]")
    for question in (*questions, *meanings, *defaults, "[https://playbook.example.com/]"):
        assert question in output
    reasons = (
        "write codes of languages, ", "skriv ett av: company, ", "”SVERIGE” är ingen landskod",
        "för blek att läsa", "skriv en adress som börjar med https://",
    )  # fmt: skip
    for reason in reasons:
        assert reason in output
    assert "handbook är klar. Nästa kommandon:" in output
    settings = settings_of(tmp_path / "handbook")
    assert settings["organisation"]["name"] == "Ä AB"  # type: ignore[index]
    assert settings["repository"]["url"] == "https://git.example.com/a/b"  # type: ignore[index]
    assert git(tmp_path / "handbook", "symbolic-ref", "HEAD") == "refs/heads/main"


@pytest.mark.slow
def test_ctrl_c_at_a_question_writes_nothing(tmp_path: Path) -> None:
    output = on_terminal(tmp_path, ["sv", "\x03"], "init", "handbook", "--package", GIT_SOURCE)
    assert output.rstrip().endswith("Error: interrupted")
    assert list(tmp_path.iterdir()) == []


def test_the_first_question_is_in_the_language_of_the_environment(tmp_path: Path) -> None:
    arguments = ("init", "handbook", "--package", GIT_SOURCE)
    output = on_terminal(tmp_path, ["\x03"], *arguments, locale="sv_SE.UTF-8")
    assert output.startswith("Handbokens språk, det förvalda först (sv, eller sv,en) [sv]:")


def on_terminal(folder: Path, answers: list[str], *arguments: str, locale: str = "C.UTF-8") -> str:
    """The output of a command on a terminal, where each question gets the next answer."""
    parent_end, child_end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "playbook", *arguments],
        cwd=folder, env=environment(TERM="xterm", LC_ALL=locale), start_new_session=True,
        stdin=child_end, stdout=child_end, stderr=child_end,
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),
    )  # fmt: skip
    os.close(child_end)
    output = b""
    waiting = list(answers)
    try:
        while part := os.read(parent_end, 65_536):
            output += part
            if waiting and output.rstrip(b" ").endswith(b":"):
                os.write(parent_end, f"{waiting.pop(0)}\n".encode())
    except OSError:  # Linux reports the closed other end with EIO
        pass
    process.wait(timeout=600)
    os.close(parent_end)
    return output.decode().replace("\r\n", "\n")
