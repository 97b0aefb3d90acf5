"""Checks that hostile text from any source has no effect on the terminal.

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

ALL_HOSTILE = " | ".join(f"H{number} {text}" for number, text in enumerate(HOSTILE.values()))
"""All hostile texts, joined to one text."""
ACCEPTED_NAME = "GitHub commands"
"""A text that is accepted without escapes."""
REFUSED_NAMES = ("right to left", "isolates", "zero width", "hidden letters")
"""Texts that YAML accepts without escapes, but that are refused as invisible."""
NOT_UTF8 = os.fsdecode(b"\xff\x9b\x1b[2J\xfe")
"""A file name that is not valid UTF-8, as git allows."""


def assert_output_is_safe(
    completed: CompletedCommand, hostile_inputs: Counter[str], *, crlf: bool = False
) -> str:
    """Assert that an output has no hostile effect, and return the standard output as text.

    ``crlf`` is whether its lines end with CRLF.
    """
    for output in (completed.stdout, completed.stderr):
        assert control_characters(output, crlf=crlf) == []
        assert forged_lines(output) == []
    assert b"Traceback" not in completed.stderr
    assert b"internal error of playbook" not in completed.stderr
    hostile_inputs["on a terminal"] += len(HOSTILE)
    return completed.stdout.decode("utf-8")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=E", "-c", "user.email=e@example.com", "-c", "core.hooksPath=/x")
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *identity, *arguments], cwd=folder, check=True,
        capture_output=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile_branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a hostile branch checked out: hostile titles, texts and reasons."""
    project = copy_small(tmp_path_factory.mktemp("branch"))
    write_reading_entries(project, hostile=False)
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Before")
    write_reading_entries(project, hostile=True)
    replace(project, "policy/posting.yml", "Ja, om du säger att", "Ja, om du säger inte att")
    rule = "      sv: Ja, om du säger inte att du arbetar på {organisation}.\n"
    replace(project, "policy/posting.yml", rule, f"      sv: {yaml_quoted(ALL_HOSTILE)}\n")
    (project / "changes").mkdir()
    reasons = f"  hostile-{list(HOSTILE).index(ACCEPTED_NAME)}: 'R {HOSTILE[ACCEPTED_NAME]}'\n"
    (project / "changes" / "next.yml").write_text(f"editorial:\n{reasons}", "utf-8")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Theirs")
    return project


