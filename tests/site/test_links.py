"""Checks that links that could publish, print or overwrite files outside a project are refused.

`tests/source/test_links.py` covers every form of link; this module covers commands and builders.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli import main
from playbook.problems import Location
from playbook.project import DATA_FOLDER
from playbook.report.excerpts import Excerpts
from previews import start
from site_helpers import build, environment, tree_of

SECRET = "canary-4711"
NOTICE = "preview-notice"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def home(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a custom theme, next to a file with a secret that must not be published."""
    home = tmp_path / "home"
    home.mkdir()
    for path in [path for path in tmp_path.iterdir() if path != home]:
        path.rename(home / path.name)
    (tmp_path / "secret.yml").write_text(f"token: {SECRET}\n", encoding="utf-8")
    (home / "overrides").mkdir()
    set_theme(home, "overrides")
    monkeypatch.setenv("PLAYBOOK_TOKEN", SECRET)
    return home


def set_theme(home: Path, folder: str) -> None:
    config = (home / "mkdocs.yml").read_text(encoding="utf-8")
    (home / "mkdocs.yml").write_text(
        config.replace("  name: material", f"  name: material\n  custom_dir: {folder}"), "utf-8"
    )


def link(home: Path, name: str, target: str) -> None:
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


ATTACKS = {
    "environment": ("docs/env.txt", "/proc/self/environ"),
    "relative": ("docs/x.txt", "../../secret.yml"),
    "page": ("docs/x.md", "../../secret.yml"),
    "folder": ("docs/all", "../.."),
    "nested": ("docs/en/a/b/x.json", "../../../../../secret.yml"),
    "open files": ("docs/fd", "/proc/self/fd"),
    "template": ("overrides/main.html", "/proc/self/environ"),
    "asset": ("overrides/assets/x.txt", "../../../secret.yml"),
    "folder of templates": ("overrides/partials", "/proc/self"),
    "docs_dir": ("docs", ".."),
    "custom_dir": ("overrides", "/proc/self"),
    "data": (f"{DATA_FOLDER}/policy/x.yml", "../../../secret.yml"),
    "settings": (f"{DATA_FOLDER}/playbook.yml", "../../secret.yml"),
    "whole data": (DATA_FOLDER, "../secret"),
    "change entry": ("changes/1.0.0.yml", "../../secret.yml"),
    "editorial reasons": ("changes/next.yml", "/proc/self/environ"),
    "schema": ("schema/names.json", "../../secret.yml"),
    "zeros": ("schema/policy.json", "/dev/zero"),
}
"""The path of a link, and its target."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_check_and_build_refuse_a_link_with_the_same_problem(
    home: Path, name: str, hostile_inputs: Counter[str]
) -> None:
    path, target = ATTACKS[name]
    if (home / path).is_dir():
        (home / path).rename(home.parent / "moved")
    if path == DATA_FOLDER:
        (home.parent / "moved").rename(home.parent / "secret")
    link(home, path, target)
    checked = run("check", home)
    assert checked.exit_code == 1
    (line,) = [line for line in checked.output.splitlines() if " link" in line]
    assert line.startswith(f"{path}:1:1: error PB0")
    assert f"to {target};" in line
    result = build(home, check=False)
    assert result.returncode == 1
    assert line in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr + checked.output
    assert SECRET not in result.stdout + result.stderr + checked.output
    assert not (home / "site").exists()
    hostile_inputs["links refused"] += 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("site_name:", "docs_dir: ../elsewhere\nsite_name:", "docs_dir"),
        ("site_name:", "docs_dir: .git\nsite_name:", "docs_dir"),
        ("site_name:", "docs_dir: !ENV [NO_SUCH, ../elsewhere]\nsite_name:", "docs_dir"),
        ("custom_dir: overrides", "custom_dir: ../elsewhere", "custom_dir"),
        ("custom_dir: overrides", "custom_dir: .git", "custom_dir"),
        ("site_name:", "INHERIT: ../elsewhere/base.yml\nsite_name:", "INHERIT"),
        ("site_name:", "INHERIT: base.yml\nsite_name:", "docs_dir"),
    ],
)
def test_a_folder_outside_the_project_is_refused(
    home: Path, old: str, new: str, key: str, hostile_inputs: Counter[str]
) -> None:
    for folder in (home.parent / "elsewhere", home / ".git"):
        folder.mkdir()
        (folder / "config").write_text(SECRET, encoding="utf-8")
    (home.parent / "elsewhere" / "base.yml").write_text("site_author: x\n", encoding="utf-8")
    (home / "base.yml").write_text("docs_dir: ../elsewhere\n", encoding="utf-8")
    config = (home / "mkdocs.yml").read_text(encoding="utf-8")
    (home / "mkdocs.yml").write_text(config.replace(old, new), encoding="utf-8")
    checked = run("check", home)
    assert checked.stdout.startswith(f"mkdocs.yml:1:1: error PB036: {key} is ")
    result = build(home, check=False)
    assert result.returncode == 1
    assert checked.stdout.splitlines()[0] in result.stdout + result.stderr
    assert not (home / "site").exists()
    hostile_inputs["links refused"] += 1


@pytest.mark.slow
def test_a_folder_set_by_an_environment_variable_is_refused_by_the_build(
    home: Path, monkeypatch: pytest.MonkeyPatch, hostile_inputs: Counter[str]
) -> None:
    (home.parent / "elsewhere").mkdir()
    monkeypatch.setenv("DOCS", "../elsewhere")
    with (home / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("docs_dir: !ENV [DOCS, docs]\n")
    assert run("check", home).exit_code == 0
    result = build(home, check=False)
    line = "mkdocs.yml:1:1: error PB036: docs_dir is outside of the project"
    assert line in result.stdout + result.stderr
    assert not (home / "site").exists()
    hostile_inputs["links refused"] += 1


@pytest.mark.slow
def test_a_theme_behind_a_link_is_refused(home: Path, hostile_inputs: Counter[str]) -> None:
    """MkDocs does not normalise the path of the theme, so ``..`` after a link leads elsewhere."""
    (home.parent / "few" / "inner").mkdir(parents=True)
    (home.parent / "few" / "secret.txt").write_text(SECRET, encoding="utf-8")
    link(home, "way", "../few/inner")
    (home / "few").mkdir()
    config = (home / "mkdocs.yml").read_text("utf-8").replace(": overrides", ": way/../../few")
    (home / "mkdocs.yml").write_text(config, encoding="utf-8")
    line = "way:1:1: error PB035: this folder is a symbolic link to ../few/inner"
    assert line in run("check", home).stdout
    assert line in build(home, check=False).stdout
    assert not (home / "site").exists()
    hostile_inputs["links refused"] += 1


@pytest.mark.slow
def test_a_configuration_that_is_a_link_is_refused(
    home: Path, hostile_inputs: Counter[str]
) -> None:
    (home / "mkdocs.yml").rename(home.parent / "mkdocs.yml")
    link(home, "mkdocs.yml", "../mkdocs.yml")
    line = "mkdocs.yml:1:1: error PB011: a link that leads out of the project, to ../mkdocs.yml;"
    assert line in run("check", home).stdout
    assert line in build(home, check=False).stdout
    assert not (home / "site").exists()
    hostile_inputs["links refused"] += 1


@pytest.mark.slow
def test_links_inside_their_folder_are_built(home: Path) -> None:
    (home / "docs" / "pictures").mkdir()
    (home / "docs" / "pictures" / "a.txt").write_text("a picture", encoding="utf-8")
    link(home, "docs/en/pictures", "../pictures")
    link(home, "overrides/b.txt", "a.txt")
    (home / "overrides" / "a.txt").write_text("from the theme", encoding="utf-8")
    link(home, "docs/.#about.md", "me@machine.example.4711:1764500000")
    assert run("check", home).exit_code == 0
    build(home)
    site = tree_of(home / "site")
    assert site["en/pictures/a.txt"] == site["pictures/a.txt"] == b"a picture"
    assert site["b.txt"] == b"from the theme"


@pytest.mark.slow
def test_a_refused_build_leaves_the_site_unchanged(home: Path) -> None:
    build(home)
    before = tree_of(home / "site")
    link(home, "docs/env.txt", "/proc/self/environ")
    assert build(home, check=False).returncode == 1
    assert tree_of(home / "site") == before


LATE_HOOK = """\
import os
from pathlib import Path

