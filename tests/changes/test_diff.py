"""``playbook diff`` between folders and git revisions, in four formats."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from playbook.cli import main
from playbook.languages.files import shipped_languages
from playbook.project import DATA_FOLDER
from rendered_comment import references
from support import SMALL, replace

EXPECTED = Path(__file__).parent / "expected"
ENDINGS = {"text": "txt", "markdown": "md", "json": "json", "html": "html"}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


@pytest.fixture
def changed(small_project: Path) -> Path:
    """A stricter rule, characters that a renderer must escape, a value, and a reworded reason."""
    posting = "policy/posting.yml"
    replace(small_project, posting, "    verdict: yes_if\n", "    verdict: ask_first\n")
    escaped = '"Ask *the* lawyer | a<b @first &amp; #1."'
    replace(small_project, posting, "Ask the lawyer first.", escaped)
    replace(small_project, posting, "somebody reads.", "somebody cares.")
    replace(small_project, "playbook.yml", "emoji_max: {count: 2}", "emoji_max: {count: 1}")
    return small_project


def comment(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["comment", *map(str, arguments)])


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.com"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the small playbook in it, a tag, and a stricter rule committed since."""
    shutil.copytree(SMALL / DATA_FOLDER, tmp_path / DATA_FOLDER)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=First")
    git(tmp_path, "tag", "1.0.0")
    replace(tmp_path, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    git(tmp_path, "commit", "--quiet", "--all", "--message=Stricter")
    return tmp_path


@pytest.mark.parametrize("output_format", ENDINGS)
def test_each_output_format_matches_its_expected_file(
    changed: Path, output_format: str, accept: bool
) -> None:
    result = run(SMALL, changed, "--format", output_format, "--language", "en")
    assert result.exit_code == 0, result.output
    output = result.stdout.replace(changed.name, "changed")
    path = EXPECTED / f"diff.{ENDINGS[output_format]}"
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(output, encoding="utf-8")
    assert output == path.read_text(encoding="utf-8")


def test_report_is_in_the_handbooks_first_language(changed: Path) -> None:
    assert "Strängare (1)" in run(SMALL, changed).stdout


def test_markdown_escapes_markup_in_the_data(changed: Path) -> None:
    output = run(SMALL, changed, "--format", "markdown", "--language", "en").stdout
    html = MarkdownIt("commonmark", {"html": True}).render(output)
    assert "<b>" not in html
    assert "<em>the</em>" not in html


def test_markdown_contains_no_mentions_or_issue_references(changed: Path) -> None:
    """Hosts decode entities first, so an entity for the character would not help."""
    assert references("Ask &#64;first about &#35;1, @second, #2.") == [
        "@first", "#1", "@second", "#2",
    ]  # fmt: skip
    output = run(SMALL, changed, "--format", "markdown", "--language", "en").stdout
    assert "first" in output
    assert references(output) == []


def test_html_page_loads_no_resources_and_has_no_scripts(changed: Path) -> None:
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
            tags.append(tag)
            assert not {name for name, _ in attrs} & {"style", "onclick", "src", "href"}

    page = run(SMALL, changed, "--format", "html", "--language", "en").stdout
    Reader().feed(page)
    assert {"ins", "del", "h2", "h3"} <= set(tags)
    assert not {"script", "link", "img", "b"} & set(tags)
    assert tags.count("style") == 1, "one inline style, which loads nothing"
    assert "url(" not in page
    assert "@import" not in page


def test_json_lists_each_change_with_its_type(changed: Path) -> None:
    changes = json.loads(run(SMALL, changed, "--format", "json").stdout)["changes"]
    assert {(change["id"], change["type"], change["binds"]) for change in changes} == {
        ("share-job-posts", "stricter", True),
        ("emoji_max", "value", True),
        ("paid-in-the-us", "reworded", True),
        ("reply-in-time", "editorial", False),
    }


def test_revision_is_compared_with_the_working_files(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    replace(
        repository,
        "policy/posting.yml",
        "    verdict: ask_first\n    statement:\n",
        "    verdict: no\n    statement:\n",
    )
    assert "{+Nej+}" in run("HEAD").stdout
    assert "[-Ja, om …-]{+Fråga först+}" in run("1.0.0", "HEAD").stdout
    assert run("HEAD", "HEAD").stdout == "Inga ändringar.\n"
    monkeypatch.chdir(repository / DATA_FOLDER / "policy")
    assert "{+Nej+}" in run("HEAD").stdout


def test_project_in_a_subfolder_of_a_repository_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SMALL / DATA_FOLDER, tmp_path / "handbook" / DATA_FOLDER)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=First")
    monkeypatch.chdir(tmp_path / "handbook")
    assert run("HEAD").stdout == "Inga ändringar.\n"


@pytest.mark.parametrize(
    "arguments", [("no-such-revision",), ("--help-me",), ("-x",), ("HEAD", "nowhere")]
)
def test_invalid_states_exit_with_status_2(
    repository: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(repository)
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_revision_outside_a_git_repository_is_an_error(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_project)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small_project.parent))
    result = run("HEAD")
    assert result.exit_code == 2
    assert "not a git repository" in result.output


