"""Walks through an editor's work with real git: clone, edit, fix, check, commit and comment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from suggestion_texts import GOOD, as_text
from support import TESTS, TIMEOUT_SECONDS, copy_small, replace

ROOT = TESTS.parent


class EditorMachine:
    """An editor's clone of the handbook, with git and playbook on the path."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        bin_folder = home / "bin"
        bin_folder.mkdir(parents=True)
        command = bin_folder / "playbook"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m playbook "$@"\n', "utf-8")
        command.chmod(0o755)
        python = str(Path(sys.executable).parent)
        self.environment = {
            **os.environ,
            "PATH": os.pathsep.join((str(bin_folder), python, os.environ["PATH"])),
            "PYTHONPATH": str(ROOT / "hooks"),
            "HOME": str(home),
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True,
            check=False, timeout=TIMEOUT_SECONDS,
        )  # fmt: skip

    def run_ok(self, *command: str) -> str:
        """The output of a command, which must succeed."""
        done = self.run(*command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def machine(tmp_path: Path) -> EditorMachine:
    """An editor's clone of the organisation's repository, with the pre-commit hook installed."""
    origin = tmp_path / "origin"
    copy_small(origin)
    shutil.copy(TESTS / "data" / "mkdocs.yml", origin)
    shutil.copy(ROOT / ".pre-commit-config.yaml", origin)
    shutil.copytree(ROOT / "hooks", origin / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (origin / "docs").mkdir()
    (origin / "docs" / "about.md").write_text("# Om handboken\n", encoding="utf-8")
    (origin / ".gitignore").write_text("/site/\n/.site-*/\n__pycache__/\n.cache/\n", "utf-8")
    owner = EditorMachine(origin, tmp_path / "home-there")
    owner.run_ok("git", "init", "--quiet", "--initial-branch=main")
    owner.run_ok("playbook", "schema")
    for name, value in (("user.name", "Owner"), ("user.email", "owner@example.com")):
        owner.run_ok("git", "config", name, value)
    owner.run_ok("git", "add", ".")
    owner.run_ok("git", "commit", "--quiet", "--message=The handbook")
    editor = EditorMachine(tmp_path, tmp_path / "home-here")
    editor.run_ok("git", "clone", "--quiet", str(origin), "clone")
    editor.folder = tmp_path / "clone"
    for name, value in (("user.name", "Editor"), ("user.email", "editor@example.com")):
        editor.run_ok("git", "config", name, value)
    editor.run_ok(sys.executable, "-m", "pre_commit", "install")
    return editor


@pytest.mark.slow
def test_an_editor_clones_edits_fixes_commits_and_gets_a_comment(machine: EditorMachine) -> None:
    # A branch, and a new contact: the skeleton is valid from the start.
    machine.run_ok("git", "switch", "--quiet", "--create", "it-desk")
    output = machine.run_ok("playbook", "new", "contacts", "it-desk")
    assert output.startswith("playbook_data/contacts.yml:")
    machine.run_ok("playbook", "check", "--strict")

    # The editor writes the contact, with a typo in a key and a broken reference.
    replace(
        machine.folder,
        "contacts.yml",
        "    hours:  # When it answers.\n      sv: …\n      en: …\n",
        "    hour: {sv: Vardagar, en: Weekdays}\n",
    )
    legal_address = "    address: {email: juridik@example.com}\n"
    replace(machine.folder, "contacts.yml", legal_address, f"{legal_address}    backup: it-desc\n")
    result = machine.run("playbook", "check")
    assert result.returncode == 1
    assert (
        "PB104: unknown key 'hour' in an entry of contacts; did you mean 'hours'?" in result.stdout
    )

    # The hook refuses the commit, and fixes what can be fixed automatically.
    machine.run_ok("git", "add", "--all")
    refused = machine.run("git", "commit", "--message=IT desk")
    assert refused.returncode == 1
    assert "playbook_data/contacts.yml: fixed" in refused.stdout + refused.stderr
    assert machine.run_ok("git", "log", "--oneline").count("\n") == 1

    # The other problems are reported with their locations. The editor corrects them.
    result = machine.run("playbook", "check")
    assert "PB202: no entry has the id 'it-desc'; did you mean 'it-desk'?" in result.stdout
    assert "hour:" not in (machine.folder / "playbook_data/contacts.yml").read_text("utf-8")
    replace(machine.folder, "contacts.yml", "backup: it-desc", "backup: it-desk")
    replace(machine.folder, "contacts.yml", "    status: draft  # current once it applies\n", "")
    replace(
        machine.folder,
        "contacts.yml",
        "      sv: …\n      en: …\n",
        "      sv: It-stödet\n      en: IT support\n",
    )
    machine.run_ok("playbook", "fix")
    result = machine.run("playbook", "check", "--strict")
    assert "PB726: 'for' of 'it-desk' is still a placeholder: …; write the text" in result.stdout
    replace(
        machine.folder,
        "contacts.yml",
        "      sv: >\n        …\n      en: >\n        …\n",
        "      sv: Hjälp med inloggning.\n      en: Help with logging in.\n",
    )
    machine.run_ok("playbook", "check", "--strict")
    machine.run_ok("git", "add", "--all")
    machine.run_ok("git", "commit", "--quiet", "--message=IT desk")

    # A reviewer reads the diff and the comment. CI runs the commands of the workflow.
    changes = machine.run_ok("playbook", "diff", "origin/main", "--language", "en")
    assert "Added (1)\n  IT support (Contacts: it-desk)" in changes
    comment = machine.run_ok("playbook", "comment", "origin/main")
    assert comment.startswith("<!-- playbook -->\n## Ändringar\n")
    assert "**It-stödet** · Kontakter · `it-desk`" in comment
    assert "Inga problem." in comment
    machine.run_ok(sys.executable, "-m", "mkdocs", "build", "--strict")
    assert 'id="it-desk"' in (machine.folder / "site/contacts/index.html").read_text("utf-8")


@pytest.mark.slow
def test_the_comment_excludes_changes_made_on_main_meanwhile(
    machine: EditorMachine, tmp_path: Path
) -> None:
    machine.run_ok("git", "switch", "--quiet", "--create", "mine")
    replace(machine.folder, "contacts.yml", "Frågor om lagen.", "Frågor om lag och avtal.")
    machine.run_ok("git", "commit", "--quiet", "--all", "--no-verify", "--message=Mine")
    origin = tmp_path / "origin"
    replace(origin, "roles.yml", "may: [share]", "may: [share, reply]")
    subprocess.run(
        ["git", "commit", "--quiet", "--all", "--message=Theirs"], cwd=origin, check=True
    )
    machine.run_ok("git", "fetch", "--quiet")
    comment = machine.run_ok("playbook", "comment", "origin/main")
    assert "`legal-desk`" in comment
    assert "`employee`" not in comment


@pytest.mark.slow
def test_schemas_are_updated_after_a_merge(machine: EditorMachine, tmp_path: Path) -> None:
    """No `playbook fix` runs for a change made in the browser, so CI updates the schemas later."""
    replace(machine.folder, "contacts.yml", "  - id: legal-desk", "  - id: law-desk")
    replace(machine.folder, "contacts.yml", "backup: legal-desk", "backup: law-desk")
    output = machine.run_ok("playbook", "check", "--strict")
    assert "notice PB741: schema/names.json is missing or outdated" in output
    machine.run_ok("git", "commit", "--quiet", "--all", "--no-verify", "--message=In the browser")
    freshen = ("sh", str(ROOT / ".ci" / "freshen"), "main")

    # A branch that does not accept the push is reported, and the job does not fail.
    assert "the branch main does not accept this push" in machine.run_ok(*freshen)

    machine.run_ok("git", "reset", "--quiet", "--hard", "HEAD~1")
    machine.run_ok("git", "clone", "--quiet", "--bare", str(machine.folder), str(tmp_path / "bare"))
    machine.run_ok("git", "remote", "set-url", "origin", str(tmp_path / "bare"))
    assert machine.run_ok(*freshen) == "schema/names.json: written\n"
    last = machine.run_ok("git", "--git-dir", str(tmp_path / "bare"), "log", "-1", "--stat", "main")
    assert "Update schemas for text editors" in last
    assert "schema/names.json" in last
    assert machine.run_ok(*freshen) == ""
    machine.run_ok("playbook", "schema", "--check")


def page_steps() -> Iterator[tuple[str, str]]:
    """By host, the commands that write the page to approve; ``BASE`` names the base branch."""
    steps = yaml.load(
        (ROOT / ".github/workflows/handbook.yml").read_text("utf-8"), yaml.BaseLoader
    )["jobs"]["report"]["steps"]
    yield "github", next(step["run"] for step in steps if "changes.html" in step.get("run", ""))
    script = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)["report"]
    branch = "origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    yield "gitlab", "\n".join(script["script"][-2:]).replace(branch, "$BASE")


@pytest.mark.slow
@pytest.mark.parametrize(("host", "commands"), list(page_steps()), ids=["github", "gitlab"])
def test_each_host_writes_the_page_to_approve_also_of_a_change_with_errors(
    machine: EditorMachine, host: str, commands: str
) -> None:
    machine.run_ok("git", "switch", "--quiet", "--create", f"change-{host}")
    replace(machine.folder, "contacts.yml", "Frågor om lagen.", "Frågor om lag och avtal.")
    for text in ("Frågor om lag och avtal.", "ask: nobody-here"):
        if text.startswith("ask"):
            replace(machine.folder, "policy/posting.yml", "ask: press-desk", text)
        machine.run_ok("git", "commit", "--quiet", "--all", "--no-verify", f"--message={text}")
        machine.environment["BASE"] = "origin/main"
        machine.run_ok("bash", "-e", "-c", commands)
        page = (machine.folder / "changes.html").read_text("utf-8")
        assert "lag och avtal" in page
        assert "Godkännande" in page
    assert "nobody-here" in page.partition("Bindande ändringar")[0], "problems come first"


NEW_RULE = """\
  - id: show-the-office
    title: {sv: Visa kontoret, en: Show the office}
    question: {sv: Får jag visa kontoret?, en: May I show the office?}
    asks: may
    verdict: no
    statement: {sv: "Nej, aldrig.", en: "No, never."}
    why: {sv: Många undrar., en: Many wonder.}
    examples: {do: {sv: [En bild], en: [A picture]}, dont: {sv: [En skärm], en: [A screen]}}
  - id: reply-in-time
"""
REVIEWED = 440


@pytest.mark.slow
def test_a_reviewer_reads_a_large_change_and_applies_what_a_reader_suggests(
    machine: EditorMachine,
) -> None:
    # On main there are many entries whose review is due.
    many = machine.folder / "playbook_data" / "glossary" / "many.yml"
    many.parent.mkdir()
    terms = "".join(
        f"  - id: term-{n}\n    title: {{sv: Ord {n}, en: Word {n}}}\n"
        f"    definition: {{sv: Det ordet {n}., en: The word {n}.}}\n"
        for n in range(REVIEWED)
    )
    header = "  owner: policy-owner\n  reviewed: 2026-01-02\n  review_by: 2027-01-02\n"
    many.write_text(f"defaults:\n{header}entries:\n{terms}", "utf-8")
    (machine.folder / "playbook_data/glossary.yml").rename(many.parent / "first.yml")
    machine.run_ok("git", "add", "--all")
    machine.run_ok("git", "commit", "--quiet", "--no-verify", "--message=Many words")

    # An editor changes a lot at once: everything is reviewed, and some entries say something else.
    machine.run_ok("git", "switch", "--quiet", "--create", "autumn")
    machine.run_ok("playbook", "rename", "moderator", "comment-host", "--yes")
    replace(machine.folder, "glossary/many.yml", "reviewed: 2026-01-02", "reviewed: 2026-08-01")
    replace(machine.folder, "policy/posting.yml", "  - id: reply-in-time\n", NEW_RULE)
    replace(machine.folder, "policy/posting.yml", "    verdict: yes_if\n", "    verdict: no\n")
    replace(machine.folder, "legal.yml", "sv: Reklam ska gå", "sv: Reklam ska alltid gå")
    value = "reply_within: {duration: {amount: 1,"
    replace(machine.folder, "playbook.yml", value, value.replace("1", "3"))
    replace(machine.folder, "contacts.yml", "backup: legal-desk", "backup: legal-dekk")
    machine.run_ok("git", "commit", "--quiet", "--all", "--no-verify", "--message=Autumn")

    # The comment has it all in an order that a reviewer can use, and stays short.
    comment = machine.run_ok("playbook", "comment", "main")
    assert len(comment) < 20_000
    parts = (
        "PB202", "### Bindande ändringar", "**Visa kontoret**", "Nej, aldrig.",
        "**Dela våra inlägg**",
        "1 → 3\N{NO-BREAK SPACE}arbetsdagar (mildare)", "är oförändrat på engelska",
        "### Övriga ändringar", "`moderator` → `comment-host`", f"{REVIEWED} poster",
    )  # fmt: skip
    assert [comment.find(part) for part in parts] == sorted(map(comment.find, parts))
    assert min(map(comment.find, parts)) >= 0
    page = machine.run("playbook", "diff", "main", "HEAD", "--format", "html").stdout
    signed = page.partition("Godkännande")[2]
    assert all(f"<th>{who}</th>" in signed for who in ("Policyägare", "Jurist"))

    # A reader suggests by mail that one rule be looser. The editor applies it and looks at it.
    machine.run_ok("git", "switch", "--quiet", "main")
    mail = machine.folder.parent / "mail.txt"
    mail.write_text(f"Hej!\n\n{as_text(GOOD)}\nHälsningar", "utf-8")
    report = machine.run_ok("playbook", "apply", str(mail), "--language", "sv")
    assert "Strängare (1)\n  Dela våra inlägg" in report
    changed = machine.run_ok("git", "diff", "--name-only", "main", "HEAD").split()
    assert changed == ["playbook_data/policy/posting.yml"]
    machine.run_ok("playbook", "check")
