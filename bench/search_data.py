"""Generates handbooks of any size from the starter text, to measure the search.

The sixty words in `data` are too few for a realistic search. This module writes sentences
from the starter in which one word in thirty is replaced by a new compound. The vocabulary therefore
grows with the handbook, as in reality.
"""

from __future__ import annotations

import dataclasses
import json
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playbook.model.fields import walk
from playbook.model.playbook import Playbook
from playbook.model.types import TextMarker
from playbook.pages.handbook import Handbook
from playbook.project import read_project

from .data import RULES_PER_CHAPTER, SMALL, VERDICTS
from .plain import make_plain

ROOT = Path(__file__).parent.parent
LANGUAGES = ("sv", "en")
NEW_WORD_RATE = 1 / 30

Pool = Mapping[str, list[str]]


def starter() -> Playbook:
    """Read the starter playbook of this repository."""
    playbook = read_project(ROOT).playbook
    assert playbook is not None
    return playbook


def make_project(folder: Path, entries: int) -> Path:
    """Write a project with about ``entries`` rules, and return its folder."""
    shutil.copytree(SMALL, folder / "playbook_data")
    (folder / "docs").mkdir()
    pools = {language: _pool(starter(), language) for language in LANGUAGES}
    rng = random.Random(4711)
    for number in range(entries // RULES_PER_CHAPTER):
        chapter = {
            "chapter": {
                "id": f"made-{number:03}",
                "title": {language: f"{language} {number}" for language in LANGUAGES},
                "summary": _text(pools, 1, rng),
                "order": str(number + 10),
            },
            "defaults": {"owner": "policy-owner", "reviewed": "2026-01-15"},
            "entries": [
                _rule(f"rule-{number:03}-{n:02}", pools, rng) for n in range(RULES_PER_CHAPTER)
            ],
        }
        path = folder / "playbook_data" / "policy" / f"made-{number:03}.yml"
        path.write_text(json.dumps(chapter, ensure_ascii=False), encoding="utf-8")
    return folder


def write_material_site(
    handbook: Handbook, folder: Path, language: str = "sv", *, search: bool = True
) -> Path:
    """Write the pages in one language as a plain Material project, with or without its search.

    Pages that only repeat entries (A to Z, the quiz, the whole handbook) are excluded from
    Material's index, which is to its advantage.
    """
    playbook = handbook.playbook
    settings = playbook.settings.model_copy(update={"languages": [language]})
    make_plain(Handbook(dataclasses.replace(playbook, settings=settings)), folder)
    entry_pages = {address.page for address in handbook.addresses.values()}
    for path in (folder / "docs").rglob("*.md"):  # the heading of an entry has its id
        text = path.read_text(encoding="utf-8")
        page = path.parent.relative_to(folder / "docs").as_posix()
        if f"{page}/" not in entry_pages:
            text = f"---\nsearch:\n  exclude: true\n---\n\n{text}"
        text = re.sub(r"\[\]\{(#[^}]+)\}\n\n(#{1,3} [^\n]*)", r"\2 {\1}", text)
        path.write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    plugins = f"plugins:\n- search:\n    lang:\n    - {language}\n" if search else "plugins: []\n"
    config.write_text(re.sub(r"plugins:\n(?:[- ] .*\n)+", plugins, text), encoding="utf-8")
    return folder


def _pool(playbook: Playbook, language: str) -> Pool:
    """The starter's questions, sentences and words in a language, without markup and values."""
    questions, prose = [], []
    for entry in playbook.entries.values():
        for field in walk(entry):
            if isinstance(field.marker, TextMarker) and language in field.value:
                value = field.value[language]
                texts = (value,) if isinstance(value, str) else value
                (questions if field.path[0] == "asked_as" else prose).extend(texts)
    sentences = [sentence.strip() for text in prose for sentence in re.split(r"(?<=[.?!])\s", text)]
    sentences = [
        sentence
        for sentence in sentences
        if sentence and not re.search(r"[{}\[\]<>*_`#|]", sentence)
    ]
    words = sorted(
        {word.lower() for sentence in sentences for word in re.findall(r"[^\W\d_]{4,9}", sentence)}
    )
    return {"asked": [a for a in questions if not re.search(r"[{}\[\]]", a)],
            "sentences": sentences, "words": words}  # fmt: skip


def _rule(id: str, pools: Mapping[str, Pool], rng: random.Random) -> dict[str, Any]:
    return {
        "id": id,
        "title": _question(pools, rng),
        "question": _question(pools, rng),
        "asks": "may",
        "verdict": rng.choice(VERDICTS),
        "statement": _text(pools, 2, rng),
        "why": _text(pools, 4, rng),
        "examples": {side: _list(pools, 2, rng) for side in ("do", "dont")},
        "asked_as": {
            language: [_with_new_words(rng.choice(pool["asked"]), pool, rng) for _ in range(6)]
            for language, pool in pools.items()
        },
    }


def _question(pools: Mapping[str, Pool], rng: random.Random) -> dict[str, str]:
    return {language: rng.choice(pool["asked"]) for language, pool in pools.items()}


def _text(pools: Mapping[str, Pool], count: int, rng: random.Random) -> dict[str, str]:
    return {language: " ".join(_sentences(pool, count, rng)) for language, pool in pools.items()}


def _list(pools: Mapping[str, Pool], count: int, rng: random.Random) -> dict[str, list[str]]:
    return {language: list(_sentences(pool, count, rng)) for language, pool in pools.items()}


def _sentences(pool: Pool, count: int, rng: random.Random) -> Iterator[str]:
    for _ in range(count):
        yield _with_new_words(rng.choice(pool["sentences"]), pool, rng)


def _with_new_words(text: str, pool: Pool, rng: random.Random) -> str:
    words = text.split()
    for index in range(len(words)):
        if rng.random() < NEW_WORD_RATE:
            words[index] = rng.choice(pool["words"]) + rng.choice(pool["words"])
    return " ".join(words)