def on_pre_build(config):
    {}
"""
"""A hook that changes the files after they have been checked."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "location"),
    [
        ("os.symlink('/proc/self/environ', 'docs/late.txt')", "docs/late.txt"),
        ("os.symlink('/proc/self/environ', 'docs/late.md')", "docs/late.md"),
        ("os.symlink('../../few', 'docs/late')", "docs/late/secret.txt"),
        ("os.mkfifo('docs/late.md')", "docs/late.md"),
        ("os.symlink('../../secret.yml', 'overrides/late.css')", "overrides/late.css"),
        ("os.remove('docs/about.md'); os.symlink('/etc/passwd', 'docs/about.md')", "docs/about.md"),
        ("Path('../later.txt').write_text('x')", "docs/.#lock.txt"),
    ],
)
def test_a_link_created_after_the_check_is_refused_when_mkdocs_lists_its_files(
    home: Path, change: str, location: str, hostile_inputs: Counter[str]
) -> None:
    (home / "late.py").write_text(LATE_HOOK.format(change), encoding="utf-8")
    if "later.txt" in change:
        link(home, "docs/.#lock.txt", "../../later.txt")
    config = (home / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("hooks/mkdocs_hooks.py", "hooks/mkdocs_hooks.py, late.py")
    (home / "mkdocs.yml").write_text(f"{config}exclude_docs: '!.#*'\n", encoding="utf-8")
    (home.parent / "few").mkdir()
    (home.parent / "few" / "secret.txt").write_text(SECRET, encoding="utf-8")
    result = build(home, check=False)
    assert result.returncode == 1
    lines = (result.stdout + result.stderr).splitlines()
    assert [line for line in lines if line.startswith(location) and ": error PB0" in line]
    assert "Traceback" not in result.stderr
    assert not (home / "site").exists()
    hostile_inputs["links refused"] += 1


@pytest.mark.slow
def test_a_preview_reports_a_link_and_recovers_when_it_is_removed(
    home: Path, hostile_inputs: Counter[str]
) -> None:
    preview = start(home)
    try:
        link(home, "docs/x.txt", "../../secret.yml")
        preview.wait_for_page("tone/", NOTICE)
        assert "docs/x.txt:1:1: error PB011: a link that leads out of docs" in preview.page("tone/")
        (home / "docs" / "x.txt").unlink()
        preview.wait(lambda: NOTICE not in preview.page("tone/"), "the page without its notice")
    finally:
        assert preview.stop() == 0
    assert SECRET not in preview.output
    link(home, "docs/x.txt", "../../secret.yml")
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", "127.0.0.1:0"]
    result = subprocess.run(command, cwd=home, env=environment(), capture_output=True, text=True)
    assert result.returncode == 1
    assert "docs/x.txt:1:1: error PB011" in result.stdout + result.stderr
    hostile_inputs["links refused"] += 2


@pytest.mark.parametrize("output_format", ["text", "json", "github", "sarif"])
def test_no_report_shows_the_content_of_a_links_target(
    home: Path, output_format: str, hostile_inputs: Counter[str]
) -> None:
    (home / "secret.txt").write_text(SECRET, encoding="utf-8")
    for name in ("docs/a.txt", f"{DATA_FOLDER}/policy/a.yml", "changes/a.yml", "overrides/a.txt"):
        link(home, name, f"{'../' * name.count('/')}../secret.yml")
    link(home, "docs/b.txt", "../secret.txt")
    link(home, "docs/c.txt", "/proc/self/environ")
    link(home, "docs/zero.txt", "/dev/zero")
    os.mkfifo(home / "docs" / "pipe.md")
    result = run("check", "--format", output_format, home)
    assert result.exit_code == 1
    assert SECRET not in result.output
    assert result.output.count("PB011") >= 7
    hostile_inputs["links refused"] += 8


def test_excerpts_do_not_follow_links(home: Path) -> None:
    link(home, "docs/a.txt", "../../secret.yml")
    link(home, "docs/folder", "../..")
    os.mkfifo(home / "docs" / "pipe.md")
    excerpts = Excerpts(home)
    linked_files = (
        "docs/a.txt",
        "docs/folder/secret.yml",
        "docs/pipe.md",
        "../secret.yml",
        "/etc/passwd",
    )
    assert [excerpts.excerpt(Location(name)) for name in linked_files] == [""] * len(linked_files)
    assert "# Om handboken" in excerpts.excerpt(Location("docs/about.md"))


def test_json_output_has_no_content_of_a_links_target(home: Path) -> None:
    link(home, "docs/a.txt", "../../secret.yml")
    (problem,) = json.loads(run("check", "--format", "json", home).stdout)["problems"]
    assert problem["code"] == "PB011"
    assert SECRET not in json.dumps(problem)


def test_many_links_are_reported_up_to_a_limit(home: Path, hostile_inputs: Counter[str]) -> None:
    for number in range(1_000):
        (home / "docs" / f"{number:03}").symlink_to("/etc/passwd")
    result = run("check", home)
    lines = result.stdout.splitlines()
    shown = [f"docs/{number:03}" for number in range(500)]
    assert [line.partition(":")[0] for line in lines[:500]] == shown
    assert [line.partition(";")[0] for line in lines[500:]] == [
        "docs/499:1:1: error PB013: there are more than 500 problems"
    ]
    hostile_inputs["links refused"] += 1_000


def test_only_problems_in_the_given_path_are_reported(home: Path) -> None:
    link(home, "docs/a.txt", "/etc/passwd")
    assert run("check", home / DATA_FOLDER / "playbook.yml").exit_code == 0
    assert run("check", home / DATA_FOLDER).exit_code == 1


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("schema",), "schema/names.json"),
        (("schema",), "schema"),
        (("fix",), "schema/names.json"),
        (("new", "glossary", "new-term", "--project"), f"{DATA_FOLDER}/glossary.yml"),
    ],
)
@pytest.mark.parametrize("target", ["file", "nothing", "folder", "/dev/zero"])
def test_no_command_writes_through_a_link(
    home: Path, command: tuple[str, ...], name: str, target: str, hostile_inputs: Counter[str]
) -> None:
    out = home.parent / "out"
    out.mkdir()
    (out / "file").write_text("as it was", encoding="utf-8")
    (out / "folder").mkdir()
    assert run("schema", home).exit_code == 0
    if (home / name).is_dir():
        (home / name).rename(home / "old")
    link(home, name, target if target[0] == "/" else str(out / target))
    before = tree_of(out)
    result = run(*command, home)
    assert result.exit_code == 2
    assert tree_of(out) == before
    assert sorted(path.name for path in out.iterdir()) == ["file", "folder"]
    assert not list((out / "folder").iterdir())
    assert "run 'playbook check'" in result.output
    hostile_inputs["links refused"] += 1


def test_no_command_writes_if_a_folder_has_the_name_of_a_file(home: Path) -> None:
    (home / "schema" / "names.json").mkdir(parents=True)
    result = run("schema", home)
    assert result.exit_code == 2
    assert "schema/names.json is a link or not a file: run 'playbook check'" in result.output


def test_fix_does_not_show_the_content_of_a_linked_folder(home: Path) -> None:
    (home / DATA_FOLDER).rename(home.parent / "data")
    link(home, DATA_FOLDER, "../data")
    path = home.parent / "data" / "tone.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "  \n"), encoding="utf-8")
    result = run("fix", "--dry-run", home)
    assert (result.exit_code, result.stdout) == (0, "")


def test_diff_does_not_read_a_change_note_behind_a_link(home: Path, tmp_path: Path) -> None:
    (tmp_path / "next.yml").write_text(f"editorial: {{{SECRET}: {SECRET}", encoding="utf-8")
    link(home, "changes/next.yml", "../../next.yml")
    result = run("diff", home, home)
    assert SECRET not in result.output
    assert "changes/next.yml:1:1: fel PB011: " in result.output
