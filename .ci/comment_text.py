"""Makes the comment of a request safe to post.

Code from the request wrote the comment, so it is untrusted. The safe comment notifies nobody, runs
no command of the host, loads nothing, and contains no HTML except the tags that the generator
writes. Its links only lead to the repository's files and to the published handbook: the hosts also
make links of bare addresses and of references, so these are broken. Only the hash of a commit may
become a link, within the repository. The module needs only Python's standard library.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from string import ascii_letters, digits

MARK = "<!-- playbook -->"
"""The first line of the comment, by which the comment to update is found."""
MAX_BYTES = 500_000
"""The largest comment that is read. The generator writes at most 60,000 characters."""
MAX_CHARACTERS = 65_000
"""The length of the longest comment that is posted. GitHub accepts 65,536."""
TRUNCATION_NOTE = "\n\nThe text is truncated. playbook diff shows all of it.\n"
GAP = "\u200b"
"""A zero-width space. After it, a host no longer recognises a mention, reference or command."""

_NUMBER = r"#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});"
_AMPERSAND = r"&(?:amp;|#0{0,5}38;|#x0{0,4}26;)?"
_ENTITY = re.compile(rf"&(?:{_NUMBER}|[A-Za-z][A-Za-z0-9]{{1,30}};)")
_DECODED = frozenset(f"@#!/:.-%$~{ascii_letters}{digits}")
"""The characters that are decoded: the parts of mentions, references, commands and addresses."""
_INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_HAS_GAP = f"{GAP}|&#8203;"
_REPLACEMENTS = (
    (re.compile(rf"@(?!{_HAS_GAP})"), f"@{GAP}"),  # a mention
    (
        re.compile(rf"(?!(?<=&){_NUMBER})#(?!{_HAS_GAP}|[\s#])"),
        f"#{GAP}",
    ),  # a reference to an issue
    (re.compile(rf"!(?!{_HAS_GAP}|[\s!])"), f"!{GAP}"),  # a reference to a merge request
    (
        re.compile(r"<(?!/?(?:del|ins|details|summary)>|br>)"),
        f"<{GAP}",
    ),  # a tag, a comment or a URL
    (re.compile(r"\](?=[(\[:])"), f"]{GAP}"),  # a link that hides its URL, or an image
    (re.compile(r"^(?=[ \t]*/)", re.MULTILINE), GAP),  # a quick action of GitLab
    (re.compile(r":(?=\\?/\\?/)"), f":{GAP}"),  # a bare URL, also of an issue
    (re.compile(r"(www)(?=\\?\.)", re.IGNORECASE), rf"\1{GAP}"),  # a bare URL without a scheme
    (
        re.compile(r"(?<![a-z0-9])(G[HL]\\?-)(?=\d)", re.IGNORECASE),
        rf"\1{GAP}",
    ),  # as #26
    (re.compile(rf"({_AMPERSAND})(?=\d)", re.IGNORECASE), rf"\1{GAP}"),  # an epic of GitLab
    (re.compile(r"([%$~])(?=[\w\"~])"), rf"\1{GAP}"),  # its milestones, snippets and labels
    (re.compile(r"\[(?=\w{1,40}\\?:)"), f"[{GAP}"),  # its references with a name, as [issue:26]
)
_LINK = re.compile(
    r"\[[^\W\d_]{1,40}\]"
    r"\((https://(?:[\w.~:/?=&#+-]|%(?!2[EF]|5C|25|[01])[0-9A-F]{2}){1,400})\)"
)
"""A link whose text is one word. Its URL encodes no dot, slash, percent sign or control code."""
_SITE_URL = re.compile(r"^site_url:[ \t]*[\"']?(https://[^\s\"'#]+)", re.MULTILINE)


class CommentError(Exception):
    """No comment can be posted. The message quotes nothing from the rejected comment."""


def read_file(path: Path) -> bytes:
    """The first `MAX_BYTES` + 1 bytes of a regular file. Raises CommentError.

    Symbolic links are not followed: a link could lead to a file with a token.
    """
    try:
        with open(path, "rb", opener=_open_without_following) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise CommentError("the comment is not a regular file")
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommentError(f"the comment cannot be read: {error.strerror}") from error


def _open_without_following(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def trusted_links(files: str, config: Path = Path("mkdocs.yml")) -> tuple[str, ...]:
    """The addresses that links may begin with: of the repository's files, and of the handbook.

    ``files`` is the address of the repository's files, as https://example.com/repository/blob/.
    ``config`` belongs to the default branch.
    """
    try:
        site = _SITE_URL.search(config.read_text("utf-8", "replace"))
    except OSError:
        site = None
    return (files, f"{site[1].rstrip('/')}/") if site else (files,)


def safe_text(raw: bytes, links: tuple[str, ...] = ()) -> str:
    """The comment to post. Raises CommentError if it is empty, too long or without the mark.

    A link is kept if its address begins with one of ``links``.
    """
    if len(raw) > MAX_BYTES:
        raise CommentError(f"the comment is longer than {MAX_BYTES} bytes: it is not posted")
    text = _INVISIBLE.sub("", raw.decode("utf-8", "replace"))
    if not text.strip():
        raise CommentError(
            "there is no comment to post: see why the command 'playbook comment' failed"
        )
    first_line, _, rest = text.partition("\n")
    if first_line != MARK:
        raise CommentError(f"the comment does not begin with {MARK}: it is not posted")
    rest = _ENTITY.sub(_decoded, rest)
    comment = f"{MARK}\n{''.join(_safe_parts(rest, links))}"
    if len(comment) <= MAX_CHARACTERS:
        return comment
    return comment[: MAX_CHARACTERS - len(TRUNCATION_NOTE)].rsplit("\n", 1)[0] + TRUNCATION_NOTE


def _safe_parts(text: str, links: tuple[str, ...]) -> Iterator[str]:
    """The trusted links of a text as they are, and the text between them without effects."""
    end = 0
    for link in _LINK.finditer(text):
        if link[1].startswith(links) and ".." not in link[1]:
            yield from (_without_effects(text[end : link.start()]), link[0])
            end = link.end()
    yield _without_effects(text[end:])


def _without_effects(text: str) -> str:
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


def _decoded(entity: re.Match[str]) -> str:
    """Decode the entities of characters with a meaning to a host, so that the rules find them."""
    character = unescape(entity[0])
    return character if character in _DECODED else entity[0]