@pytest.mark.slow
@pytest.mark.parametrize("output_format", ["text", "markdown", "json", "html"])
def test_the_diff_of_a_hostile_branch_is_safe(
    hostile_branch: Path, output_format: str, hostile_inputs: Counter[str]
) -> None:
    completed = run(hostile_branch, "diff", "HEAD~1", "HEAD", "--format", output_format)
    output = assert_output_is_safe(completed, hostile_inputs)
    assert completed.returncode == 1, "invisible characters are an error"
    assert all(f"T{number}" in output for number in range(len(HOSTILE)))
    if output_format == "json":
        changes = {change["id"]: change for change in json.loads(output)["changes"]}
        for number, text in enumerate(HOSTILE.values()):
            title = changes[f"hostile-{number}"]["title"]["sv"]
            assert title == f"T{number} {text} T{number}", (
                "JSON output must keep the text unchanged"
            )
    elif output_format == "text":
        for number, text in enumerate(HOSTILE.values()):
            assert f"  T{number} {escape_for_one_line(text)} T{number} (" in output


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_reasons_with_hostile_text_are_refused(
    hostile_branch: Path, tmp_path: Path, name: str, hostile_inputs: Counter[str]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(hostile_branch, project)
    text = f"editorial:\n  hostile-0: 'R {HOSTILE[name]}'\n"
    (project / "changes" / "next.yml").write_text(text, "utf-8")
    completed = run(project, "diff", "HEAD~1", "HEAD")
    assert_output_is_safe(completed, hostile_inputs)
    assert completed.returncode == 2
    assert b"changes/next.yml:2:" in completed.stderr
    assert b": error PB017: the text contains a character that readers" in completed.stderr


@pytest.mark.parametrize("output_format", ["text", "ical"])
def test_the_health_report_of_a_hostile_branch_is_safe(
    hostile_branch: Path, output_format: str, hostile_inputs: Counter[str]
) -> None:
    completed = run(hostile_branch, "health", "--format", output_format, "--today", "2026-02-01")
    output = assert_output_is_safe(completed, hostile_inputs, crlf=output_format == "ical")
    titles = [
        f"T{number} {escape_for_one_line(text)} T{number}"
        for number, text in enumerate(HOSTILE.values())
    ]
    if output_format == "text":
        assert all(f": {title} (hostile-" in output for title in titles)
    else:
        assert output.count("BEGIN:VEVENT") == output.count("END:VEVENT")
        assert "ditt" in output.replace("\r\n ", ""), "a word of a hostile text, in unfolded lines"


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
        *(
            ("check", "--format", output_format)
            for output_format in ("text", "json", "sarif", "github")
        ),
        ("check", "--adopted", "--since", "HEAD~1", "--summary", "summary.md"),
    ],
    ids=" ".join,
)
def test_every_command_on_a_hostile_branch_is_safe(
    hostile_branch: Path, arguments: Sequence[str], hostile_inputs: Counter[str]
) -> None:
    completed = run(hostile_branch, *arguments)
    output = assert_output_is_safe(completed, hostile_inputs, crlf="ical" in arguments)
    if set(arguments) & {"json", "sarif"}:
        json.loads(output)
    if "--summary" in arguments:
        assert control_characters((hostile_branch / "summary.md").read_bytes()) == []
        (hostile_branch / "summary.md").unlink()


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
def test_hostile_command_line_arguments_are_escaped(
    hostile_branch: Path, arguments: Sequence[str], hostile_inputs: Counter[str]
) -> None:
    """In CI, another person chooses the name of a branch, which becomes an argument."""
    name = ALL_HOSTILE.replace("\0", "") + NOT_UTF8
    completed = run(hostile_branch, *(argument.replace("{}", name) for argument in arguments))
    assert_output_is_safe(completed, hostile_inputs)
    assert completed.returncode in (1, 2)
    assert len(completed.stderr.splitlines()) <= 4, (
        "two lines of usage, an empty line and the error"
    )


