"""No report claims that nothing has changed if a state was not read in full."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.changes.gaps import HIDING_CODES, MAX_LISTED_ERRORS
from playbook.cli import main
from playbook.project import DATA_FOLDER
from support import SMALL, copy_small, replace

EXPECTED = Path(__file__).parent / "expected"
FORMS = {"text": "txt", "markdown": "md", "json": "json", "html": "html"}
NOTHING = ("Inga ändringar", "Nothing has changed")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=E", "-c", "user.email=e@example.com")
    command = ["git", "-c", "init.defaultBranch=main", *identity, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=x")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small playbook, committed; it is the working directory."""
    copy_small(tmp_path)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


BREAKS = {
    "a tab": ("tone.yml", "    trait:", "\ttrait:"),
    "no yaml": ("tone.yml", "    trait: {", "    trait: {{"),
    "an unknown key": ("tone.yml", "    trait:", "    trayt:"),
    "a choice that there is not": ("channels.yml", "standing: closed", "standing: open"),
    "no id": ("tone.yml", "  - id: warm-tone\n    owner", "  - owner"),
    "an id twice": ("keys.yml", "  - id: ", "  - id: warm-tone\n    was: "),
    "no entries": ("themes.yml", "entries:", "entrees:"),
}
"""Changes of the working files after which an entry cannot be read."""


@pytest.mark.parametrize("output_format", FORMS)
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["a tab", "an unknown key"])
def test_unreadable_state_is_never_reported_as_unchanged(
    repository: Path, name: str, language: str, output_format: str
) -> None:
    replace(repository, *BREAKS[name])
    result = run("diff", "HEAD", "--format", output_format, "--language", language)
    assert result.exit_code == 1
    assert not [words for words in NOTHING if words in result.stdout]
    assert "tone.yml" in result.stdout
    state, effect, advice = {
        "sv": ("Arbetsfilerna: ", "ändringar kan saknas i rapporten.", "Kör ”playbook check”."),
        "en": ("The working files: ", "the report may miss changes.", "Run 'playbook check'."),
    }[language]
    assert result.stderr.startswith(state)
    assert result.stderr.endswith(f"{effect} {advice}\n")


READ_IN_FULL = {
    "an unknown replacement": ("  - id: viral\n", "  - id: viral\n    replaced_by: nobody\n"),
    "a former id in use": ("  - id: viral\n", "  - id: viral\n    previous_ids: [listen]\n"),
}
"""Errors in fields that a report does not compare."""


@pytest.mark.parametrize("output_format", FORMS)
@pytest.mark.parametrize("name", READ_IN_FULL)
def test_data_with_errors_is_never_reported_as_unchanged(
    repository: Path, name: str, output_format: str
) -> None:
    replace(repository, "glossary.yml", *READ_IN_FULL[name])
    result = run("diff", "HEAD", "--format", output_format, "--language", "en")
    assert result.exit_code == 1
    assert not [words for words in NOTHING if words in result.stdout]
    assert ("but the data has errors" in result.stdout) == (output_format != "json")
    comment = run("comment", "HEAD", "--language", "en").stdout
    assert "No change was found, but the data has errors." in comment


@pytest.mark.parametrize("name", BREAKS)
def test_error_that_hides_an_entry_is_reported_as_a_gap(repository: Path, name: str) -> None:
    path, old, new = BREAKS[name]
    text = (repository / DATA_FOLDER / path).read_text("utf-8")
    assert old in text
    (repository / DATA_FOLDER / path).write_text(text.replace(old, new, 1), "utf-8")
    result = run("diff", "HEAD", "--format", "json")
    (unread,) = json.loads(result.stdout)["unread"]
    assert (result.exit_code, unread["side"], unread["state"]) == (1, "new", ".")
    assert unread["errors"]
    output = run("comment", "HEAD").stdout
    assert "Den föreslagna ändringen kunde inte läsas i sin helhet" in output
    assert not [words for words in NOTHING if words in output]


