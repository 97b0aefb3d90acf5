"""The comment of a request as text that a code host only shows.

The request's own code wrote it, so it is untrusted: it must notify nobody, run no command of the
host, load nothing and hold no HTML but the tags that the generator writes. Needs only Python.
"""

from __future__ import annotations

import os
import re
import stat
from html import unescape
from pathlib import Path

MARK = "<!-- playbook -->"
"""The first line, by which the comment is found and replaced."""
MAX_BYTES = 500_000
"""What is read of a comment; the generator writes at most 60,000 characters."""
MAX_CHARACTERS = 65_000
"""What is posted of it; GitHub takes 65,536."""
CUT = "\n\nThe text is cut. playbook diff shows all of it.\n"
GAP = "\u200b"
"""A space without width: the sign before it is shown, and means nothing to a host."""

_NUMBER = r"#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});"
_ENTITY = re.compile(rf"&(?:{_NUMBER}|[A-Za-z][A-Za-z0-9]{{1,30}};)")
_INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_HAS_GAP = f"{GAP}|&#8203;"
_RULES = (
    (re.compile(rf"@(?!{_HAS_GAP})"), f"@{GAP}"),  # a mention
    (re.compile(rf"(?!(?<=&){_NUMBER})#(?!{_HAS_GAP}|[\s#])"), f"#{GAP}"),  # an issue's number
    (re.compile(rf"!(?!{_HAS_GAP}|[\s!])"), f"!{GAP}"),  # a merge request's number
    (re.compile(r"<(?!/?(?:del|ins)>|br>)"), f"<{GAP}"),  # a tag, a comment, an address
    (re.compile(r"\](?=[(\[:])"), f"]{GAP}"),  # a link that hides its address, or a picture
    (re.compile(r"^(?=[ \t]*/)", re.MULTILINE), GAP),  # a quick action of GitLab
)


class CommentError(Exception):
    """There is no comment that can be posted. The message quotes nothing of it."""


def read_file(path: Path) -> bytes:
    """The first bytes of a regular file, one more than are taken. Raises CommentError.

    A link is not followed: it could lead to a file of the machine, with a token in it.
    """
    try:
        with open(path, "rb", opener=_without_following) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise CommentError("the comment is not a regular file")
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommentError(f"the comment cannot be read: {error.strerror}") from error


def _without_following(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def safe_text(raw: bytes) -> str:
    """The comment to post. Raises CommentError where there is none, or it is not playbook's."""
    if len(raw) > MAX_BYTES:
        raise CommentError(f"the comment is longer than {MAX_BYTES} bytes: it is not posted")
    text = _INVISIBLE.sub("", raw.decode("utf-8", "replace"))
    if not text.strip():
        raise CommentError("there is no comment to keep: see why playbook comment failed")
    first, _, rest = text.partition("\n")
    if first != MARK:
        raise CommentError(f"the comment does not begin with {MARK}: it is not posted")
    rest = _ENTITY.sub(_decoded, rest)
    for pattern, replacement in _RULES:
        rest = pattern.sub(replacement, rest)
    whole = f"{MARK}\n{rest}"
    if len(whole) <= MAX_CHARACTERS:
        return whole
    return whole[: MAX_CHARACTERS - len(CUT)].rsplit("\n", 1)[0] + CUT


def _decoded(entity: re.Match[str]) -> str:
    """The signs that mean something to a host are written out, so that the rules find them."""
    sign = unescape(entity[0])
    return sign if sign in {"@", "#", "!", "/"} else entity[0]