@pytest.fixture(scope="module")
def hostile_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with hostile text in every part of its files, and in file names."""
    project = copy_small(tmp_path_factory.mktemp("broken"))
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Before")
    data, quoted = project / DATA_FOLDER, yaml_quoted(ALL_HOSTILE)
    replace(project, "channels.yml", "standing: closed", f"standing: {quoted}")
    replace(project, "roles.yml", "    may: [share]", f"    {quoted}: [share]")
    replace(project, "flows.yml", "to: leave-it", f"to: {quoted}")
    replace(project, "contacts.yml", "  - id: legal-desk", f"  - id: {quoted}")
    replace(project, "accounts.yml", "    channel: company-blog", f"    channel: {quoted}")
    (data / "themes.yml").write_text(f"entries: [{ALL_HOSTILE}", "utf-8", errors="surrogateescape")
    (data / "keys.yml").write_bytes(f"{ALL_HOSTILE}: &a\n".encode() + b"\xff\xfe")
    for number, text in enumerate(HOSTILE.values()):
        name = text.replace("/", "∕").replace("\0", "")[:40]
        (data / "policy" / f"{name} {number}.yml").write_text("entries: [\n")
        (data / f"{name}.yml").write_text("entries: []\n")
    shutil.copy(data / "policy" / "posting.yml", data / "policy" / f"{NOT_UTF8}.yml")
    (data / f"{NOT_UTF8}.yml").write_text("x")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=Theirs")
    return project


@pytest.mark.parametrize(
    "arguments",
    [
        *(("check", "--format", name) for name in ("text", "json", "sarif", "github")),
        ("check", "--summary", "summary.md"),
        ("comment", "HEAD~1"),
        *(("diff", "HEAD~1", "--format", name) for name in ("text", "markdown", "json", "html")),
        ("diff", "HEAD~1", "HEAD"),
        ("fix", "--dry-run"), ("schema", "--check"), ("health",), ("codeowners",), ("post",),
        ("new", "policy", "x", "--chapter", ALL_HOSTILE.replace("\0", "")), ("release", "1.0.0"),
    ],
    ids=lambda arguments: " ".join(arguments[:4]),
)  # fmt: skip
def test_every_command_on_hostile_files_is_safe(
    hostile_files: Path, arguments: Sequence[str], hostile_inputs: Counter[str]
) -> None:
    completed = run(hostile_files, *arguments)
    output = assert_output_is_safe(completed, hostile_inputs)
    if set(arguments) & {"json", "sarif"}:
        json.dumps(json.loads(output), ensure_ascii=False).encode()  # without lone surrogates
    if "--summary" in arguments:
        assert control_characters((hostile_files / "summary.md").read_bytes()) == []
        (hostile_files / "summary.md").unlink()


def test_sarif_encodes_a_file_name_that_is_not_utf_8(hostile_files: Path) -> None:
    report = json.loads(run(hostile_files, "check", "--format", "sarif").stdout)
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in report["runs"][0]["results"]
    }
    assert f"{DATA_FOLDER}/%FF%9B%1B%5B2J%FE.yml" in uris


@pytest.mark.parametrize("name", ["draft.txt", "draft.md", "drafts.csv", "drafts.json"])
@pytest.mark.parametrize("output_format", ["text", "json"])
def test_a_hostile_draft_is_safe(
    small_project: Path, name: str, output_format: str, hostile_inputs: Counter[str]
) -> None:
    text = f"Ditt ärende är mottaget {ALL_HOSTILE} mottaget."
    folder = small_project / ALL_HOSTILE.replace("\0", "").replace("/", "∕")[:60]
    folder.mkdir()
    draft = folder / f"{NOT_UTF8} {name}"
    if name.endswith(".csv"):
        cell = text.replace('"', '""')
        draft.write_bytes(f'channel,text\n"{cell}","{cell}"\n'.encode())
    elif name.endswith(".json"):
        draft.write_text(json.dumps([{"text": f"{text} \ud800 mottaget"}]), "utf-8")
    else:
        draft.write_bytes(text.encode())
    completed = run(small_project, "post", str(draft), "--format", output_format)
    output = assert_output_is_safe(completed, hostile_inputs)
    assert "mottaget" in output
    if output_format == "json":
        assert {finding["words"] for finding in json.loads(output)} == {"mottaget"}


@contextmanager
def serve_response(response: bytes) -> Iterator[str]:
    """A server that sends the same bytes as every response."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(response)
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


HOSTILE_LINE = ALL_HOSTILE.replace("\n", " ").replace("\r", " ")
MANIFEST = {
    "format": 1, "latest": "1.0.0", "versions": {"1.0.0": ALL_HOSTILE},
    "files": {f"{ALL_HOSTILE}/{number}": text for number, text in enumerate(HOSTILE.values())},
}  # fmt: skip
RESPONSES = {
    "a status": f"HTTP/1.0 500 {HOSTILE_LINE}\r\n\r\n".encode(),
    "not HTTP": ALL_HOSTILE.encode(),
    "an invalid status": f"HTTP/1.0 {HOSTILE_LINE}\r\n\r\n".encode(),
    "a redirect": f"HTTP/1.0 302 x\r\nLocation: {HOSTILE_LINE}\r\n\r\n".encode(),
    "a redirect to a different scheme": f"HTTP/1.0 302 x\r\nLocation: ssh://{HOSTILE_LINE}\r\n\r\n".encode(),
    "no manifest": f"HTTP/1.0 200 OK\r\n\r\n{ALL_HOSTILE}".encode(),
    "another manifest": b"HTTP/1.0 200 OK\r\n\r\n"
    + json.dumps({ALL_HOSTILE: ALL_HOSTILE}).encode(),
    "hostile names": b"HTTP/1.0 200 OK\r\n\r\n" + json.dumps(MANIFEST).encode(),
}


