"""Reports who has confirmed which version, who must read again, and who is missing."""

from __future__ import annotations

import ast
import csv
import io
import shutil
from pathlib import Path

import pytest

import playbook.acknowledgements
from acknowledgements.conftest import Published
from acknowledgements.export_files import ENCODINGS, MAILBOX
from commands import CompletedCommand, run
from test_layers import is_in

EXPECTED = Path(__file__).parent / "expected"
FILES = [name for name in ENCODINGS if name != "people.csv"] + [MAILBOX]
FORMATS = {
    "report-sv.txt": [],
    "report-en.txt": ["--language", "en"],
    "report.csv": ["--format", "csv"],
    "mail-merge.csv": ["--format", "mail-merge", "--language", "en", "--separator", "semicolon"],
    "older-version.txt": ["--version", "2.0.0", "--language", "en"],
}


def report(published: Published, exports: Path, *options: str) -> CompletedCommand:
    tree = str(published.tree)
    return run(exports, "acknowledgements", *FILES, "--people", "people.csv", "--from", tree,
               *options)  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_as_expected(
    published: Published, exports: Path, name: str, accept: bool
) -> None:
    done = report(published, exports, *FORMATS[name])
    assert (done.stderr, done.returncode) == (b"", 1)
    text = done.stdout.decode("utf-8-sig").replace("\r\n", "\n")
    for number, digest in published.digests.items():
        text = text.replace(digest, f"DIGEST-{number}")
    path = EXPECTED / name
    if accept:
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_no_cell_is_a_formula(published: Published, exports: Path) -> None:
    for options in (["--format", "csv"], ["--format", "mail-merge"]):
        done = report(published, exports, *options)
        assert done.stdout.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
        assert b"'=Dora Falk" in done.stdout


def test_everybody_has_confirmed(published: Published, tmp_path: Path) -> None:
    answer = f"email,version,proof,role\nA@x.test,3.0.0,{published.digests['3.0.0']},employee\n"
    (tmp_path / "answers.csv").write_text(answer, "utf-8")
    (tmp_path / "people.csv").write_text("email,role\na@x.test,employee\n", "utf-8")
    done = run(tmp_path, "acknowledgements", "answers.csv", "--people", "people.csv",
               "--from", str(published.tree), "--language", "en", "--to", "report.txt")  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert text == (
        "Version 3.0.0, 1 June 2026\n\nHave confirmed: 1\n  a@x.test · Employee · 3.0.0\n"
    )


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ("name,roll\nA,employee\n", "error PB948: no column is an address; there are: name, roll"),
        ("email,role\nnobody,employee\n", ":2:1: error PB949: 'nobody' is not an email address"),
        ("email,role\na@x.test,employe\n", ":2:1: error PB952: 'employe' is not a role in this"),
    ],
)
def test_a_wrong_list_of_people_is_refused(
    published: Published, tmp_path: Path, people: str, message: str
) -> None:
    (tmp_path / "people.csv").write_text(people, "utf-8")
    (tmp_path / "answers.csv").write_text("email,version\na@x.test,3.0.0\n", "utf-8")
    done = run(tmp_path, "acknowledgements", "answers.csv", "--people", "people.csv",
               "--from", str(published.tree), "--language", "en")  # fmt: skip
    assert (done.stdout, done.returncode) == (b"", 2)
    assert message in done.stderr.decode()


def test_what_is_no_published_tree_is_one_line(small_project: Path, tmp_path: Path) -> None:
    for name in ("answers.csv", "people.csv"):
        (tmp_path / name).write_text("email\na@x.test\n", "utf-8")
    done = run(tmp_path, "acknowledgements", "answers.csv", "--people", "people.csv",
               "--from", str(small_project))  # fmt: skip
    assert done.returncode == 2
    assert "is not the folder of a published tree" in done.stderr.decode().splitlines()[-1]


def test_nothing_personal_is_written_into_a_handbook(
    published: Published, exports: Path, small_project: Path, tmp_path: Path
) -> None:
    tree = shutil.copytree(published.tree, tmp_path / "tree")
    for target in (tree / "report.csv", tree / "latest" / "x.csv", small_project / "x.csv"):
        target.parent.mkdir(exist_ok=True)
        done = report(published, exports, "--format", "csv", "--to", str(target))
        assert done.returncode == 2
        assert "is in the folder of a handbook" in done.stderr.decode()
        assert not target.exists()


def test_no_module_can_use_the_network() -> None:
    """What is about people stays on the machine."""
    network = {"urllib.request", "http", "socket", "ssl", "asyncio", "smtplib", "imaplib"}
    found = [
        (path.name, node.module if isinstance(node, ast.ImportFrom) else alias.name)
        for path in Path(playbook.acknowledgements.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    assert len(found) > 50
    assert [(name, module) for name, module in found if is_in(module or "", *network)] == []
