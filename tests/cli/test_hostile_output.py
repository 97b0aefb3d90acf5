"""Hostile branches, files, drafts, published trees and servers have no effect on the terminal.

Every command runs in its own process, with every text of `terminal.HOSTILE` in its input. The
output has no control characters and no forged lines, and JSON documents stay valid.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from factories import make_version

from commands import CompletedCommand, run
from playbook.project import DATA_FOLDER
from playbook.visible import escape_for_one_line
from site_helpers import build, make_project
from support import copy_small, replace
from terminal import HOSTILE, control_characters, forged_lines, write_reading_entries, yaml_quoted

ALL = " | ".join(f"H{number} {text}" for number, text in enumerate(HOSTILE.values()))
"""All hostile texts in one."""
RAW = "hidden letters"
"""A text that is accepted without escapes."""
RAW_REFUSED = ("right to left", "isolates", "no width")
"""Texts that YAML accepts without escapes, but that are refused as invisible."""
BYTES = os.fsdecode(b"\xff\x9b\x1b[2J\xfe")
"""A file name that is not valid UTF-8, as git allows."""


def assert_output_is_safe(
    done: CompletedCommand, hostile_inputs: Counter[str], *, crlf: bool = False
) -> str:
    """Assert that an output has no hostile effect, and return the standard output as text."""
    for output in (done.stdout, done.stderr):
        assert control_characters(output, crlf=crlf) == []
        assert forged_lines(output) == []
    assert b"Traceback" not in done.stderr
    assert b"internal error of playbook" not in done.stderr
    hostile_inputs["on a terminal"] += len(HOSTILE)
    return done.stdout.decode("utf-8")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=E", "-c", "user.email=e@example.com", "-c", "core.hooksPath=/x")
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *identity, *arguments], cwd=folder, check=True,
        capture_output=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a hostile branch checked out: hostile titles, texts and reasons."""
    project = copy_small(tmp_path_factory.mktemp("branch"))
    write_reading_entries(project, hostile=False)
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Before")
    write_reading_entries(project, hostile=True)
    replace(project, "policy/posting.yml", "Ja, om du säger att", f"Ja, om {'du '}säger inte att")
    rule = "      sv: Ja, om du säger inte att du arbetar på {organisation}.\n"
    replace(project, "policy/posting.yml", rule, f"      sv: {yaml_quoted(ALL)}\n")
    (project / "changes").mkdir()
    reasons = f"  hostile-{list(HOSTILE).index(RAW)}: 'R {HOSTILE[RAW]}'\n"
    (project / "changes" / "next.yml").write_text(f"editorial:\n{reasons}", "utf-8")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Theirs")
    return project


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_the_changes_of_anothers_branch(
    branch: Path, form: str, hostile_inputs: Counter[str]
) -> None:
    done = run(branch, "diff", "HEAD~1", "HEAD", "--format", form)
    output = assert_output_is_safe(done, hostile_inputs)
    assert done.returncode == 1, "invisible characters are an error"
    assert all(f"T{number}" in output for number in range(len(HOSTILE)))
    if form == "json":
        changes = {change["id"]: change for change in json.loads(output)["changes"]}
        for number, text in enumerate(HOSTILE.values()):
            title = changes[f"hostile-{number}"]["title"]["sv"]
            assert title == f"T{number} {text} T{number}", (
                "JSON output must keep the text unchanged"
            )
    elif form == "text":
        for number, text in enumerate(HOSTILE.values()):
            assert f"  T{number} {escape_for_one_line(text)} T{number} (" in output


