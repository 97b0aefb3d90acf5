"""Checks the commands that run MkDocs: ``playbook build`` and ``playbook serve``."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from mkdocs.exceptions import Abort

from commands import CompletedCommand, environment, run
from playbook.site.target import check_target
from previews import free_port
from public_handbook import make_partly_public
from site_helpers import CONFIG, make_project, tree_of
from support import TIMEOUT_SECONDS, replace

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the small playbook, not yet built."""
    return make_project(tmp_path)


def change_config(project: Path, old: str, new: str) -> None:
    """Write ``mkdocs.yml`` with one text replaced."""
    text = CONFIG.read_text(encoding="utf-8")
    assert old in text
    (project / "mkdocs.yml").write_text(text.replace(old, new), encoding="utf-8")


def error_of(done: CompletedCommand) -> str:
    """The error output of a command, which has no traceback."""
    assert b"Traceback" not in done.stderr
    return done.stderr.decode()


def test_build_writes_the_site_and_says_where(project: Path) -> None:
    done = run(project, "build")
    assert (done.returncode, done.stdout, error_of(done)) == (0, b"", "The handbook is in site\n")
    assert (project / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("format: 2\n", "format: 2\n", "Exempel AB"),
        (
            "format: 2\n",
            "format: 2\ntitle: {sv: Sociala medier, en: Social media}\n",
            "Sociala medier",
        ),
    ],
)
def test_the_name_of_the_site_can_be_left_out(old: str, new: str, name: str, project: Path) -> None:
    """MkDocs requires a name; the commands take the title, or the name of the organisation."""
    replace(project, "playbook.yml", old, new)
    change_config(project, "site_name: Sociala medier\n", "")
    done = run(project, "build")
    assert (done.returncode, error_of(done)) == (0, "The handbook is in site\n")
    html = (project / "site" / "tone" / "index.html").read_text(encoding="utf-8")
    assert f"<span>{name}</span>" in html


@pytest.mark.parametrize(
    ("site_dir", "reason"),
    [
        ("playbook_data", "is in playbook_data/ of a project, which a build would change"),
        ("playbook_data/site", "is in playbook_data/ of a project, which a build would change"),
        ("changes", "is in changes/ of a project, which a build would change"),
        (".git", "is in the repository of git, which a build would change"),
        ("brand", "has files that are not from an earlier build, which this one would remove"),
    ],
)
def test_a_build_never_replaces_what_is_not_a_site(
    project: Path, site_dir: str, reason: str
) -> None:
    for path in (".git/HEAD", "changes/next.yml", "brand/precious.txt"):
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text("mine", encoding="utf-8")
    before = tree_of(project)
    done = run(project, "build", "--site-dir", site_dir)
    assert done.returncode == 2
    assert f"{reason}; set another site_dir\n" in error_of(done)
    assert tree_of(project) == before


def test_the_site_may_be_in_docs_only_if_the_pages_are_elsewhere(
    project: Path,
) -> None:
    before = tree_of(project)
    assert run(project, "build", "--site-dir", "docs").returncode == 2
    assert tree_of(project) == before
    (project / "docs").rename(project / "pages")
    change_config(project, "strict: true\n", "strict: true\ndocs_dir: pages\nsite_dir: docs\n")
    assert run(project, "build").returncode == 0
    assert run(project, "build").returncode == 0


def test_a_home_folder_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "me"))
    with pytest.raises(Abort, match="is a home folder or contains one"):
        check_target(tmp_path / "home")
    check_target(tmp_path / "home" / "me" / "site")


def test_a_project_is_not_replaced_even_if_it_has_an_index_page(project: Path) -> None:
    (project / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(Abort, match="is the folder of a project"):
        check_target(project)


def test_build_writes_to_another_folder_from_any_folder(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run(elsewhere, "build", "..", "--site-dir", "out")
    assert (done.returncode, error_of(done)) == (0, "The handbook is in out\n")
    assert (elsewhere / "out" / "index.html").is_file()
    assert not (project / "site").exists()


def test_an_error_in_the_data_stops_the_build_and_leaves_the_site(project: Path) -> None:
    run(project, "build")
    before = tree_of(project / "site")
    replace(project, "accounts.yml", "- id: blog-account", "- id: Blog account")
    done = run(project, "build")
    assert done.returncode == 1
    assert error_of(done).startswith("playbook_data/accounts.yml:")
    assert tree_of(project / "site") == before


def test_a_warning_stops_a_build_unless_it_is_not_strict(project: Path) -> None:
    (project / "docs" / "extra.md").write_text("# Extra\n\n[gone](gone.md)\n", encoding="utf-8")
    strict = run(project, "build")
    assert strict.returncode == 1
    assert "Warning: Doc file 'extra.md' contains a link 'gone.md'" in error_of(strict)
    (project / "docs" / "extra.md").write_text("# Extra\n\n[gone](#gone)\n", encoding="utf-8")
    assert run(project, "build").returncode == 1
    (project / "docs" / "extra.md").write_text("# Extra\n", encoding="utf-8")
    change_config(project, "strict: true\n", "strict: true\nno_such_setting: 1\n")
    assert run(project, "build").returncode == 2
    assert run(project, "build", "--no-strict").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("hooks: [hooks/mkdocs_hooks.py]\n", "", "mkdocs.yml:1:1: error PB921: "),
        ("plugins: []", "plugins: [no-such]", "mkdocs.yml:6:1: error PB993: 'plugins' "),
        ("strict: true", "strict: [", "mkdocs.yml:11:3: error PB993: 'mkdocs.yml' cannot be "),
    ],
)
def test_an_unusable_configuration_is_reported(
    project: Path, old: str, new: str, message: str
) -> None:
    change_config(project, old, new)
    for command in ("build", "serve"):
        done = run(project, command)
        assert done.returncode == 2
        assert error_of(done).startswith(message)


