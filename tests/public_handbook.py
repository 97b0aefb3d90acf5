"""Makes a project of which a part is public."""

from __future__ import annotations

import zlib
from pathlib import Path

from playbook.pages.brand_images import card_png
from playbook.project import DATA_FOLDER
from support import replace

ADDRESS = "https://www.example.com/social-media/"
PUBLIC = {
    "contacts.yml": "press-desk",
    "accounts.yml": "blog-account",
    "glossary.yml": "moderating",
    "legal.yml": "marketing-act",
    "templates.yml": "thank-you",
}
HOUSE_RULES = """\
chapter:
  id: house-rules
  title: {sv: Så beter vi oss här, en: House rules}
  summary: {sv: Det som gäller den som kommenterar., en: What applies to commenters.}
  order: 9
  audience: public
defaults: {owner: policy-owner, reviewed: 2026-02-10, review_by: 2027-02-10}
entries:
  - id: be-civil
    audience: public
    title: {sv: Var saklig, en: Be civil}
    question: {sv: Får jag säga emot?, en: May I disagree?}
    asks: may
    verdict: yes
    statement: {sv: "Ja, säg emot i sak.", en: "Yes, on the matter."}
    why:
      sv: Fråga [presstjänsten](id:press-desk), eller läs [kapitlet](id:house-rules).
      en: Ask [the press desk](id:press-desk), or read [the chapter](id:house-rules).
    examples:
      do: {sv: [Jag tycker annorlunda.], en: [I see it differently.]}
      dont: {sv: [Du är dum.], en: [You are stupid.]}
    ask: press-desk
    within: reply_within
    basis: [marketing-act]
    see_also: [share-job-posts, moderating]
    previous_ids: [be-nice]
  - id: hide-insults
    title: {sv: Dölj förolämpningar, en: Hide insults}
    question: {sv: Får vi dölja kommentarer?, en: May we hide comments?}
    asks: may
    verdict: yes
    statement: {sv: "Ja, om de förolämpar.", en: "Yes, insults."}
    why: {sv: Samtalet ska gå att läsa., en: The conversation must stay readable.}
    examples:
      do: {sv: [Dölj och skriv till.], en: [Hide it and write.]}
      dont: {sv: [Radera i tysthet.], en: [Delete it in silence.]}
    see_also: [be-civil]
"""


def make_partly_public(project: Path) -> None:
    """Add a public chapter with a public entry, and make an entry of each of five kinds public."""
    for name, id in PUBLIC.items():
        replace(project, name, f"  - id: {id}\n", f"  - id: {id}\n    audience: public\n")
    rules = project / DATA_FOLDER / "policy" / "house-rules.yml"
    rules.write_text(HOUSE_RULES, encoding="utf-8")
    replace(
        project, "playbook.yml", "public: no\n",
        f'public: no\npublic_edition: {{address: "{ADDRESS}"}}\n',
    )  # fmt: skip


def png(**texts: str) -> bytes:
    """An image with texts in its metadata, plain and compressed."""
    image = card_png("#112233", "#ffffff")
    chunks = [_chunk(b"tEXt", f"{key}\0{text}".encode()) for key, text in texts.items()]
    chunks += [
        _chunk(b"zTXt", f"{key}\0\0".encode() + zlib.compress(text.encode()))
        for key, text in texts.items()
    ]
    end = image.index(b"IEND") - 4
    return image[:end] + b"".join(chunks) + image[end:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def jpeg(text: str) -> bytes:
    """The segments of a JPEG file with a text in its comment, its EXIF data and after its end."""
    segments = [(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), (0xFE, text.encode()),
                (0xE1, b"Exif\0\0" + text.encode()), (0xDB, b"\0" + bytes(64))]  # fmt: skip
    body = b"".join(
        b"\xff" + bytes([marker]) + (len(data) + 2).to_bytes(2) + data for marker, data in segments
    )
    return b"\xff\xd8" + body + b"\xff\xda\0\2scan\xff\xd9" + text.encode()
