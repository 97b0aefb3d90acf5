"""Measures how often Material's default search finds the answers to our collected questions."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from pathlib import Path

import yaml
from playwright.sync_api import Browser
from tests.search.asking import Hits, MaterialBox, count_hits, served

from browsing import chromium
from playbook.model.playbook import Playbook
from playbook.pages.handbook import Handbook

from .build import timed
from .search_data import ROOT, starter, write_material_site

QUESTION_FILES = ("questions", "questions_100", "questions_dev")
QUERY_TYPES = {"": "whole questions", "_words": "key words"}


def handbook_for_sector(playbook: Playbook, sector: str) -> Handbook:
    """The handbook of an organisation in a sector."""
    organisation = playbook.settings.organisation.model_copy(update={"sector": sector})
    settings = playbook.settings.model_copy(update={"organisation": organisation})
    return Handbook(dataclasses.replace(playbook, settings=settings))


def ask_material(browser: Browser, folder: Path, file: str, suffix: str) -> Hits:
    """Count the questions in a file whose answer is among Material's first results."""
    questions = []
    path = ROOT / "tests" / "starter" / "search" / f"{file}.yml"
    for question in yaml.safe_load(path.read_text(encoding="utf-8")):
        if not question["first"]:
            continue  # a question without an answer
        for language in ("sv", "en"):
            site = question.get("site", "company")
            questions.append((f"{site}-{language}", question[language + suffix], question))
    total = Hits()
    for name in sorted({name for name, _, _ in questions}):
        with served(folder / name / "site") as served_site:
            page = browser.new_page()
            page.goto(served_site.url)
            page.wait_for_timeout(1500)
            box = MaterialBox(page, starter().entries.keys())
            page_hits = count_hits(
                box,
                [(query, question) for site, query, question in questions if site == name],
            )
            page.close()
        pairs = zip(dataclasses.astuple(total), dataclasses.astuple(page_hits), strict=True)
        total = Hits(*(first + second for first, second in pairs))
    return total


def main() -> None:
    """Print Material's results. The tests in ``tests/starter/search`` print ours."""
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        for sector in ("company", "public_body"):
            for language in ("sv", "en"):
                folder = Path(name) / f"{sector}-{language}"
                write_material_site(handbook_for_sector(starter(), sector), folder, language)
                timed(build, folder)
        for file in QUESTION_FILES:
            for suffix, query_type in QUERY_TYPES.items():
                hits = ask_material(browser, Path(name), file, suffix)
                print(f"Material, {file}, {query_type}: {hits}", flush=True)


if __name__ == "__main__":
    main()