def test_state_with_errors_is_compared_with_a_warning(changed: Path) -> None:
    replace(changed, "tone.yml", "    trait:", "    trayt:")
    result = run(SMALL, changed)
    assert result.exit_code == 1
    assert "Strängare (1)" in result.stdout
    assert "ändringar kan saknas i rapporten" in result.stderr


def test_language_without_catalogue_is_ignored_in_the_report(changed: Path) -> None:
    replace(changed, "playbook.yml", "languages: [sv, en]", "languages: [sv, en, fi]")
    replace(changed, "glossary.yml", "To keep order in a", "To keep peace in a")
    for file in (changed / DATA_FOLDER).rglob("*.yml"):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r", en: ([^{}]*)\}", r", en: \1, fi: \1}", text), "utf-8")
    result = run(SMALL, changed)
    assert result.exit_code == 1
    assert "[-order-]{+peace+}" in result.stdout
    assert "None" not in result.stdout, "an entry whose chapter cannot be read has not moved"
    assert "ändringar kan saknas i rapporten" in result.stderr


@pytest.mark.parametrize("command", [["diff", "HEAD"], ["comment", "HEAD"], ["health"]])
def test_report_in_a_language_without_catalogue_is_refused(
    repository: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(repository)
    result = CliRunner().invoke(main, [*command, "--language", "xx"])
    assert result.exit_code == 2
    known = ", ".join(shipped_languages())
    assert f"unsupported language 'xx'; use one of: {known}" in result.stderr


def test_editorial_reason_makes_a_rewording_editorial(changed: Path) -> None:
    (changed / "changes").mkdir()
    entry = changed / "changes" / "next.yml"
    entry.write_text("editorial:\n  paid-in-the-us: Only the signs.\n", encoding="utf-8")
    assert "Reworded" in run(SMALL, changed, "--language", "en").stdout, "a number was added"
    replace(
        changed, "policy/posting.yml", "*the* lawyer | a<b @first &amp; #1.", "our lawyer first."
    )
    output = run(SMALL, changed, "--language", "en").stdout
    assert "Reworded" not in output
    assert "Reason: Only the signs." in output
    entry.write_text("editorial:\n  paid-in-the-us:\n", encoding="utf-8")
    assert run(SMALL, changed).exit_code == 2


ATTRIBUTES = (
    f"{DATA_FOLDER}/policy/posting.yml export-ignore", f"/{DATA_FOLDER} export-ignore",
    "* export-ignore",
    "* export-subst", "*.yml filter=gone", "*.yml working-tree-encoding=UTF-16",
)  # fmt: skip
LOCATIONS = (".gitattributes", f"{DATA_FOLDER}/.gitattributes", ".git/info/attributes")


@pytest.mark.slow
@pytest.mark.parametrize("place", LOCATIONS)
@pytest.mark.parametrize("line", ATTRIBUTES)
def test_git_attributes_do_not_hide_a_change(
    repository: Path, monkeypatch: pytest.MonkeyPatch, line: str, place: str
) -> None:
    """Both reports show a changed verdict, whatever git attributes are set."""
    (repository / place).write_text(f"{line.replace(f'{DATA_FOLDER}/', '')}\n{line}\n")
    if place != LOCATIONS[-1]:
        git(repository, "add", place)
        git(repository, "commit", "--quiet", "--message=Attributes")
    git(repository, "config", "filter.gone.smudge", "false")
    git(repository, "config", "filter.gone.required", "true")
    monkeypatch.chdir(repository)
    assert "[-Ja, om …-]{+Fråga först+}" in run("1.0.0", "HEAD").stdout
    assert "[-Ja, om …-]{+Fråga först+}" in run("1.0.0").stdout
    result = comment("1.0.0")
    assert result.exit_code == 0
    assert "### Strängare (1)" in result.stdout


LINKS = {
    "a link": ("themes.yml", "keys.yml", f"{DATA_FOLDER}/themes.yml is a symbolic link in "),
    "a link out": (
        "policy/a.yml",
        "/etc/hostname",
        f"{DATA_FOLDER}/policy/a.yml is a symbolic link in",
    ),
    "the folder": ("", "/etc", f"{DATA_FOLDER} is a symbolic link in "),
}


@pytest.mark.parametrize("name", LINKS)
def test_symbolic_link_in_a_revision_is_reported_on_one_line(
    repository: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path, target, message = LINKS[name]
    data = repository / DATA_FOLDER
    if not path:
        data.rename(repository / "before")
    (data / path).unlink(missing_ok=True)
    (data / path).symlink_to(target)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=A link")
    (data / path).unlink()
    if not path:
        (repository / "before").rename(data)
    monkeypatch.chdir(repository)
    for result in (run("HEAD"), run("1.0.0", "HEAD"), comment("HEAD")):
        assert result.exit_code == 2
        assert result.stderr.splitlines()[-1].startswith(f"Error: {message}")
        assert result.stderr.splitlines()[-1].endswith("; replace it with the file itself")
        assert result.stdout == ""


def test_submodule_in_a_revision_is_reported(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = tmp_path_factory.mktemp("origin")
    git(origin, "init", "--quiet")
    git(origin, "commit", "--quiet", "--allow-empty", "--message=First")
    allow = ("-c", "protocol.file.allow=always")
    git(
        repository, *allow, "submodule", "--quiet", "add", str(origin), f"{DATA_FOLDER}/policy/more"
    )
    git(repository, "commit", "--quiet", "--message=A submodule")
    monkeypatch.chdir(repository)
    result = run("1.0.0", "HEAD")
    assert result.exit_code == 2
    assert f"Error: {DATA_FOLDER}/policy/more is a submodule in HEAD; replace it" in result.stderr


def test_file_name_that_is_not_utf_8_is_an_error_of_its_state(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = repository / DATA_FOLDER / "keys.yml"
    keys.rename(os.fsdecode(bytes(keys.parent) + b"/policy/f\xf6rr.yml"))
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=A name")
    monkeypatch.chdir(repository)
    result = run("1.0.0", "HEAD")
    assert result.exit_code == 1
    assert "Strängare (1)" in result.stdout
    assert "ändringar kan saknas i rapporten" in result.stderr
    assert "posting" not in run("HEAD").stdout
    for output_format in ("text", "json", "github", "sarif"):
        checked = CliRunner().invoke(main, ["check", "--format", output_format])
        assert checked.exit_code == 1
        assert "PB029" in checked.stdout


@pytest.mark.parametrize("text", [b"\xff\xfe", b"editorial: [", b"editorial:\n\tx: y\n"])
def test_unreadable_change_entry_is_an_error(changed: Path, text: bytes) -> None:
    (changed / "changes").mkdir()
    (changed / "changes" / "next.yml").write_bytes(text)
    result = run(SMALL, changed)
    assert result.exit_code == 2
    assert "Error: changes/next.yml cannot be read: " in result.stderr


def test_branches_without_a_common_commit_are_an_error(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "other")
    git(repository, "commit", "--quiet", "--message=Anew")
    monkeypatch.chdir(repository)
    result = comment("main")
    assert result.exit_code == 2
    assert "Error: 'main' and what is checked out have no commit in common" in result.stderr
