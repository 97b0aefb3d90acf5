"""``playbook apply`` with real git: one commit on a new branch, or nothing at all."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from playbook.cli import main
from playbook.project import DATA_FOLDER
from repositories import git
from suggestion_texts import GOOD, ID, as_text, with_part
from support import SMALL, problem_lines, replace

EXPECTED_DIFF = Path(__file__).parent / "expected.diff"
POSTING = f"{DATA_FOLDER}/policy/posting.yml"
MAIL = f"Hello, I suggest:\n\n```yaml\n{as_text(GOOD)}```\n\n-- \nAnna, anna@example.com\n"


@pytest.fixture
def repository(memory_path: Path) -> Path:
    """A committed copy of the small playbook, with an identity for commits."""
    project = memory_path / "handbook"
    shutil.copytree(SMALL / DATA_FOLDER, project / DATA_FOLDER)
    git(project, "init", "--quiet", ".")
    git(project, "config", "user.name", "Ed Editor")
    git(project, "config", "user.email", "ed@example.com")
    commit(project)
    return project


def commit(project: Path) -> None:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "The handbook")


def apply(project: Path, text: str, *arguments: str) -> Result:
    options = ["--project", str(project), "--language", "en", *arguments]
    return CliRunner().invoke(main, ["apply", "-", *options], input=text)


def state(project: Path) -> tuple[str, ...]:
    """Everything that a refused suggestion must not change: branches, files, the index."""
    files = sorted(path for path in project.rglob("*") if ".git" not in path.parts)
    contents = [f"{path}: {path.read_bytes()!r}" for path in files if path.is_file()]
    head = (project / ".git" / "HEAD").read_text(encoding="utf-8")
    return (head, git(project, "for-each-ref"), git(project, "status", "--short"), *contents)


def test_a_suggestion_in_a_mail_is_one_commit_on_a_branch(repository: Path) -> None:
    result = apply(repository, MAIL)
    assert result.exit_code == 0, result.output
    branch = f"suggestion/{ID}"
    assert git(repository, "branch", "--show-current") == branch
    assert git(repository, "log", "--format=%an <%ae>|%s", "main..HEAD") == (
        f"Ed Editor <ed@example.com>|Change '{ID}' as a reader suggested"
    )
    body = git(repository, "log", "-1", "--format=%b")
    assert "Anna Svensson" in body
    assert "The lawyer answers these now." in body
    assert "@" not in body
    assert git(repository, "status", "--short") == ""
    assert git(repository, "diff", "--name-only", "main") == POSTING
    assert not any(" error " in line for line in problem_lines(repository))
    assert "Stricter (1)" in result.stdout
    assert "Not translated: Rule has not changed in Swedish" in result.stdout
    assert f"git push --set-upstream origin {branch}" in result.stdout


def test_comments_quotes_and_everything_else_stay(repository: Path, accept: bool) -> None:
    plain, commented = "    verdict: yes_if\n    statement:", "    verdict: yes_if  # decided\n"
    replace(repository, "policy/posting.yml", f"{plain}\n      sv: Ja, om",
            f"{commented}    # The rule:\n    statement:\n      sv: Ja, om")  # fmt: skip
    commit(repository)
    assert apply(repository, MAIL).exit_code == 0
    changed = git(repository, "diff", "--unified=0", "main").split("\n", 2)[2] + "\n"
    if accept:
        EXPECTED_DIFF.write_text(changed, encoding="utf-8")
    assert changed == EXPECTED_DIFF.read_text(encoding="utf-8")


def test_without_a_sender_the_commit_names_nobody(repository: Path) -> None:
    text = as_text({key: value for key, value in GOOD.items() if key != "sender"})
    assert apply(repository, text, "--branch", "readers/one").exit_code == 0
    assert git(repository, "branch", "--show-current") == "readers/one"
    assert "Anna" not in git(repository, "log", "-1", "--format=%B")


@pytest.mark.parametrize(
    "changed_by",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n  ", "\n\u00a0\u00a0").replace("\u00a0  ", "\u00a0 \u00a0"),
        lambda text: text.replace("\n", "\u00a0\n"),
        lambda text: text.replace("\n", "\r\n"),
    ],
    ids=["saved in Notepad", "indented by a mail program", "ended by a mail program", "Windows"],
)
def test_a_suggestion_survives_mail_and_windows(
    repository: Path, changed_by: Callable[[str], str]
) -> None:
    text = yaml.safe_dump(
        {key: each for key, each in GOOD.items() if key != "suggestion"}, allow_unicode=True,
        sort_keys=False, indent=2, width=70,
    )  # fmt: skip
    mailed = changed_by(f"suggestion: 1\n{text}...\n")
    result = apply(repository, mailed, "--dry-run")
    assert result.exit_code == 0, result.output


def test_a_former_id_leads_to_the_entry(repository: Path) -> None:
    assert apply(repository, as_text({**GOOD, "entry": "repost-from-work"})).exit_code == 0
    assert git(repository, "branch", "--show-current") == f"suggestion/{ID}"


def test_the_next_suggestion_for_an_entry_gets_a_branch_of_its_own(repository: Path) -> None:
    for branch in (f"suggestion/{ID}", f"suggestion/{ID}-2", f"suggestion/{ID}-3"):
        assert apply(repository, MAIL).exit_code == 0
        assert git(repository, "branch", "--show-current") == branch
        git(repository, "switch", "--quiet", "main")


def test_a_branch_named_suggestion_gives_the_new_branch_another_name(repository: Path) -> None:
    git(repository, "branch", "suggestion")
    assert apply(repository, MAIL).exit_code == 0
    assert git(repository, "branch", "--show-current") == f"suggestion-{ID}"


def test_a_dry_run_shows_the_change_and_writes_nothing(repository: Path) -> None:
    before = state(repository)
    result = apply(repository, MAIL, "--dry-run")
    assert (result.exit_code, state(repository)) == (0, before)
    assert "Stricter (1)" in result.stdout
    assert "Nothing was written" in result.stdout


def _dirty(project: Path) -> str:
    replace(project, "contacts.yml", "Questions from the media.", "Questions from reporters.")
    return MAIL


def _new_data_file(project: Path) -> str:
    (project / DATA_FOLDER / "notes.txt").write_bytes(b"x")
    return MAIL


def _staged(project: Path) -> str:
    _dirty(project)
    git(project, "add", "--all")
    return MAIL


def _hidden_change(project: Path) -> str:
    git(project, "update-index", "--assume-unchanged", POSTING)
    replace(project, "policy/posting.yml", "  order: 1", "  order: 2")
    return MAIL


def _changed_since_the_suggestion(project: Path) -> str:
    replace(project, "policy/posting.yml", "en: Yes, if you say that you work at {organisation}.",
            "en: Yes, always.")  # fmt: skip
    commit(project)
    return MAIL


def _would_be_invalid(project: Path) -> str:
    return as_text({**with_part(("fields", "asks"), "what"),
                    "before": {**GOOD["before"], "asks": "may"}})  # fmt: skip


def _has_errors(project: Path) -> str:
    replace(project, "contacts.yml", "backup: legal-desk", "backup: nobody")
    replace(project, "contacts.yml", "address: {email: juridik@example.com}", "address: 7")
    commit(project)
    return MAIL


REFUSED = {
    _dirty: "PB942", _new_data_file: "PB942", _staged: "PB942", _hidden_change: "PB942",
    _changed_since_the_suggestion: "PB941", _would_be_invalid: "error", _has_errors: "error",
    (lambda project: as_text({**GOOD, "entry": "nobody"})): "PB940",
    (lambda project: as_text({**GOOD, "fields": GOOD["before"]})): "PB934",
    (lambda project: as_text(GOOD).removesuffix("...\n")): "PB933",
    (lambda project: as_text(GOOD) * 2): "PB932",
    (lambda project: as_text({**GOOD, "path": "x"})): "PB935",
    (lambda project: as_text({**GOOD, "sender": "anna@example.com"})): "PB937",
    (lambda project: as_text({key: GOOD[key] for key in GOOD if key != "reason"})): "PB936",
    (lambda project: as_text({**GOOD, "reason": "word " * 500})): "PB938",
    (lambda project: as_text({**GOOD, "reason": "<b>now</b>"})): "PB939",
}  # fmt: skip
"""The code of the problem, by the function that prepares the repository and makes a suggestion."""


@pytest.mark.parametrize(("prepare", "code"), REFUSED.items(), ids=REFUSED.values())
def test_a_refused_suggestion_changes_nothing(repository: Path, prepare: object, code: str) -> None:
    assert callable(prepare)
    text = prepare(repository)
    before = state(repository)
    result = apply(repository, text)
    assert result.exit_code == 1, result.output
    assert code in result.output
    assert "Traceback" not in result.output
    assert state(repository) == before


BRANCHES = (
    "-x", "--force", "-", "--", "--upload-pack=x", "-c core.pager=x", "", " ", "a b", "a\nb",
    "a..b",
    "a~1", "a^", "a:b", "a?", "a*", "a[b", "a\\b", "/a", "a/", "a//b", ".a", "a/.b", "a.lock", "a.",
    "@", "a@{1}", "HEAD:x", "../x", "refs/../x", "å", "\u202ea", "a\0b", "a" * 121, "$(x)", "`x`",
    "a;b", "a|b", "'a'", '"a"', "main", "main/x",
)  # fmt: skip
"""Names that are options of git, cannot be names of branches, or are taken."""
BATCH = 14


@pytest.mark.parametrize("start", range(0, len(BRANCHES), BATCH))
def test_an_unusable_branch_name_is_refused_and_never_an_option_of_git(
    repository: Path, start: int, hostile_inputs: Counter[str]
) -> None:
    before = state(repository)
    for name in BRANCHES[start : start + BATCH]:
        result = apply(repository, MAIL, f"--branch={name}")
        assert (result.exit_code, state(repository)) == (1, before), f"{name!r}: {result.output}"
        assert "PB943" in result.output or "PB944" in result.output
        hostile_inputs["names of branches"] += 1


def test_a_branch_that_cannot_be_checked_out_is_removed_again(repository: Path) -> None:
    (repository / ".git" / "index.lock").touch()
    before = git(repository, "for-each-ref")
    result = apply(repository, MAIL)
    assert result.exit_code == 2, result.output
    assert git(repository, "for-each-ref") == before


def test_without_an_identity_nothing_is_written(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "config", "user.useConfigOnly", "true")
    git(repository, "config", "--unset", "user.name")
    git(repository, "config", "--unset", "user.email")
    monkeypatch.setenv("HOME", str(repository))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    before = state(repository)
    result = apply(repository, MAIL)
    assert result.exit_code == 2
    assert state(repository) == before


def test_a_folder_without_a_repository_is_refused(small_project: Path) -> None:
    result = apply(small_project, MAIL)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_file_with_line_endings_of_windows_keeps_them(repository: Path) -> None:
    path = repository / POSTING
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    commit(repository)
    text = as_text(with_part(("fields", "statement", "en"), "One.\n\nTwo " + "words " * 60))
    assert apply(repository, text).exit_code == 0
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_suggestion_may_be_in_a_file_and_a_missing_file_is_an_error(repository: Path) -> None:
    file = repository / "suggestion.yml"
    file.write_text(MAIL, encoding="utf-8")
    result = CliRunner().invoke(main, ["apply", str(file), "--project", str(repository)])
    assert result.exit_code == 0, result.output
    assert file.read_text(encoding="utf-8") == MAIL
    result = CliRunner().invoke(main, ["apply", str(file) + "x", "--project", str(repository)])
    assert result.exit_code == 2
