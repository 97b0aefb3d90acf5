"""Generates playbooks of any size from typical words; the result is always the same."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

SMALL = Path(__file__).parent.parent / "tests" / "data" / "small" / "playbook_data"
PER_CHAPTER = 20
VERDICTS = ("yes", "ask_first", "no")

SWEDISH = """
du får skriva om jobbet när kunden har sagt ja men fråga alltid först om du är osäker på
vad som gäller i fabriken kommunen butiken eller på kontoret och tänk på att den som läser inte vet
vad du vet så säg vem du är och var du arbetar innan du svarar på en fråga om priset"""
ENGLISH = """
you may write about work when the customer has agreed but always ask first if you are not
sure what applies in the factory the council the shop or the office and remember that whoever reads
does not know what you know so say who you are and where you work before you answer"""


def make_project(folder: Path, entries: int) -> Path:
    """Write a project with about ``entries`` rules, in chapters of 20, and return its folder."""
    shutil.rmtree(folder, ignore_errors=True)
    data = folder / "playbook_data"
    shutil.copytree(SMALL, data)
    (folder / "docs").mkdir()
    shuffle = random.Random(4711)
    for chapter in range(entries // PER_CHAPTER):
        path = data / "policy" / f"made-{chapter:03}.yml"
        path.write_text("\n".join(_chapter(chapter, shuffle)) + "\n", encoding="utf-8")
    return folder


def _chapter(chapter: int, shuffle: random.Random) -> Iterator[str]:
    yield "chapter:"
    yield f"  id: made-{chapter:03}"
    yield f"  title: {{sv: Kapitel {chapter}, en: Chapter {chapter}}}"
    yield f"  summary: {{sv: {_words(SWEDISH, 12, shuffle)}, en: {_words(ENGLISH, 12, shuffle)}}}"
    yield f"  order: {chapter + 10}"
    yield "defaults: {owner: policy-owner, reviewed: 2026-01-15, review_by: 2027-01-15}"
    yield "entries:"
    for number in range(PER_CHAPTER):
        yield from _rule(f"rule-{chapter:03}-{number:02}", chapter, shuffle)


def _rule(id: str, chapter: int, shuffle: random.Random) -> Iterator[str]:
    yield f"  - id: {id}"
    yield f"    title: {_text('Rubrik', 'Heading', 4, shuffle)}"
    yield f"    question: {_text('Får jag', 'May I', 7, shuffle)}"
    yield "    asks: may"
    yield f"    verdict: {shuffle.choice(VERDICTS)}"
    yield from _prose("statement", 25, shuffle)
    yield from _prose("why", 45, shuffle)
    yield "    examples:"
    yield f"      do: {_list(2, 14, shuffle)}"
    yield f"      dont: {_list(2, 14, shuffle)}"
    yield f"    asked_as: {_list(4, 4, shuffle)}"
    if chapter:
        yield f"    see_also: [rule-{shuffle.randrange(chapter):03}-{shuffle.randrange(20):02}]"


def _words(words: str, count: int, shuffle: random.Random) -> str:
    return " ".join(shuffle.choices(words.split(), k=count))


def _text(sv: str, en: str, count: int, shuffle: random.Random) -> str:
    swedish, english = (_words(words, count, shuffle) for words in (SWEDISH, ENGLISH))
    return f"{{sv: {sv} {swedish}, en: {en} {english}}}"


def _prose(key: str, count: int, shuffle: random.Random) -> Iterator[str]:
    yield f"    {key}:"
    for language, words in (("sv", SWEDISH), ("en", ENGLISH)):
        yield f"      {language}: >"
        for _ in range(count // 12 + 1):
            yield f"        {_words(words, 12, shuffle)}."


def _list(items: int, count: int, shuffle: random.Random) -> str:
    translations = []
    for language, words in (("sv", SWEDISH), ("en", ENGLISH)):
        texts = ", ".join(_words(words, count, shuffle) for _ in range(items))
        translations.append(f"{language}: [{texts}]")
    return f"{{{', '.join(translations)}}}"
