"""Generates playbooks of any size from typical words, with a fixed random seed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

SMALL = Path(__file__).parent.parent / "tests" / "data" / "small" / "playbook_data"
RULES_PER_CHAPTER = 20
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
    """Write a project with about ``entries`` rules in chapters of 20, and return its folder."""
    shutil.rmtree(folder, ignore_errors=True)
    data = folder / "playbook_data"
    shutil.copytree(SMALL, data)
    (folder / "docs").mkdir()
    rng = random.Random(4711)
    for chapter in range(entries // RULES_PER_CHAPTER):
        path = data / "policy" / f"made-{chapter:03}.yml"
        path.write_text("\n".join(_chapter(chapter, rng)) + "\n", encoding="utf-8")
    return folder


def _chapter(chapter: int, rng: random.Random) -> Iterator[str]:
    yield "chapter:"
    yield f"  id: made-{chapter:03}"
    yield f"  title: {{sv: Kapitel {chapter}, en: Chapter {chapter}}}"
    yield f"  summary: {{sv: {_words(SWEDISH, 12, rng)}, en: {_words(ENGLISH, 12, rng)}}}"
    yield f"  order: {chapter + 10}"
    yield "defaults: {owner: policy-owner, reviewed: 2026-01-15, review_by: 2027-01-15}"
    yield "entries:"
    for number in range(RULES_PER_CHAPTER):
        yield from _rule(f"rule-{chapter:03}-{number:02}", chapter, rng)


def _rule(id: str, chapter: int, rng: random.Random) -> Iterator[str]:
    yield f"  - id: {id}"
    yield f"    title: {_text('Rubrik', 'Heading', 4, rng)}"
    yield f"    question: {_text('Får jag', 'May I', 7, rng)}"
    yield "    asks: may"
    yield f"    verdict: {rng.choice(VERDICTS)}"
    yield from _prose("statement", 25, rng)
    yield from _prose("why", 45, rng)
    yield "    examples:"
    yield f"      do: {_list(2, 14, rng)}"
    yield f"      dont: {_list(2, 14, rng)}"
    yield f"    asked_as: {_list(4, 4, rng)}"
    if chapter:
        yield f"    see_also: [rule-{rng.randrange(chapter):03}-{rng.randrange(20):02}]"


def _words(words: str, count: int, rng: random.Random) -> str:
    return " ".join(rng.choices(words.split(), k=count))


def _text(sv: str, en: str, count: int, rng: random.Random) -> str:
    swedish, english = (_words(words, count, rng) for words in (SWEDISH, ENGLISH))
    return f"{{sv: {sv} {swedish}, en: {en} {english}}}"


def _prose(key: str, count: int, rng: random.Random) -> Iterator[str]:
    yield f"    {key}:"
    for language, words in (("sv", SWEDISH), ("en", ENGLISH)):
        yield f"      {language}: >"
        for _ in range(count // 12 + 1):
            yield f"        {_words(words, 12, rng)}."


def _list(items: int, count: int, rng: random.Random) -> str:
    translations = []
    for language, words in (("sv", SWEDISH), ("en", ENGLISH)):
        texts = ", ".join(_words(words, count, rng) for _ in range(items))
        translations.append(f"{language}: [{texts}]")
    return f"{{{', '.join(translations)}}}"
