"""Reads exports of Microsoft Forms, Google Forms, Outlook and Gmail, and mailboxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from acknowledgements.conftest import Published
from acknowledgements.export_files import ENCODINGS, MAILBOX, message, write_mailbox
from playbook.acknowledgements.answers import Answer
from playbook.acknowledgements.exports import read_export
from playbook.release.codes import RefusedError

EXPECTED = Path(__file__).parent / "expected"
NAMES = [name for name in ENCODINGS if name != "people.csv"] + [MAILBOX]


def as_line(answer: Answer, numbers: dict[str, str]) -> str:
    digest = numbers.get(answer.digest, answer.digest)
    fields = (answer.address, answer.name, answer.version, digest, answer.role, answer.time)
    return f"{answer.location.line}: {' | '.join(fields)}\n".replace("\r", "")


@pytest.mark.parametrize("name", NAMES)
def test_an_export_is_read(published: Published, exports: Path, name: str, accept: bool) -> None:
    numbers = {digest: f"DIGEST-{number}" for number, digest in published.digests.items()}
    answers = read_export(exports / name, published.reading)
    text = "".join(as_line(answer, numbers) for answer in answers)
    path = EXPECTED / f"{name.replace('.', '-')}.txt"
    if accept:
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_gives_the_same(
    published: Published, tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "answers.csv"
    rows = [["E-post", "Namn", "Version", "Bevis", "Roll"],
            ["a@example.com", "Åsa", "3.0.0", published.digests["3.0.0"], "employee"]]  # fmt: skip
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    (answer,) = read_export(path, published.reading)
    assert (answer.address, answer.name, answer.version, answer.role) == (
        "a@example.com", "Åsa", "3.0.0", "employee",
    )  # fmt: skip
    assert answer.digest == published.digests["3.0.0"]


def test_the_line_of_excel_names_the_separator(published: Published, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("sep=|\r\nemail|version\r\na@example.com|3.0.0\r\n", "utf-8")
    (answer,) = read_export(path, published.reading)
    assert (answer.address, answer.version, answer.location.line) == ("a@example.com", "3.0.0", 3)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04xlsx", "it is an Excel workbook"),
        (b"", "it is empty"),
        (b"\xff\xfe", "it is empty"),
        (b"colour,size\nred,3\n", "no column has an address or a name"),
        (b"email\n" + b"x" * 10_000_001, "a quoted cell is never closed"),
    ],
    ids=["workbook", "empty", "only-a-mark", "other-columns", "endless-cell"],
)
def test_what_cannot_be_read_is_refused(
    published: Published, tmp_path: Path, data: bytes, reason: str
) -> None:
    """PB947."""
    path = tmp_path / "answers.csv"
    path.write_bytes(data)
    with pytest.raises(RefusedError, match=reason):
        read_export(path, published.reading)


@pytest.mark.parametrize(
    "header",
    ["From: =?no-such-charset?Q?x?= <a@example.com>", "From: \xe5 <a@example.com>",
     "From: <a@example.com>\nContent-Type: text/plain; charset=no-such",
     "From: a@example.com\nContent-Type: multipart/mixed; boundary=never"],
    ids=["charset-of-name", "bytes", "charset-of-text", "no-parts"],
)  # fmt: skip
def test_a_damaged_message_does_not_stop_the_others(
    published: Published, tmp_path: Path, header: str
) -> None:
    path = tmp_path / "box"
    write_mailbox(path, [message("b@example.com", "Read 3.0.0", published.digests["3.0.0"])])
    damaged = f"From x Tue Jun  2 09:00:00 2026\n{header}\nSubject: 3.0.0\n\ntext\n\n"
    path.write_bytes(damaged.encode("latin-1") + path.read_bytes())
    first, second = read_export(path, published.reading)
    assert (first.address, first.version) == ("a@example.com", "3.0.0")
    assert second.digest == published.digests["3.0.0"]
