"""Starts a handbook with the built package alone: from ``init`` to a published version.

The package is built from its source distribution and installed in an environment of its own. The
commands run in an empty folder with an empty environment, without this checkout on any path.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from installed import build_package, install
from site_helpers import ROOT, tree_of

pytestmark = pytest.mark.slow

MAX_SECONDS = 120
"""The maximum processor time from the installation to a page that can be opened."""
COMMON = ("--name", "Norrdal", "--countries", "SE")
VARIANTS = {
    "a company in Swedish": ("--sector", "company", "--languages", "sv", "--host", "github"),
    "a public body in Swedish and English": (
        "--sector", "public_body", "--languages", "sv,en", "--host", "gitlab",
    ),
    "a publicly owned company in English": ("--sector", "municipal_company", "--languages", "en"),
    "a private provider in three languages": (
        "--sector", "publicly_funded_provider", "--languages", "nb,en,sv",
    ),
    "a small handbook": ("--sector", "company", "--languages", "sv", "--starter", "small"),
    "an empty handbook": ("--sector", "company", "--languages", "sv,en", "--starter", "empty"),
}  # fmt: skip
"""The options of ``playbook init`` for each handbook."""
NOT_YET = {"PB120", "PB481", "PB482"}
"""Notices: some texts are not translated, there are no entries, or there are no teams."""


@dataclass
class Shell:
    """Runs commands of the installed package in an empty environment."""

    interpreter: Path
    home: Path
    seconds: dict[str, float] = field(default_factory=dict)
    """The processor time of each command, by its first two words."""

    def run(self, folder: Path, *command: str, status: int = 0) -> str:
        """The output of a program, which must end with this status."""
        start = processor_seconds()
        done = subprocess.run(
            command, cwd=folder, env=self.environment, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        self.seconds[" ".join(command[:2])] = processor_seconds() - start
        assert done.returncode == status, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert str(ROOT) not in done.stdout + done.stderr
        return done.stdout + done.stderr

    @property
    def environment(self) -> dict[str, str]:
        path = f"{self.interpreter.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"
        return {"PATH": path, "HOME": str(self.home), "LANG": "C.UTF-8"}


def processor_seconds() -> float:
    """The processor time that finished child processes have taken so far."""
    times = os.times()
    return times.children_user + times.children_system


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell in whose environment the package is installed and git knows the user's name."""
    wheel = build_package(tmp_path_factory.mktemp("dist"))
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\nname = Ed\nemail = ed@example.com\n", "utf-8")
    start = processor_seconds()
    shell = Shell(install(wheel, tmp_path_factory.mktemp("env")), home)
    shell.seconds["pip install"] = processor_seconds() - start
    return shell


def test_the_environment_has_this_checkout_on_no_path(shell: Shell, tmp_path: Path) -> None:
    code = "import sys, playbook; print(*sys.path, playbook.__file__)"
    assert str(ROOT) not in shell.run(tmp_path, str(shell.interpreter), "-c", code)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_new_handbook_is_checked_released_and_published(
    shell: Shell, tmp_path: Path, variant: str
) -> None:
    shell.run(tmp_path, "playbook", "init", "handbook", "--git", *COMMON, *VARIANTS[variant])
    folder = tmp_path / "handbook"
    before = tree_of(folder)
    assert codes_in(shell.run(folder, "playbook", "check", "--strict")) <= NOT_YET
    assert tree_of(folder) == before
    shell.run(folder, "git", "add", "--all")
    shell.run(folder, "git", "commit", "--quiet", "--message", "The handbook")
    assert shell.run(folder, "git", "status", "--porcelain") == ""
    released = shell.run(folder, "playbook", "release", "0.1.0", "--with-starter-text")
    assert "0.1.0 is tagged v0.1.0: major, the first release" in released
    starter_text = {code for code in codes_in(released) if code.startswith("PB6")}
    assert codes_in(released) - starter_text <= NOT_YET
    shell.run(folder, "playbook", "publish", "0.1.0", "--to", str(tmp_path / "tree"))
    shell.run(folder, "playbook", "verify", str(tmp_path / "tree"))
    assert (tmp_path / "tree" / "latest" / "index.html").is_file()


def test_mkdocs_builds_the_same_site(shell: Shell, tmp_path: Path) -> None:
    options = ("--sector", "company", "--languages", "sv", "--starter", "small")
    shell.run(tmp_path, "playbook", "init", ".", *COMMON, *options)
    before = tree_of(tmp_path)
    assert shell.run(tmp_path, "playbook", "build") == "The handbook is in site\n"
    after = tree_of(tmp_path)
    assert {path: after[path] for path in after if not path.startswith("site/")} == before
    steps = ("pip install", "playbook init", "playbook build")
    assert sum(shell.seconds[step] for step in steps) < MAX_SECONDS
    shell.run(tmp_path, "mkdocs", "build", "--strict", "--quiet", "--site-dir", "other")
    assert tree_of(tmp_path / "other") == tree_of(tmp_path / "site")


def codes_in(output: str) -> set[str]:
    """The codes of the problems in the output of a command."""
    return set(re.findall(r": (?:error|warning|notice) (PB\d+):", output))


def test_the_pinned_generator_is_installed_as_the_readme_says(shell: Shell, tmp_path: Path) -> None:
    shell.run(tmp_path, "playbook", "init", "handbook", *COMMON, "--sector", "company",
              "--languages", "sv,en")  # fmt: skip
    folder = tmp_path / "handbook"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in readme.splitlines()]
    (install_command,) = [line for line in lines if "pip install" in line]
    assert lines[lines.index(install_command) - 1] == "python3 -m venv .venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    options = install_command.removeprefix(".venv/bin/python -m pip ").split()
    pip = [sys.executable, "-m", "pip", "--python", str(folder / ".venv" / "bin" / "python")]
    done = subprocess.run([*pip, *options, "--quiet"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert shell.run(folder, ".venv/bin/playbook", "check", "--strict") == "no problems\n"
    ci = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert ci["plugins"] == ["playbook"]


def test_a_changed_wheel_is_not_installed(shell: Shell, tmp_path: Path) -> None:
    """The digest in the pin is that of the wheel in the repository."""
    shell.run(tmp_path, "playbook", "init", "handbook", *COMMON, "--sector", "company",
              "--languages", "sv,en")  # fmt: skip
    folder = tmp_path / "handbook"
    (wheel,) = (folder / "vendor").iterdir()
    wheel.write_bytes(wheel.read_bytes() + b"\n")
    target = str(tmp_path / "target")
    pip = (sys.executable, "-m", "pip", "install", "--no-deps", "--target", target)
    done = subprocess.run([*pip, "-r", "generator.txt"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr
