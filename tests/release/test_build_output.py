"""What MkDocs printed when it could not build a release becomes one line without a traceback."""

from __future__ import annotations

from pathlib import Path

from playbook.release.build_output import cure_of, reason_of

AUTHORS = """\
ERROR   -  Error reading page 'about.md': git
Traceback (most recent call last):
  File "/env/site-packages/mkdocs/commands/build.py", line 205, in _populate_page
    page.read_source(config)
    ~~~~~~~~~~~~~~~~^^^^^^^^
  File "/env/site-packages/mkdocs_git_authors_plugin/plugin.py", line 73, in on_config
    self.repo().set_config(self.config)
git.exc.InvalidGitRepositoryError: /tmp/playbook-x/source

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/env/site-packages/mkdocs/__main__.py", line 288, in build_command
    build.build(cfg, dirty=not clean)
  File "/env/site-packages/mkdocs_git_authors_plugin/repo.py", line 12, in run
    return git("log")
GitCommandError: git failed with status 128
stderr: fatal: not a git repository
"""
OTHER = AUTHORS.replace("mkdocs_git_authors_plugin", "mkdocs_rss_plugin")
FOLDER = Path("/tmp/playbook-x/source")


def test_only_the_last_error_of_a_traceback_is_shown() -> None:
    assert reason_of(AUTHORS.splitlines(), FOLDER).lines == (
        "ERROR - Error reading page 'about.md': git",
        "mkdocs_git_authors_plugin: GitCommandError: git failed with status 128",
        "stderr: fatal: not a git repository",
    )


def test_a_plugin_that_needs_the_history_has_its_own_cure() -> None:
    cure = cure_of(AUTHORS.splitlines())
    assert cure
    assert cure.key == "cure.no-history"
    assert cure_of(OTHER.splitlines()) is None


def test_problems_of_the_handbook_come_first() -> None:
    line = f"{FOLDER}/docs/a.md:1:1: error PB902: x"
    assert reason_of([*AUTHORS.splitlines(), line], FOLDER).lines == (
        "docs/a.md:1:1: error PB902: x",
    )


def test_output_without_a_traceback_is_shown_as_it_is() -> None:
    assert reason_of(["one", "two  words"], FOLDER).lines == ("one", "two words")
