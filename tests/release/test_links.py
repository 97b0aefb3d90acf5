"""A tag cannot publish or overwrite files of the machine, or read the caller's environment."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from factories import commit, git, project, tree_of
from release_history import adopted
from test_reproducible import publish

from playbook.project import DATA_FOLDER
from playbook.release.codes import RefusedError
from playbook.release.prepare import prepare
from playbook.release.python_runner import (
    CURRENT_PYTHON,
    ProgramFailedError,
    passed_variables,
    run_module,
)
from playbook.release.version_numbers import parse_version
from site_helpers import served

pytestmark = pytest.mark.slow

SECRET = "canary-4711"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("first") / "repo")


@pytest.fixture
def repo(first: Path, tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    shutil.copytree(first, tmp_path / "repo")
    return tmp_path / "repo"


def tag_with_link(repo: Path, name: str, target: str) -> None:
    """Commit a link, and tag it as a release."""
    path = repo / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)
    commit(repo, "A link")
    git(repo, "tag", "v1.0.0")


@pytest.mark.parametrize("name", ["json.py", "yaml/__init__.py", "sitecustomize.py"])
def test_a_file_of_a_tag_cannot_stand_in_for_a_module(name: str, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    file = tmp_path / "source" / name
    file.parent.mkdir(parents=True)
    file.write_text(f"open({str(ran)!r}, 'w').close()\n", encoding="utf-8")
    run_module(CURRENT_PYTHON, "mkdocs", "--version", folder=tmp_path / "source")
    assert not ran.exists()


LINKS_OUT = {
    "environment": ("docs/env.txt", "/proc/self/environ", "PB011"),
    "nested": ("docs/en/a/b/env.txt", "/proc/self/environ", "PB011"),
    "of the builder": ("docs/env.txt", f"/proc/{os.getpid()}/environ", "PB011"),
    "relative": ("docs/secret.txt", "../../secret.txt", "PB011"),
    "folder": ("docs/all", "..", "PB011"),
    "git": ("docs/config.txt", "../.git/config", "PB011"),
    "theme": ("hooks/playbook/site/theme/main.html", "/proc/self/environ", "PB011"),
    "data": (f"{DATA_FOLDER}/policy/x.yml", "../../../secret.txt", "PB011"),
    "change entry": ("changes/1.0.0.yml", "../../secret.txt", "PB011"),
    "configuration": ("mkdocs.yml", "/proc/self/environ", "PB854"),
}
"""The path of a link, its target, and the code of the problem."""


@pytest.mark.parametrize("name", LINKS_OUT)
def test_tag_with_a_link_out_of_its_folder_is_refused(
    repo: Path, tmp_path: Path, name: str, hostile_inputs: Counter[str]
) -> None:
    path, target, code = LINKS_OUT[name]
    tag_with_link(repo, path, target)
    done = publish(repo, "1.0.0", "--to", str(tmp_path / "tree"), TOKEN=SECRET)
    assert done.code == 1
    assert f"{path}:1:1: error {code}: " in done.output
    assert name == "configuration" or "error PB810: the tag could not be built: " in done.output
    assert SECRET not in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "tree").exists()
    hostile_inputs["links refused"] += 1


def test_tag_whose_hooks_do_not_check_links_is_refused(
    repo: Path, tmp_path: Path, hostile_inputs: Counter[str]
) -> None:
    """Publishing checks the files itself, as the generator in the tag may not check links."""
    module = repo / "hooks" / "playbook" / "project.py"
    text = module.read_text(encoding="utf-8")
    assert text.count("*check_links(folder, folders)") == 1
    module.write_text(text.replace("*check_links(folder, folders)", ""), encoding="utf-8")
    tag_with_link(repo, "docs/secret.txt", "../../secret.txt")
    done = publish(repo, "1.0.0", "--to", str(tmp_path / "tree"))
    assert done.code == 1
    assert done.output.splitlines()[1].startswith("docs/secret.txt:1:1: error PB011: ")
    hostile_inputs["links refused"] += 1


def test_link_inside_docs_is_published(repo: Path, tmp_path: Path) -> None:
    (repo / "docs" / "a.txt").write_text("a", encoding="utf-8")
    tag_with_link(repo, "docs/en/b.txt", "../a.txt")
    done = publish(repo, "1.0.0", "--to", str(tmp_path / "tree"))
    assert done.code == 0, done.output
    assert (tmp_path / "tree" / "1.0.0" / "en" / "b.txt").read_text() == "a"
    assert not [path for path in (tmp_path / "tree").rglob("*.txt") if path.is_symlink()]


def test_build_of_a_tag_does_not_write_through_links(
    repo: Path, tmp_path: Path, hostile_inputs: Counter[str]
) -> None:
    tag_with_link(repo, "mkdocs.release.yml", str(tmp_path / "secret.txt"))
    done = publish(repo, "1.0.0", "--to", str(tmp_path / "tree"))
    assert done.code == 0, done.output
    assert (tmp_path / "secret.txt").read_text() == SECRET
    hostile_inputs["links refused"] += 1


@pytest.mark.parametrize("name", ["mkdocs.release.yml/x", "docs"])
def test_tag_with_a_folder_in_place_of_a_file_is_refused(
    repo: Path, tmp_path: Path, name: str
) -> None:
    shutil.rmtree(repo / "docs")
    (repo / name).parent.mkdir(exist_ok=True)
    (repo / name).write_text("x", encoding="utf-8")
    commit(repo, "In the way")
    git(repo, "tag", "v1.0.0")
    done = publish(repo, "1.0.0", "--to", str(tmp_path / "tree"))
    assert done.code == 1
    assert "v1.0.0:1:1: error PB810: the tag could not be built: " in done.output
    assert "Traceback" not in done.output


def test_release_and_publish_refuse_the_same_links(
    repo: Path, hostile_inputs: Counter[str]
) -> None:
    adopted(repo)
    (repo / "docs" / "env.txt").symlink_to("/proc/self/environ")
    commit(repo, "A link")
    head = git(repo, "rev-parse", "HEAD")
    with pytest.raises(RefusedError) as refused:
        prepare(repo, parse_version("1.0.0"), dt.date(2026, 3, 2))
    [problem] = refused.value.problems
    assert problem.location.path == "docs/env.txt"
    assert problem.code in ("PB011", "PB850")  # a link, or not a file of the commit
    assert (git(repo, "rev-parse", "HEAD"), git(repo, "tag")) == (head, "")
    hostile_inputs["links refused"] += 1


CANARIES = (
    "CI_JOB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN", "PLAYBOOK_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "PIP_INDEX_URL", "UV_INDEX_PASSWORD", "HTTPS_PROXY", "https_proxy", "NETRC",
    "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "GIT_ASKPASS", "GIT_CONFIG_VALUE_0", "DATABASE_URL",
    "PYTHONSTARTUP", "PYTHONUSERBASE", "VIRTUAL_ENV", "LANG", "EDITOR", "PATHS", "HOME_TOKEN",
    "XDG_CONFIG_HOME", "path", "A",
)  # fmt: skip
SPY = """\
import json, os, subprocess, sys
from pathlib import Path