FAILING_PLUGIN = """plugins:
  - minify: {minify_js: true, cache_safe: true, js_files: [assets/playbook/reader.js]}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("plugins: []", FAILING_PLUGIN,
         "mkdocs.yml:1:1: error PB988: mkdocs_minify_plugin failed: KeyError: 'assets/"),
        ("mkdocs_hooks.py]", "mkdocs_hooks.py, own.py]",
         "mkdocs.yml:1:1: error PB988: own.py failed: ZeroDivisionError: division by zero; check"),
    ],
)  # fmt: skip
def test_a_plugin_or_hook_of_somebody_else_that_fails_is_named(
    project: Path, old: str, new: str, message: str
) -> None:
    (project / "own.py").write_text("def on_pre_build(config):\n    1 / 0\n", encoding="utf-8")
    change_config(project, old, new)
    done = run(project, "build")
    assert done.returncode == 1
    assert error_of(done).startswith(message)
    assert "internal error" not in error_of(done)


def test_a_missing_configuration_and_a_missing_project_are_reported(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (project / "mkdocs.yml").unlink()
    done = run(project, "build")
    assert done.returncode == 2
    assert "does not exist" in error_of(done)
    outside = run(tmp_path_factory.mktemp("outside"), "build")
    assert outside.returncode == 2
    assert "Error: no playbook_data folder in ." in error_of(outside)


def test_serve_answers_until_it_is_interrupted(project: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "playbook", "serve", "--address", f"127.0.0.1:{port}"],
        cwd=project, env=environment(PYTHONUNBUFFERED="1"), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if "Serving on" in line:
            break
    with urlopen(f"http://127.0.0.1:{port}/", timeout=TIMEOUT_SECONDS) as response:
        assert b"</html>" in response.read()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=TIMEOUT_SECONDS)
    assert (process.returncode, output) == (0, "")
    assert "Traceback" not in errors
    assert not (project / "site").exists()


def test_an_address_in_use_is_reported(project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        by_option = run(project, "serve", "--address", address)
        change_config(project, "strict: true\n", f"strict: true\ndev_addr: {address}\n")
        by_setting = run(project, "serve")
    for done in (by_option, by_setting):
        assert done.returncode == 2
        assert f"Error: cannot serve on {address}: Address already in use; choose" in error_of(done)


def test_a_port_that_does_not_exist_is_reported(project: Path) -> None:
    done = run(project, "serve", "--address", "127.0.0.1:99999")
    assert done.returncode == 2
    reason = "the port is not one of 0 to 65535; choose another --address"
    assert f"Error: cannot serve on 127.0.0.1:99999: {reason}\n" in error_of(done)


def test_the_public_edition_is_built_into_its_own_folder(project: Path) -> None:
    make_partly_public(project)
    done = run(project, "build", "--edition", "public")
    assert (done.returncode, error_of(done)) == (0, "The handbook is in site-public\n")
    assert (project / "site-public" / "policy" / "house-rules" / "index.html").is_file()
    assert not (project / "site-public" / "roles").exists()
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("options", "is_public"), [((), True), (("--edition", "full"), False)], ids=["none", "full"]
)
def test_the_edition_of_mkdocs_yml_is_built_unless_an_option_names_another(
    project: Path, options: tuple[str, ...], is_public: bool
) -> None:
    make_partly_public(project)
    change_config(project, "strict: true\n", "strict: true\nextra: {playbook_edition: public}\n")
    done = run(project, "build", *options)
    assert (done.returncode, error_of(done)) == (0, "The handbook is in site\n")
    assert (project / "site" / "policy" / "house-rules" / "index.html").is_file()
    assert (project / "site" / "roles").exists() is not is_public


def test_an_edition_that_does_not_exist_is_refused(project: Path) -> None:
    change_config(project, "strict: true\n", "strict: true\nextra: {playbook_edition: Public}\n")
    done = run(project, "build")
    assert done.returncode == 1
    assert "PB910" in error_of(done)
    assert "'Public', and only 'full' and 'public' exist" in error_of(done)


def test_links_in_a_preview_from_disk_name_files(project: Path) -> None:
    assert run(project, "build", "--from-disk", "--site-dir", "preview").returncode == 0
    page = (project / "preview" / "index.html").read_text(encoding="utf-8")
    assert 'href="contacts/index.html"' in page