@pytest.mark.parametrize("name", RAW_REFUSED)
def test_reasons_with_hostile_text_are_refused(
    branch: Path, tmp_path: Path, name: str, hostile_inputs: Counter[str]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(branch, project)
    text = f"editorial:\n  hostile-0: 'R {HOSTILE[name]}'\n"
    (project / "changes" / "next.yml").write_text(text, "utf-8")
    done = run(project, "diff", "HEAD~1", "HEAD")
    assert_output_is_safe(done, hostile_inputs)
    assert done.returncode == 2
    assert b"changes/next.yml:2:" in done.stderr
    assert b": error PB017: the text contains an invisible control character" in done.stderr


@pytest.mark.parametrize("form", ["text", "ical"])
def test_the_health_of_anothers_branch(
    branch: Path, form: str, hostile_inputs: Counter[str]
) -> None:
    done = run(branch, "health", "--format", form, "--today", "2026-02-01")
    output = assert_output_is_safe(done, hostile_inputs, crlf=form == "ical")
    titles = [
        f"T{number} {escape_for_one_line(text)} T{number}"
        for number, text in enumerate(HOSTILE.values())
    ]
    if form == "text":
        assert all(f": {title} (hostile-" in output for title in titles)
    else:
        assert output.count("BEGIN:VEVENT") == output.count("END:VEVENT")
        assert "ditt" in output.replace("\r\n ", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("comment", "HEAD~1"),
        ("diff", "HEAD~1"),
        ("health", "--format", "json", "--today", "2027-02-01"),
        ("codeowners",),
        ("schema", "--check"),
        ("fix", "--dry-run"),
        ("release", "2.0.0", "--dry-run"),
        ("publish", "2.0.0", "--to", "site"),
        ("post",),
        *(("check", "--format", form) for form in ("text", "json", "sarif", "github")),
        ("check", "--adopted", "--since", "HEAD~1", "--summary", "summary.md"),
    ],
    ids=" ".join,
)
def test_every_command_in_anothers_branch(
    branch: Path, arguments: Sequence[str], hostile_inputs: Counter[str]
) -> None:
    done = run(branch, *arguments)
    output = assert_output_is_safe(done, hostile_inputs, crlf="ical" in arguments)
    if set(arguments) & {"json", "sarif"}:
        json.loads(output)
    if "--summary" in arguments:
        assert control_characters((branch / "summary.md").read_bytes()) == []
        (branch / "summary.md").unlink()


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "{}"), ("diff", "HEAD", "{}"), ("diff", "HEAD", "--language", "{}"),
        ("comment", "{}"), ("comment", "HEAD", "--language", "{}"), ("check", "--since", "{}"),
        ("check", "{}"), ("check", "--format", "{}"), ("check", "--today", "{}"), ("{}",),
        ("release", "{}"), ("publish", "{}", "--to", "x"), ("verify", "{}"), ("new", "{}", "x"),
        ("publish", "1.0.0", "--branch", "x", "--remote", "{}"), ("new", "reading", "{}"),
        ("health", "--language", "{}"), ("post", "{}"), ("post", "-", "--channel", "{}"),
        ("verify", "http://127.0.0.1:9/{}"), ("verify", "http://{}/"), ("codeowners", "{}"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_names_on_the_command_line(
    branch: Path, arguments: Sequence[str], hostile_inputs: Counter[str]
) -> None:
    """As in CI, where another person chooses the name of a branch."""
    name = ALL.replace("\0", "") + BYTES
    done = run(branch, *(argument.replace("{}", name) for argument in arguments))
    assert_output_is_safe(done, hostile_inputs)
    assert done.returncode in (1, 2)
    assert len(done.stderr.splitlines()) <= 4, "two lines of usage, an empty line and the error"


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with hostile text in every part of its files, and in file names."""
    project = copy_small(tmp_path_factory.mktemp("broken"))
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Before")
    data, quoted = project / DATA_FOLDER, yaml_quoted(ALL)
    replace(project, "channels.yml", "standing: closed", f"standing: {quoted}")
    replace(project, "roles.yml", "    may: [share]", f"    {quoted}: [share]")
    replace(project, "flows.yml", "to: leave-it", f"to: {quoted}")
    replace(project, "contacts.yml", "  - id: legal-desk", f"  - id: {quoted}")
    replace(project, "accounts.yml", "    channel: company-blog", f"    channel: {quoted}")
    (data / "themes.yml").write_text(f"entries: [{ALL}", "utf-8", errors="surrogateescape")
    (data / "keys.yml").write_bytes(f"{ALL}: &a\n".encode() + b"\xff\xfe")
    for number, text in enumerate(HOSTILE.values()):
        name = text.replace("/", "∕").replace("\0", "")[:40]
        (data / "policy" / f"{name} {number}.yml").write_text("entries: [\n")
        (data / f"{name}.yml").write_text("entries: []\n")
    shutil.copy(data / "policy" / "posting.yml", data / "policy" / f"{BYTES}.yml")
    (data / f"{BYTES}.yml").write_text("x")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Theirs")
    return project


@pytest.mark.parametrize(
    "arguments",
    [
        *(("check", "--format", form) for form in ("text", "json", "sarif", "github")),
        ("check", "--summary", "summary.md"),
        ("comment", "HEAD~1"),
        *(("diff", "HEAD~1", "--format", form) for form in ("text", "markdown", "json", "html")),
        ("diff", "HEAD~1", "HEAD"),
        ("fix", "--dry-run"), ("schema", "--check"), ("health",), ("codeowners",), ("post",),
        ("new", "policy", "x", "--chapter", ALL.replace("\0", "")), ("release", "1.0.0"),
    ],
    ids=lambda arguments: " ".join(arguments[:4]),
)  # fmt: skip
def test_every_command_on_files_that_are_hostile_throughout(
    broken: Path, arguments: Sequence[str], hostile_inputs: Counter[str]
) -> None:
    done = run(broken, *arguments)
    output = assert_output_is_safe(done, hostile_inputs)
    if set(arguments) & {"json", "sarif"}:
        json.dumps(json.loads(output), ensure_ascii=False).encode()  # without lone surrogates
    if "--summary" in arguments:
        assert control_characters((broken / "summary.md").read_bytes()) == []
        (broken / "summary.md").unlink()


def test_sarif_leads_to_a_name_that_is_no_text(broken: Path) -> None:
    report = json.loads(run(broken, "check", "--format", "sarif").stdout)
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in report["runs"][0]["results"]
    }
    assert f"{DATA_FOLDER}/%FF%9B%1B%5B2J%FE.yml" in uris


@pytest.mark.parametrize("name", ["draft.txt", "draft.md", "drafts.csv", "drafts.json"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_anothers_draft(
    small_project: Path, name: str, form: str, hostile_inputs: Counter[str]
) -> None:
    text = f"Ditt ärende är mottaget {ALL} mottaget."
    folder = small_project / ALL.replace("\0", "").replace("/", "∕")[:60]
    folder.mkdir()
    draft = folder / f"{BYTES} {name}"
    if name.endswith(".csv"):
        cell = text.replace('"', '""')
        draft.write_bytes(f'channel,text\n"{cell}","{cell}"\n'.encode())
    elif name.endswith(".json"):
        draft.write_text(json.dumps([{"text": f"{text} \ud800 mottaget"}]), "utf-8")
    else:
        draft.write_bytes(text.encode())
    done = run(small_project, "post", str(draft), "--format", form)
    output = assert_output_is_safe(done, hostile_inputs)
    assert "mottaget" in output
    if form == "json":
        assert {finding["words"] for finding in json.loads(output)} == {"mottaget"}


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A server that sends the same bytes as every response."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(answer)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


LINE = ALL.replace("\n", " ").replace("\r", " ")
MANIFEST = {
    "format": 1, "latest": "1.0.0", "versions": {"1.0.0": ALL},
    "files": {f"{ALL}/{number}": text for number, text in enumerate(HOSTILE.values())},
}  # fmt: skip
ANSWERS = {
    "a status": f"HTTP/1.0 500 {LINE}\r\n\r\n".encode(),
    "no answer of HTTP's": ALL.encode(),
    "a status that is none": f"HTTP/1.0 {LINE}\r\n\r\n".encode(),
    "a way elsewhere": f"HTTP/1.0 302 x\r\nLocation: {LINE}\r\n\r\n".encode(),
    "another scheme": f"HTTP/1.0 302 x\r\nLocation: ssh://{LINE}\r\n\r\n".encode(),
    "no manifest": f"HTTP/1.0 200 OK\r\n\r\n{ALL}".encode(),
    "another manifest": b"HTTP/1.0 200 OK\r\n\r\n" + json.dumps({ALL: ALL}).encode(),
    "hostile names": b"HTTP/1.0 200 OK\r\n\r\n" + json.dumps(MANIFEST).encode(),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_server_that_is_not_ours(branch: Path, name: str, hostile_inputs: Counter[str]) -> None:
    with answering(ANSWERS[name]) as url:
        done = run(branch, "verify", url)
    assert_output_is_safe(done, hostile_inputs)
    assert done.returncode == 1


def test_a_published_tree_with_names_of_theirs(
    branch: Path, tmp_path: Path, hostile_inputs: Counter[str]
) -> None:
    from playbook.release.publish import put_in_folder

    tree = tmp_path / "tree"
    put_in_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    for number, text in enumerate(HOSTILE.values()):
        name = text.replace("/", "∕").replace("\0", "")
        (tree / "1.0.0" / f"{name} {number}").write_text("x")
    (tree / "1.0.0" / BYTES).write_text("x")
    done = run(branch, "verify", str(tree))
    output = assert_output_is_safe(done, hostile_inputs)
    assert done.returncode == 1
    assert len(output.splitlines()) == len(HOSTILE) + 2
    manifest = json.loads((tree / "manifest.json").read_text())
    manifest["files"] |= {f"{ALL.replace(chr(0), '')} {number}": "0" * 64 for number in range(3)}
    (tree / "manifest.json").write_text(json.dumps(manifest))
    assert_output_is_safe(run(branch, "verify", str(tree)), hostile_inputs)


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_the_log_of_a_build(tmp_path: Path, builder: str, hostile_inputs: Counter[str]) -> None:
    project = make_project(tmp_path)
    shown = ALL.replace("\n", " ").replace("\r", " ").replace("\0", "")
    about = project / "docs" / "about.md"
    about.write_text(f"# Om\n\n[x](<{shown}.md>) ![y](<{shown}.png>)\n", "utf-8")
    (project / "docs" / "\x1b[2J\u202e\x9b.md").write_text("# X\n")
    done = build(project, "--strict", builder=builder, check=False)
    colours = ("\x1b[33m", "\x1b[31m", "\x1b[0m")
    log = done.stdout + done.stderr
    for colour in colours:
        log = log.replace(colour, "")
    assert "PB90" in log
    assert "\\u001b]0;ditt fönster\\u0007" in log
    assert control_characters(log.encode()) == []
    write_reading_entries(project, hostile=True)
    done = build(project, builder=builder, check=False)
    assert done.returncode == 1
    assert "PB017" in done.stdout + done.stderr
    assert control_characters((done.stdout + done.stderr).encode()) == []
    hostile_inputs["on a terminal"] += 2 * len(HOSTILE)


def test_a_name_of_a_file_gives_nobody_a_line_in_codeowners(
    small_project: Path, hostile_inputs: Counter[str]
) -> None:
    rules = small_project / DATA_FOLDER / "policy"
    (rules / "posting.yml").rename(rules / "a\n* @attacker\r\u2028* @attacker .yml")
    teams = "  branch: main\n  teams: {policy-owner: '@a/b'}\n"
    replace(small_project, "playbook.yml", "  branch: main\n", teams)
    output = assert_output_is_safe(run(small_project, "codeowners", "."), hostile_inputs)
    assert f"/{DATA_FOLDER}/policy/a\\n*\\ @attacker\\r\\u2028*\\ @attacker\\ .yml @a/b\n" in output
    assert not [line for line in output.splitlines() if line.startswith("*")]
    assert_output_is_safe(
        run(small_project, "codeowners", ".", "--output", "OWNERS"), hostile_inputs
    )
    assert (small_project / "OWNERS").read_text("utf-8") == output