@pytest.mark.parametrize("output_format", FORMS)
def test_each_format_lists_the_errors_of_unread_states(
    repository: Path, output_format: str, accept: bool
) -> None:
    """Both states have a gap, and the report still shows a change."""
    replace(repository, *BREAKS["an unknown key"])
    commit(repository)
    replace(repository, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: ask_first\n")
    for number in range(MAX_LISTED_ERRORS + 2):
        (repository / DATA_FOLDER / "policy" / f"a{number:02}.yml").write_text("entries: [\n")
    result = run("diff", "HEAD", "--format", output_format, "--language", "en")
    assert result.exit_code == 1
    output = re.sub(r"HEAD \([0-9a-f]{12}\)", "HEAD (commit)", result.stdout)
    path = EXPECTED / f"gaps.{FORMS[output_format]}"
    if accept:
        path.write_text(output, encoding="utf-8")
    assert output == path.read_text(encoding="utf-8")


def test_unread_state_is_reported_in_swedish(repository: Path) -> None:
    replace(repository, *BREAKS["a tab"])
    output = run("diff", "HEAD").stdout
    assert output == (
        "Det gick inte att avgöra om något har ändrats: allt kunde inte läsas.\n\n"
        "Arbetsfilerna kunde inte läsas i sin helhet, på grund av 1 fel:\n"
        "  playbook_data/tone.yml:7:1: fel PB003: "
        "raden innehåller ett tabbtecken; dra in raden med mellanslag, som raderna runt den\n"
    )


def test_unreadable_old_state_is_reported(repository: Path) -> None:
    replace(repository, *BREAKS["a tab"])
    commit(repository)
    (repository / DATA_FOLDER / "tone.yml").write_bytes(
        (SMALL / DATA_FOLDER / "tone.yml").read_bytes()
    )
    result = run("diff", "HEAD")
    assert result.exit_code == 1
    assert result.stdout.startswith("Det gick inte att avgöra om något har ändrats")
    assert "\nHEAD kunde inte läsas i sin helhet, på grund av 1 fel:\n" in result.stdout
    assert result.stderr == "HEAD: 1 fel, så ändringar kan saknas i rapporten.\n"
    commit(repository)
    output = run("comment", "HEAD~1").stdout
    assert "\nHEAD\\~1 kunde inte läsas i sin helhet" in output


def test_error_that_hides_no_change_is_not_a_gap(repository: Path) -> None:
    """A reference to an entry of the wrong kind is an error, but the whole playbook was read."""
    replace(repository, "accounts.yml", "    channel: company-blog", "    channel: press-desk")
    result = run("diff", "HEAD")
    assert result.exit_code == 1
    assert result.stdout.startswith("1 ändring. 1 påverkar")
    assert "ofullständig" not in result.stdout
    assert result.stderr == (
        "Arbetsfilerna: 1 fel, som inte döljer någon ändring. Kör ”playbook check”.\n"
    )
    commit(repository)
    found = run("diff", "HEAD").stdout
    assert found.startswith("Inga skillnader hittades, men det finns fel i data.\n\n1 fel\n")
    assert "unread" not in json.loads(run("diff", "HEAD", "--format", "json").stdout)


def test_unreadable_settings_prevent_the_comparison(repository: Path) -> None:
    replace(repository, "playbook.yml", "languages: [sv, en]", "languages: [sv, en")
    result = run("diff", "HEAD")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "Error: the playbook of 'the working files' cannot be read: playbook_data" in result.stderr
    )
    output = run("comment", "HEAD")
    assert output.exit_code == 0
    assert "Whether anything has changed could not be determined" in output.stdout
    assert "| error | PB004 |" in output.stdout
    assert "Det gick inte att avgöra" in run("comment", "HEAD", "--language", "sv").stdout
    assert run("comment", "HEAD", "--language", "fi").exit_code == 2


def test_comment_reports_unreadable_settings_of_the_base(repository: Path) -> None:
    """The pull request may be the one that fixes them."""
    replace(repository, "playbook.yml", "languages: [sv, en]", "languages: [sv, en")
    commit(repository)
    (repository / DATA_FOLDER / "playbook.yml").write_bytes(
        (SMALL / DATA_FOLDER / "playbook.yml").read_bytes()
    )
    commit(repository)
    output = run("comment", "HEAD~1")
    assert output.exit_code == 0
    assert "Det gick inte att avgöra om något har ändrats" in output.stdout
    assert "\nHEAD\\~1 kunde inte läsas i sin helhet, på grund av 1 fel:\n" in output.stdout
    assert "Inga problem." in output.stdout


def test_dot_means_the_working_files_even_in_a_subfolder(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / DATA_FOLDER / "policy")
    assert run("diff", ".", "HEAD").stdout == "Inga ändringar.\n"


@pytest.mark.slow
@pytest.mark.parametrize("readable", [True, False])
def test_long_list_of_problems_fits_and_counts_the_rest(repository: Path, readable: bool) -> None:
    for number in range(9):
        name = repository / DATA_FOLDER / "policy" / f"a{number}.yml"
        name.write_text("entries:\n" + "  - {x: &a y}\n" * 400)
    if not readable:
        replace(repository, "playbook.yml", "languages: [sv, en]", "languages: [sv, en")
    output = run("comment", "HEAD", "--language", "en").stdout
    assert 5_000 < len(output) < 61_000
    rows = re.findall(r"^\| error \| PB.* \|$", output, re.MULTILINE)
    total = int(re.findall(r"^### .*: ([\d,]+) errors", output, re.MULTILINE)[0].replace(",", ""))
    rest = f"and {total - len(rows):,} more problems; playbook check shows all."
    assert f"\n{rest}\n" in output


def test_hiding_codes_are_those_of_errors_that_hide_an_entry(repository: Path) -> None:
    assert {"PB001", "PB004", "PB101", "PB104", "PB201", "PB501"} <= HIDING_CODES
    assert not {"PB017", "PB024", "PB203", "PB603"} & HIDING_CODES