def on_post_build(config):
    program = "import json, os; print(json.dumps({{**os.environ}}))"
    inner = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True
    ).stdout
    Path({out!r}).write_text(json.dumps([dict(os.environ), json.loads(inner)]))
    Path({out!r} + ".environ").write_bytes(Path("/proc/self/environ").read_bytes())
"""


def test_build_of_a_tag_cannot_read_the_callers_environment(
    repo: Path, tmp_path: Path, hostile_inputs: Counter[str]
) -> None:
    out = tmp_path / "seen.json"
    (repo / "spy.py").write_text(SPY.format(out=str(out)), encoding="utf-8")
    config = (repo / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("hooks/mkdocs_hooks.py", "hooks/mkdocs_hooks.py, spy.py")
    (repo / "mkdocs.yml").write_text(config, encoding="utf-8")
    commit(repo, "A hook that looks around")
    git(repo, "tag", "v1.0.0")
    harmless = [name for name in CANARIES if not name.startswith(("PYTHON", "GIT_"))]
    trees = []
    for place, names in (("one", []), ("other", harmless)):
        variables = {name: f"{SECRET}-{name}" for name in names}
        done = publish(repo, "1.0.0", "--to", str(tmp_path / place), **variables)
        assert done.code == 0, done.output
        trees.append(tree_of(tmp_path / place))
    assert trees[0] == trees[1]
    assert "1.0.0/manifest.json" in trees[0]
    assert SECRET not in out.read_text() + (tmp_path / "seen.json.environ").read_text()
    for seen in json.loads(out.read_text()):
        assert set(seen) <= {
            "PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "LD_PRELOAD",
            "TZ", "LC_ALL", "LC_CTYPE", "PYTHONHASHSEED", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE",
            "PYTHONSAFEPATH", "NO_MKDOCS_2_WARNING", "SOURCE_DATE_EPOCH",
            "NoDefaultCurrentDirectoryInExePath",
        }  # fmt: skip
        assert (seen["TZ"], seen["SOURCE_DATE_EPOCH"]) == ("UTC", "1772438400")
    hostile_inputs["variables kept back"] += len(harmless)


def test_only_listed_variables_are_passed_to_a_build(hostile_inputs: Counter[str]) -> None:
    outer = dict.fromkeys(CANARIES, SECRET) | {"PATH": "/bin", "HOME": "/home/me"}
    assert passed_variables(outer, installs=False) == {"PATH": "/bin", "HOME": "/home/me"}
    assert set(passed_variables(outer, installs=True)) == {
        "PATH", "HOME", "PIP_INDEX_URL", "HTTPS_PROXY", "https_proxy", "NETRC", "XDG_CONFIG_HOME"
    }  # fmt: skip
    hostile_inputs["variables kept back"] += len(CANARIES)


PROBE = "#!/bin/sh\nenv | cut -d= -f1 | tr '\\n' ' '\nexit 1\n"
"""A program in place of Python that prints the names of its variables, and fails."""


@pytest.mark.parametrize("installs", [False, True])
def test_only_installing_gets_the_index_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installs: bool
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://me:secret@index.example/")
    monkeypatch.setenv("GH_TOKEN", SECRET)
    probe = tmp_path / "python"
    probe.write_text(PROBE, encoding="utf-8")
    probe.chmod(0o755)
    with pytest.raises(ProgramFailedError) as failed:
        run_module(probe, "mkdocs", folder=tmp_path, installs=installs)
    seen = failed.value.lines[0].split()
    assert ("PIP_INDEX_URL" in seen) is installs
    assert "GH_TOKEN" not in seen
    assert "SOURCE_DATE_EPOCH" in seen


def test_pip_uses_the_callers_index(repo: Path, tmp_path: Path) -> None:
    (repo / "requirements.txt").write_text(f"click==8.4.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    commit(repo, "A lock")
    git(repo, "tag", "v1.0.0")
    (tmp_path / "index").mkdir()
    with served(tmp_path / "index", "/simple/") as index:
        variables = {"PIP_INDEX_URL": index.url, "PIP_RETRIES": "0", "NO_PROXY": "127.0.0.1"}
        done = publish(repo, "1.0.0", "--rebuild", "--to", str(tmp_path / "tree"), **variables)
    assert done.code == 1
    assert "error PB833: the environment of the tag cannot be created: " in done.output
    assert index.requested_paths == ["/simple/click/"]
