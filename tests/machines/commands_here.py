"""Runs the commands of an organisation's computer on this machine, with Python alone.

CI runs it on Linux, macOS and Windows, as ``python tests/machines/commands_here.py FILE``. It needs
the package and git, but neither make nor a shell, a browser or pytest. FILE gets a digest of a
site, which is the same on every system.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.request import urlopen

SECONDS = 300
SMALL = Path(__file__).parent.parent / "data" / "small"
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.com")
SETTINGS = "site_name: Åkeri\nsite_url: https://handbook.example.com/\nplugins: [playbook]\n"


def run(folder: Path, *command: str, status: int = 0) -> str:
    """The output of a command. Exits if the command has another status or prints a traceback."""
    print("$", *command, flush=True)
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        errors="replace", timeout=SECONDS, check=False,
    )  # fmt: skip
    is_wrong = re.search(r"Traceback|playbook\S*: EncodingWarning", done.stdout)
    if done.returncode != status or is_wrong:
        raise SystemExit(f"exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def playbook(folder: Path, *arguments: str, status: int = 0) -> str:
    """The output of a ``playbook`` command, which uses the encoding of the machine."""
    return run(folder, sys.executable, "-m", "playbook", *arguments, status=status)


def serve(folder: Path) -> None:
    """Start a preview, read a page, and end the preview as Ctrl-C does."""
    print("$ playbook serve", flush=True)
    # Only Windows has this flag and this signal:
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    ctrl_c = getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT)
    command = [sys.executable, "-u", "-m", "playbook", "serve", "--address", "127.0.0.1:8765"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        errors="replace", creationflags=flags,
    ) as process:  # fmt: skip
        assert process.stdout
        limit = threading.Timer(SECONDS, process.kill)  # then the output ends
        limit.start()
        lines: list[str] = []
        while (line := process.stdout.readline()) and "Serving on" not in line:
            lines.append(line)
        found = re.search(r"http://\S+", line)
        if not found:
            raise SystemExit(f"the preview did not start\n{''.join(lines)}")
        with urlopen(found[0], timeout=SECONDS) as page:
            assert page.status == 200
        process.send_signal(ctrl_c)
        rest = process.stdout.read()
        process.wait(SECONDS)
        limit.cancel()
        assert "Traceback" not in rest, rest


def digest(site: Path) -> str:
    """One digest of all paths and bytes of a site."""
    total = hashlib.sha256()
    for path in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
        if path.is_file():
            total.update(f"{path.relative_to(site).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def main(folder: Path) -> str:
    """Run every command in an empty folder, and return the digest of the site."""
    project = folder / "vår handbok"
    shutil.copytree(SMALL, project)
    (project / "mkdocs.yml").write_bytes(SETTINGS.encode())
    run(project, "git", "init", "--quiet", "--initial-branch=main")
    run(project, "git", "add", "--all")
    run(project, "git", *IDENTITY, "commit", "--quiet", "--message", "one")
    playbook(project, "check", "--strict")
    report = playbook(project, "check", "--format", "json")
    json.loads(report[report.index("{") : report.rindex("}") + 1])  # the output has messages too
    playbook(project, "build")
    playbook(project, "build")
    site_digest = digest(project / "site")
    playbook(project, "build", "--from-disk", "--site-dir", "preview")
    serve(project)
    playbook(project, "new", "policy", "new-rule", "--chapter", "posting")
    playbook(project, "new", "chapter", "new-chapter")
    playbook(project, "fix")
    playbook(project, "rename", "moderator", "host", "--yes")
    assert "host" in playbook(project, "diff", "HEAD")
    playbook(project, "remove", "language", "en", "--yes")
    source = f"git+https://git.example.com/playbook.git@{'1' * 40}"
    playbook(
        folder, "init", "new", "--name", "Åkeri", "--sector", "company", "--languages", "sv",
        "--countries", "SE", "--host", "github", "--starter", "small", "--package", source,
    )  # fmt: skip
    playbook(folder / "new", "check")
    playbook(project, "publish", "--help")
    refusal = playbook(project, "publish", "9.9.9", "--to", "out", status=1)
    assert len(refusal.splitlines()) == 1, refusal
    return site_digest


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        digest_of_site = main(Path(os.path.realpath(name)))
    Path(sys.argv[1]).write_text(f"{digest_of_site}\n", encoding="utf-8", newline="\n")
