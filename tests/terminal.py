"""Text that attacks a terminal, and searches for its control characters in command output."""

from __future__ import annotations

import re
from pathlib import Path

from playbook.project import DATA_FOLDER

HOSTILE = {
    "window title": "\x1b]0;ditt fönster\x07",
    "screen": "\x1b[2J\x1b[H\x1b[8m",
    "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\klicka\x1b]8;;\x1b\\",
    "answer": "\x1b[6n\x1b[c\x05",
    "single C1 characters": "\x9b2J \x90q\x9c \x85",
    "backspace": "fel\x08\x08\x08rätt",
    "delete": "fel\x7f\x7f\x7f",
    "rewritten line": "1 error\r0 errors",
    "new line": "a\n::error file=x,line=1::FORGED\nb",
    "page": "a\x0cb\x0bc",
    "bell and shift": "\x07\x0e\x0f\x00",
    "right to left": "rapport\u202egnp.exe\u202c",
    "isolates": "a\u2066b\u2067c\u2068d\u2069e\u061cf",
    "line ends of Unicode": "a\u2028::warning::FORGED\u2029b",
    "zero width": "pay\u200bpal\u2060\ufeff\u00ad\u200d",
    "hidden letters": "a\U000e0041\U000e007f",
    "GitHub commands": "##[error]FORGED ::stop-commands::x %0A::error::FORGED",
}
"""Hostile text, by its effect: it moves the cursor, or hides, forges or reverses text."""

_CONTROL_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def control_characters(output: bytes, *, crlf: bool = False) -> list[str]:
    """Every control or invisible character in command output, with its context."""
    text = output.decode("utf-8", "surrogateescape")
    text = text.replace("\r\n", "\n") if crlf else text
    return [
        text[max(0, match.start() - 30) : match.end() + 10]
        for match in _CONTROL_CHARACTERS.finditer(text)
    ]


def forged_lines(output: bytes) -> list[str]:
    """Every line of command output that begins with hostile text."""
    lines = re.split(
        "\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", output.decode("utf-8", "surrogateescape")
    )
    return [line for line in lines if line.lstrip().startswith(("::error file=x", "::warning::F"))]


def yaml_quoted(text: str) -> str:
    """Text as a double-quoted YAML string, in which only printable characters are not escaped."""
    unescaped = {character for character in text if character.isprintable()} - {'"', "\\"}
    characters = (
        character if character in unescaped else f"\\U{ord(character):08x}" for character in text
    )
    return f'"{"".join(characters)}"'


def reading_entry(id: str, title: str, why: str) -> str:
    """The YAML of an entry in reading.yml."""
    return (
        f"  - id: {id}\n    owner: policy-owner\n    author: {title}\n    year: 2024\n"
        "    reviewed: 2024-02-10\n    review_by: 2025-02-10\n"
        f"    title: {{all: {title}}}\n    why: {{all: {why}}}\n"
    )


def write_reading_entries(project: Path, *, hostile: bool) -> None:
    """Add an entry to reading.yml for each hostile text; unless ``hostile``, with harmless text."""
    path = project / DATA_FOLDER / "reading.yml"
    text = path.read_text("utf-8").split("  - id: hostile-")[0]
    for number, hostile_text in enumerate(HOSTILE.values()):
        title = yaml_quoted(f"T{number} {hostile_text} T{number}") if hostile else f"T{number}"
        why = yaml_quoted(f"W{number} {hostile_text} W{number}") if hostile else f"W{number}"
        text += reading_entry(f"hostile-{number}", title, why)
    path.write_text(text, "utf-8")
