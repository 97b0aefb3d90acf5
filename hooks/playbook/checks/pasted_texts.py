"""Finds what a paste leaves in texts, and what readers would see as it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import pairwise

from ..model.fields import MarkedValue
from ..model.playbook import Origin, Playbook
from ..model.types import TextMarker
from ..problems import Code, Edit, Fix, Location, Phrase, Problem
from ..prose import markdown
from ..source.fixes import replacement_fix
from ..source.tree import DataPath
from .links import iter_texts

JOINED_ITEMS = Code("PB025", "notice", "words")
BULLET = Code("PB026", "warning", "mark")
WRONG_ENCODING = Code("PB027", "warning", "found", "meant")
LIGATURE = Code("PB115", "warning", "found", "meant")
LINK_AS_TEXT = Code("PB116", "warning", "link")
LONG_SUMMARY = Code("PB117", "notice", "length", "limit")
MAX_SUMMARY_LENGTH = 400
"""The longest summary in characters: lists and search results show it whole."""
MAX_ITEM_LINE = 70
"""A line of an item that is longer was probably broken by an editor."""

_BULLET_LINE = re.compile(r" *(?P<mark>[•·▪◦‣●○]) *(?=\S)")
_ENCODING = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]"
    "|\u00e2\u20ac[\u0153\u009d\u02dc\u00a6\u2122\u201c\u201d]"
)
"""UTF-8 that was read as Windows-1252: two characters for one letter, three for a quote."""
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_LINK_AS_TEXT = re.compile(
    r"(?P<words>\[[^\[\]\n]{1,200}\])? {0,3}\(id: {0,3}(?P<id>[a-z][a-z0-9-]{0,59})\)"
    r"|\[\[ {0,3}(?P<wiki>[a-z][a-z0-9-]{0,59}) {0,3}\]\]"
    r"|(?P<open>\[[^\[\]\n]{1,200}\])\(id:(?P<open_id>[a-z][a-z0-9-]{0,59})(?![a-z0-9)-])"
    r"|\((?P<turned>[^()\n]{1,200})\)\[id:(?P<turned_id>[a-z][a-z0-9-]{0,59})\]"
)


def check(playbook: Playbook) -> Iterator[Problem]:
    """Problems with the texts of every entry."""
    ids = playbook.entries.keys() | playbook.chapter_origins.keys()
    for entry in playbook.entries.values():
        origin = playbook.origins[entry.id]
        for field in playbook.marked_values[entry.id]:
            if isinstance(field.marker, TextMarker):
                yield from _summary_problems(origin, field)
                for path, _, text in iter_texts(field.value, field.path):
                    yield from _characters(origin, path, text)
                    if field.marker.prose:
                        yield from _bullets(origin, path, text)
                        yield from _links(origin, path, text, ids)
                    if field.marker.many:
                        yield from _joined(origin, path)


def _summary_problems(origin: Origin, field: MarkedValue) -> Iterator[Problem]:
    if field.path != ("summary",):
        return
    for path, _, text in iter_texts(field.value, field.path):
        if len(text) > MAX_SUMMARY_LENGTH:
            limit = MAX_SUMMARY_LENGTH
            yield LONG_SUMMARY.at(origin.location(path), length=len(text), limit=limit)


def _source_lines(origin: Origin, path: DataPath) -> Iterator[tuple[int, str]]:
    """The lines of the file with a text, with their numbers."""
    tree, full_path = origin.tree, (*origin.path, *path)
    if full_path in tree.ranges:
        first, *_, last = tree.ranges[full_path]
        yield from enumerate(tree.lines[first - 1 : last], start=first)


def _characters(origin: Origin, path: DataPath, text: str) -> Iterator[Problem]:
    if text.isascii():
        return
    for match in _ENCODING.finditer(text):
        meant = _decoded(match[0])
        if meant:
            yield _replaced(WRONG_ENCODING, origin, path, match[0], meant)
    for match in _LIGATURE.finditer(text):
        meant = unicodedata.normalize("NFKC", match[0])
        yield _replaced(LIGATURE, origin, path, match[0], meant)


def _decoded(found: str) -> str | None:
    """The letter that UTF-8 read as Windows-1252 stands for, or None."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return found.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None


def _replaced(code: Code, origin: Origin, path: DataPath, found: str, meant: str) -> Problem:
    """The problem with characters, and the fix that replaces all of them in the text."""
    location, edits = origin.find(path, found), []
    for number, line in _source_lines(origin, path):
        for match in re.finditer(re.escape(found), line):
            start = Location(location.path, number, match.start() + 1)
            edits.append(Edit(start, number, match.end() + 1, meant))
    return code.at(location, found=found, meant=meant, fix=Fix(tuple(edits)) if edits else None)


def _bullets(origin: Origin, path: DataPath, text: str) -> Iterator[Problem]:
    if text.isascii():
        return
    for number, line in _source_lines(origin, path):
        if match := _BULLET_LINE.match(line):
            column = match.start("mark") + 1
            location = Location(origin.tree.path, number, column)
            fix = Fix((Edit(location, number, match.end() + 1, "- "),))
            yield BULLET.at(location, mark=match["mark"], fix=fix)


def _links(origin: Origin, path: DataPath, text: str, ids: Collection[str]) -> Iterator[Problem]:
    """Links to entries that are not written as Markdown, so that readers see their signs."""
    if "id:" not in text and "[[" not in text:
        return
    shown = "".join(token.content for token in markdown.inline(text) if token.type == "text")
    for match in _LINK_AS_TEXT.finditer(shown):
        link = match[0].strip()
        id = match["id"] or match["wiki"] or match["open_id"] or match["turned_id"]
        if id not in ids:
            continue
        location, fix = origin.find(path, link), None
        cure = Phrase("cure.link-words", id=id)
        turned = f"[{match['turned']}]" if match["turned"] else ""
        if words := match["words"] or match["open"] or turned:
            new = f"{words}(id:{id})"
            cure = Phrase("cure.write", value=new)
            fix = replacement_fix(origin.tree, location, link, new)
        yield LINK_AS_TEXT.at(location, link=link, cure=cure, fix=fix)


def _joined(origin: Origin, path: DataPath) -> Iterator[Problem]:
    """A line of an item of a list that looks like an item whose dash is missing."""
    lines = list(_source_lines(origin, path))
    if len(lines) < 2 or not isinstance(path[-1], int):
        return
    value = lines[0][1].lstrip(" -")
    if value[:1] in ("'", '"', "|", ">"):
        return
    for (_, line), (number, following) in pairwise(lines):
        words = following.strip()
        ends = line.rstrip().endswith((".", "!", "?")) and len(line.rstrip()) <= MAX_ITEM_LINE
        if ends and words[:1].isupper():
            column = len(following) - len(following.lstrip()) + 1
            yield JOINED_ITEMS.at(Location(origin.tree.path, number, column), words=words)
