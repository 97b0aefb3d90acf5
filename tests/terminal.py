"""What an attacker writes to whoever reads on a terminal, and what must not get there."""

from __future__ import annotations

import re
from pathlib import Path

from playbook.project import DATA_FOLDER

HOSTILE = {
    "title of the window": "\x1b]0;ditt fönster\x07",
    "screen": "\x1b[2J\x1b[H\x1b[8m",
    "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\klicka\x1b]8;;\x1b\\",
    "answer": "\x1b[6n\x1b[c\x05",
    "command of one sign": "\x9b2J \x90q\x9c \x85",
    "back": "fel\x08\x08\x08rätt",
    "delete": "fel\x7f\x7f\x7f",
    "line anew": "1 error\r0 errors",
    "line of its own": "a\n::error file=x,line=1::FORGED\nb",
    "page": "a\x0cb\x0bc",
    "bell and shift": "\x07\x0e\x0f\x00",
    "right to left": "rapport\u202egnp.exe\u202c",
    "isolates": "a\u2066b\u2067c\u2068d\u2069e\u061cf",
    "lines of Unicode's": "a\u2028::warning::FORGED\u2029b",
    "no width": "pay\u200bpal\u2060\ufeff\u00ad\u200d",
    "hidden letters": "a\U000e0041\U000e007f",
    "command of GitHub's": "##[error]FORGED ::stop-commands::x %0A::error::FORGED",
}
"""By what it does: moves, hides, answers, forges a line, reads backwards."""

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def obeyed(said: bytes, *, crlf: bool = False) -> list[str]:
    """Everything in an output that a terminal would obey or not show, with what is around it."""
    text = said.decode("utf-8", "surrogateescape")
    text = text.replace("\r\n", "\n") if crlf else text
    return [text[max(0, at.start() - 30) : at.end() + 10] for at in _OBEYED.finditer(text)]


def forged(said: bytes) -> list[str]:
    """Every line of an output that a value began: no line of ours begins so."""
    lines = re.split("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", said.decode("utf-8", "surrogateescape"))
    return [line for line in lines if line.lstrip().startswith(("::error file=x", "::warning::F"))]


def yaml_quoted(text: str) -> str:
    """A text in double quotes, where YAML has an escape for every sign."""
    plain = {sign for sign in text if sign.isprintable()} - {'"', "\\"}
    signs = (sign if sign in plain else f"\\U{ord(sign):08x}" for sign in text)
    return f'"{"".join(signs)}"'


def book(id: str, title: str, why: str) -> str:
    """An entry of reading.yml."""
    return (
        f"  - id: {id}\n    owner: policy-owner\n    author: {title}\n    year: 2024\n"
        "    reviewed: 2024-02-10\n    review_by: 2025-02-10\n"
        f"    title: {{all: {title}}}\n    why: {{all: {why}}}\n"
    )


def with_books(project: Path, *, hostile: bool) -> None:
    """Add an entry for each hostile text; before it is hostile, or as an attacker's branch."""
    path = project / DATA_FOLDER / "reading.yml"
    text = path.read_text("utf-8").split("  - id: hostile-")[0]
    for number, words in enumerate(HOSTILE.values()):
        title = yaml_quoted(f"T{number} {words} T{number}") if hostile else f"T{number}"
        why = yaml_quoted(f"W{number} {words} W{number}") if hostile else f"W{number}"
        text += book(f"hostile-{number}", title, why)
    path.write_text(text, "utf-8")
