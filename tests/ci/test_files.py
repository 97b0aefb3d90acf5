"""Checks the files for GitHub and GitLab against the vendors' schemas and the real commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from playbook.cli import main
from repositories import git
from support import TESTS, copy_small, replace

ROOT = TESTS.parent


def load(name: str) -> Any:
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-workflows", ".github/workflows/handbook.yml"),
        ("vendor.github-workflows", ".github/workflows/generator.yml"),
        ("vendor.github-workflows", ".github/workflows/reviews.yml"),
        ("vendor.github-workflows", ".github/workflows/suggestions.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/wrong-page.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/propose-change.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/suggestion.yml"),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
        ("vendor.gitlab-ci", ".gitlab/generator.yml"),
    ],
)
def test_a_file_is_valid_by_its_vendors_schema(schema: str, name: str, tmp_path: Path) -> None:
    assert run_schema(schema, ROOT / name) == 0
    broken = tmp_path / Path(name).name
    broken.write_text("on: 7\njobs: [x]\nbody: 3\nblank_issues_enabled: maybe\nx: {script: {}}\n")
    assert run_schema(schema, broken) == 1, "the schema accepts everything"


def run_schema(schema: str, path: Path) -> int:
    import check_jsonschema  # takes over a second, in each process that collects this file

    command = ["--builtin-schema", schema, str(path)]
    if schema == "vendor.gitlab-ci":
        command += ["--data-transform", "gitlab-ci"]
    return CliRunner().invoke(check_jsonschema.main, command).exit_code


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ],
)
def test_the_pre_commit_files_are_valid(command: str, name: str) -> None:
    subprocess.run([sys.executable, "-m", "pre_commit", command, str(ROOT / name)], check=True)


def commands_of(host: str) -> set[str]:
    """The playbook and mkdocs commands that a host runs for a pull request."""
    if host == "github":
        jobs = load(".github/workflows/handbook.yml")["jobs"]
        lines = [step.get("run", "") for name in JOBS for step in jobs[name]["steps"]]
    else:
        lines = [line for name in JOBS for line in load(".gitlab-ci.yml")[name]["script"]]
    command_lines = (line.split(" > ")[0] for text in lines for line in text.splitlines())
    own_commands = {line for line in command_lines if line.startswith(("playbook ", "mkdocs "))}
    return {re.sub(r' --format github| "\S+"', "", command) for command in own_commands}


JOBS = ("handbook", "report")


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_github_and_gitlab_run_the_same_commands(host: str) -> None:
    assert commands_of(host) == {
        "playbook check --strict",
        "playbook comment",
        "mkdocs build --strict",
        "playbook build --from-disk --site-dir preview",
        "playbook diff HEAD --format html",
    }


def test_both_hosts_update_the_schemas_only_after_a_merge() -> None:
    job = load(".github/workflows/handbook.yml")["jobs"]["suggestions"]
    assert job["if"] == "github.event_name == 'push'"
    assert job["steps"][-1]["run"] == 'sh .ci/freshen "$GITHUB_REF_NAME"'
    assert load(".gitlab-ci.yml")["suggestions"]["script"] == [
        'PLAYBOOK_PUSH_TOKEN=$token sh .ci/freshen "$CI_COMMIT_BRANCH"'
    ]


def codeowners(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["codeowners", *map(str, arguments)])
    return result.exit_code, result.output


def test_codeowners_lists_the_teams_of_the_owners(small_project: Path) -> None:
    assert codeowners(small_project)[0] == 2
    teams = '  teams: {policy-owner: "@example/policy", moderator: "@example/social"}\n'
    replace(small_project, "playbook.yml", "  branch: main\n", f"  branch: main\n{teams}")
    path = small_project / ".github" / "CODEOWNERS"
    assert codeowners(small_project, "--output", path)[0] == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert "/playbook_data/policy/posting.yml @example/policy" in lines
    assert "/playbook_data/templates.yml @example/social" in lines
    assert "/playbook_data/playbook.yml @example/policy @example/social" in lines


def test_the_check_runs_if_a_file_was_only_removed(tmp_path: Path) -> None:
    """pre-commit does not count a file that was removed as one that a hook is for."""
    copy_small(tmp_path)
    config = tmp_path / ".pre-commit-config.yaml"
    config.write_text((ROOT / config.name).read_text(encoding="utf-8"), encoding="utf-8")
    git(tmp_path, "init", "--quiet", ".")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "First")
    git(tmp_path, "rm", "--quiet", "playbook_data/roles.yml")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"],
        cwd=tmp_path, check=False, capture_output=True, text=True,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    assert "error PB" in done.stdout


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", ".pre-commit-hooks.yaml"])
def test_the_hooks_run_for_a_handbook_in_any_folder_of_a_repository(name: str) -> None:
    patterns = re.findall(r"^ +files: (.+)$", (ROOT / name).read_text(encoding="utf-8"), re.M)
    assert len(patterns) == 2
    for pattern in patterns:
        assert re.search(pattern, "playbook_data/policy/posting.yml")
        assert re.search(pattern, "handbook/playbook_data/keys.yml")
        assert not re.search(pattern, "my_playbook_data/keys.yml")
