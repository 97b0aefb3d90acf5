"""Generates handbooks of any size from the words of the starter text, to measure the search.

The sixty words of `data` are too few for a realistic search. Here every text consists of sentences
from the starter, with one word in thirty replaced by a new compound, so that the number of
different words grows with the handbook as in reality.
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

from .data import PER_CHAPTER, SMALL, VERDICTS
from .plain import make_plain

ROOT = Path(__file__).parent.parent
LANGUAGES = ("sv", "en")
NEW_WORD = 1 / 30

Pool = Mapping[str, list[str]]


def starter() -> Playbook:
    """The starter content."""
    playbook = read_project(ROOT).playbook
    assert playbook is not None
    return playbook


def make_project(folder: Path, entries: int) -> Path:
    """Write a project with about ``entries`` rules, and return its folder."""
    shutil.copytree(SMALL, folder / "playbook_data")
    (folder / "docs").mkdir()
    pools = {language: _pool(starter(), language) for language in LANGUAGES}
    shuffle = random.Random(4711)
    for number in range(entries // PER_CHAPTER):
        chapter = {
            "chapter": {
                "id": f"made-{number:03}",
                "title": {language: f"{language} {number}" for language in LANGUAGES},
                "summary": _text(pools, 1, shuffle),
                "order": str(number + 10),
            },
            "defaults": {"owner": "policy-owner", "reviewed": "2026-01-15"},
            "entries": [
                _rule(f"rule-{number:03}-{n:02}", pools, shuffle) for n in range(PER_CHAPTER)
            ],
        }
        path = folder / "playbook_data" / "policy" / f"made-{number:03}.yml"
        path.write_text(json.dumps(chapter, ensure_ascii=False), encoding="utf-8")
    return folder


def plain_twin(
    handbook: Handbook, folder: Path, language: str = "sv", *, search: bool = True
) -> Path:
    """The same pages in one language for plain Material, with or without its search.

    Pages that only repeat entries (A to Z, the quiz, the whole handbook) are left out of Material's
    index: that favours it.
    """
    playbook = handbook.playbook
    settings = playbook.settings.model_copy(update={"languages": [language]})
    make_plain(Handbook(dataclasses.replace(playbook, settings=settings)), folder)
    homes = {address.page for address in handbook.addresses.values()}
    for path in (folder / "docs").rglob("*.md"):  # the heading of an entry has its id
        text = path.read_text(encoding="utf-8")
        page = path.parent.relative_to(folder / "docs").as_posix()
        if f"{page}/" not in homes:
            text = f"---\nsearch:\n  exclude: true\n---\n\n{text}"
        text = re.sub(r"\[\]\{(#[^}]+)\}\n\n(#{1,3} [^\n]*)", r"\2 {\1}", text)
        path.write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    wanted = f"plugins:\n- search:\n    lang:\n    - {language}\n" if search else "plugins: []\n"
    config.write_text(re.sub(r"plugins:\n(?:[- ] .*\n)+", wanted, text), encoding="utf-8")
    return folder


def _pool(playbook: Playbook, language: str) -> Pool:
    """Sentences, phrases and words of the starter text without markup and values."""
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


def _rule(id: str, pools: Mapping[str, Pool], shuffle: random.Random) -> dict[str, Any]:
    return {
        "id": id,
        "title": _asked(pools, shuffle),
        "question": _asked(pools, shuffle),
        "asks": "may",
        "verdict": shuffle.choice(VERDICTS),
        "statement": _text(pools, 2, shuffle),
        "why": _text(pools, 4, shuffle),
        "examples": {side: _list(pools, 2, shuffle) for side in ("do", "dont")},
        "asked_as": {
            language: [_changed(shuffle.choice(pool["asked"]), pool, shuffle) for _ in range(6)]
            for language, pool in pools.items()
        },
    }


def _asked(pools: Mapping[str, Pool], shuffle: random.Random) -> dict[str, str]:
    return {language: shuffle.choice(pool["asked"]) for language, pool in pools.items()}


def _text(pools: Mapping[str, Pool], count: int, shuffle: random.Random) -> dict[str, str]:
    return {
        language: " ".join(_sentences(pool, count, shuffle)) for language, pool in pools.items()
    }


def _list(pools: Mapping[str, Pool], count: int, shuffle: random.Random) -> dict[str, list[str]]:
    return {language: list(_sentences(pool, count, shuffle)) for language, pool in pools.items()}


def _sentences(pool: Pool, count: int, shuffle: random.Random) -> Iterator[str]:
    for _ in range(count):
        yield _changed(shuffle.choice(pool["sentences"]), pool, shuffle)


def _changed(text: str, pool: Pool, shuffle: random.Random) -> str:
    words = text.split()
    for at in range(len(words)):
        if shuffle.random() < NEW_WORD:
            words[at] = shuffle.choice(pool["words"]) + shuffle.choice(pool["words"])
    return " ".join(words)
