"""Writes the exported files as Forms, Sheets, Excel and mail programs write them."""

from __future__ import annotations

import mailbox
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from pathlib import Path

SOURCES = Path(__file__).parent / "exports"
ENCODINGS = {
    "microsoft-forms-sv.csv": "cp1252",
    "microsoft-forms-us.csv": "utf-8-sig",
    "google-forms.csv": "utf-8",
    "google-forms-sv.csv": "utf-8",
    "outlook.csv": "cp1252",
    "outlook-sv.csv": "utf-16",
    "gmail.csv": "utf-8",
    "people.csv": "utf-8-sig",
}
"""The encoding of each file; all have the line ends of Windows."""
MAILBOX = "mailbox.mbox"


def write_exports(folder: Path, digests: Mapping[str, str]) -> Path:
    """Write all files with the digests of versions instead of DIGEST-NUMBER."""
    for name, encoding in ENCODINGS.items():
        text = filled((SOURCES / name).read_text("utf-8"), digests).replace("\n", "\r\n")
        (folder / name).write_bytes(text.encode(encoding))
    write_mailbox(folder / MAILBOX, messages(digests))
    return folder


def filled(text: str, digests: Mapping[str, str]) -> str:
    for number, digest in digests.items():
        text = text.replace(f"DIGEST-{number}", digest)
    return text


def write_mailbox(path: Path, content: Iterable[EmailMessage]) -> None:
    box = mailbox.mbox(path)
    for message in content:
        box.add(message)
    box.close()


def message(sender: str, subject: str, body: str, **parts: str) -> EmailMessage:
    """A message; ``html`` replaces the text, and ``date`` the usual time."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "hr@example.com", subject
    mail["Date"] = parts.get("date", "Tue, 02 Jun 2026 09:00:00 +0200")
    mail.set_content(parts.get("html", body), subtype="html" if "html" in parts else "plain")
    return mail


def messages(digests: Mapping[str, str]) -> list[EmailMessage]:
    """Messages as people send them when the link to confirm is a mail address."""
    proof = digests["3.0.0"]
    simple = message("Erik Gran <Erik.Gran@example.com>", "Read 3.0.0",
                     f"Role: moderator\nProof: {proof}\n\nFrom now on I know.\n")  # fmt: skip
    accents = message("Åsa Öberg <asa.oberg@example.com>", "Jag har läst version 3.0.0",
                      f"Roll: Policyägare\nBevis: {proof}\n")  # fmt: skip
    html = message("ida@example.com", "Version 3.0.0", "",
                   html=f"<style>p {{}}</style><p>Role: Moderator</p><p>{proof}</p>")  # fmt: skip
    quoting = message("hugo@example.com", "Re: Version 3.0.0",
                      f"What is this?\n> Role: employee\n> {proof}\n")  # fmt: skip
    forwarded = message("carl@example.com", "Fw: look", "See below.\n")
    forwarded.add_attachment(simple)
    other = message("news@example.com", "Offer 1.0.0", "Update to 10.2.1 today.\n", date="soon")
    return [simple, accents, html, quoting, forwarded, other]