@pytest.mark.parametrize("name", RESPONSES)
def test_a_hostile_server_response_is_safe(
    hostile_branch: Path, name: str, hostile_inputs: Counter[str]
) -> None:
    with serve_response(RESPONSES[name]) as url:
        completed = run(hostile_branch, "verify", url)
    assert_output_is_safe(completed, hostile_inputs)
    assert completed.returncode == 1


def test_hostile_names_in_a_published_site_are_escaped(
    hostile_branch: Path, tmp_path: Path, hostile_inputs: Counter[str]
) -> None:
    from playbook.release.publish import add_to_folder

    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    for number, text in enumerate(HOSTILE.values()):
        name = text.replace("/", "∕").replace("\0", "")
        (tree / "1.0.0" / f"{name} {number}").write_text("x")
    (tree / "1.0.0" / NOT_UTF8).write_text("x")
    completed = run(hostile_branch, "verify", str(tree))
    output = assert_output_is_safe(completed, hostile_inputs)
    assert completed.returncode == 1
    lines = output.splitlines()
    assert sum(": error PB830: " in line for line in lines) == len(HOSTILE) + 1
    assert len(lines) == len(HOSTILE) + 4, "then the count, and two lines on what is not proven"
    manifest = json.loads((tree / "manifest.json").read_text())
    manifest["files"] |= {
        f"{ALL_HOSTILE.replace(chr(0), '')} {number}": "0" * 64 for number in range(3)
    }
    (tree / "manifest.json").write_text(json.dumps(manifest))
    assert_output_is_safe(run(hostile_branch, "verify", str(tree)), hostile_inputs)


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_the_build_log_of_hostile_data_is_safe(
    tmp_path: Path, builder: str, hostile_inputs: Counter[str]
) -> None:
    project = make_project(tmp_path)
    one_line_name = ALL_HOSTILE.replace("\n", " ").replace("\r", " ").replace("\0", "")
    about = project / "docs" / "about.md"
    about.write_text(f"# Om\n\n[x](<{one_line_name}.md>) ![y](<{one_line_name}.png>)\n", "utf-8")
    hostile_page = project / "docs" / "\x1b[2J\u202e\x9b.md"
    hostile_page.write_text("# X\n")
    assert "PB893" in assert_output_is_safe(run(project, "check"), hostile_inputs)
    hostile_page.unlink()  # a strict build stops there
    completed = build(project, "--strict", builder=builder, check=False)
    colours = ("\x1b[33m", "\x1b[31m", "\x1b[0m")
    log = completed.stdout + completed.stderr
    for colour in colours:
        log = log.replace(colour, "")
    assert "PB90" in log
    assert "\\u001b]0;ditt fönster\\u0007" in log
    assert control_characters(log.encode()) == []
    write_reading_entries(project, hostile=True)
    completed = build(project, builder=builder, check=False)
    assert completed.returncode == 1
    assert "PB017" in completed.stdout + completed.stderr
    assert control_characters((completed.stdout + completed.stderr).encode()) == []
    hostile_inputs["on a terminal"] += 2 * len(HOSTILE)


def test_a_hostile_file_name_adds_no_line_to_codeowners(
    small_project: Path, hostile_inputs: Counter[str]
) -> None:
    rules = small_project / DATA_FOLDER / "policy"
    (rules / "posting.yml").rename(rules / "a\n* @attacker\r\u2028* @attacker.yml")
    teams = "  branch: main\n  teams: {policy-owner: '@a/b'}\n"
    replace(small_project, "playbook.yml", "  branch: main\n", teams)
    output = assert_output_is_safe(run(small_project, "codeowners", "."), hostile_inputs)
    assert f"/{DATA_FOLDER}/policy/a\\n*\\ @attacker\\r\\u2028*\\ @attacker.yml @a/b\n" in output
    assert not [line for line in output.splitlines() if line.startswith("*")]
    assert_output_is_safe(
        run(small_project, "codeowners", ".", "--output", "OWNERS"), hostile_inputs
    )
    assert (small_project / "OWNERS").read_text("utf-8") == output
