"""Reads the messages of a mailbox: an mbox file, as Thunderbird, Apple Mail and Google write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from .answers import address_in
from .times import header_time

_BEGINNING = b"From "
MAX_TEXT = 200_000
"""How many characters of a message are read."""


@dataclass(frozen=True)
class MailMessage:
    """A message: the line on which it begins, its sender, its time in ISO 8601, and its words."""

    line: int
    address: str
    name: str
    time: str
    text: str


def is_mailbox(file: Path) -> bool:
    """Whether a file is a mailbox, whatever its name. Raises OSError."""
    with file.open("rb") as stream:
        return stream.read(len(_BEGINNING)) == _BEGINNING


def messages_in(file: Path) -> Iterator[MailMessage]:
    """The messages of a mailbox, one at a time. Raises OSError."""
    for line, data in _split(file):
        message = BytesParser().parsebytes(data)
        raw = _raw(message, "from")
        name, _ = parseaddr(raw)
        yield MailMessage(
            line,
            address_in(raw),
            _decoded(name),
            header_time(_raw(message, "date")),
            _text(message),
        )


def _split(file: Path) -> Iterator[tuple[int, bytes]]:
    """The line and the bytes of each message. A line that begins one follows an empty line."""
    start, lines, is_after_blank = 1, list[bytes](), True
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if is_after_blank and line.startswith(_BEGINNING):
                if lines:
                    yield start, b"".join(lines)
                start, lines = number, []
            else:
                lines.append(line)
            is_after_blank = not line.strip()
    if lines:
        yield start, b"".join(lines)


def _raw(message: Message, name: str) -> str:
    """A header as one line; bytes that are not ASCII are replaced."""
    return " ".join(str(message.get(name, "")).split())


def _decoded(value: str) -> str:
    """A header's encoded words as text; the value itself if they cannot be decoded."""
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return value


def _text(message: Message) -> str:
    """The subject and the words that the sender wrote, without attachments and quoted lines."""
    plain, markup = list[str](), list[str]()
    for part in _parts(message):
        if part.get_content_type() == "text/plain":
            plain.append(_content(part))
        elif part.get_content_type() == "text/html":
            markup.append(_without_tags(_content(part)))
    subject = _decoded(_raw(message, "subject"))
    lines = "\n".join([subject, *(plain or markup)]).splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith(">"))


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message. A message that is forwarded or attached is not the sender's."""
    if message.get_content_disposition() == "attachment":
        return
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part)
    elif message.get_content_maintype() == "text":
        yield message


def _content(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    data = data[: 4 * MAX_TEXT]
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")[:MAX_TEXT]
    except LookupError:
        return data.decode("latin-1")[:MAX_TEXT]


def _without_tags(markup: str) -> str:
    tree = LexborHTMLParser(markup)
    tree.strip_tags(["style", "script"])
    return tree.body.text(separator="\n") if tree.body else ""
