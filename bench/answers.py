"""What people ask, of our search box and of Material's default on the same pages."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from pathlib import Path

import yaml
from playwright.sync_api import Browser
from tests.search.asking import Hits, MaterialBox, count, served

from browsing import chromium
from playbook.model.playbook import Playbook
from playbook.pages.handbook import Handbook

from .build import timed
from .search_data import ROOT, plain_twin, starter

FILES = ("questions", "questions_100", "questions_dev")
SORTS = {"": "whole questions", "_words": "telling words"}


def handbook_for_sector(playbook: Playbook, sector: str) -> Handbook:
    """The starter handbook as an organisation of a sector shows it."""
    organisation = playbook.settings.organisation.model_copy(update={"sector": sector})
    settings = playbook.settings.model_copy(update={"organisation": organisation})
    return Handbook(dataclasses.replace(playbook, settings=settings))


def ask_material(browser: Browser, folder: Path, file: str, suffix: str) -> Hits:
    """How Material's default search answers the questions of a file."""
    hits = []
    path = ROOT / "tests" / "starter" / "search" / f"{file}.yml"
    for question in yaml.safe_load(path.read_text(encoding="utf-8")):
        if not question["first"]:
            continue  # nothing answers it
        for language in ("sv", "en"):
            site = question.get("site", "company")
            hits.append((f"{site}-{language}", question[language + suffix], question))
    total = Hits()
    for name in sorted({name for name, _, _ in hits}):
        with served(folder / name / "site") as site:
            page = browser.new_page()
            page.goto(site.url)
            page.wait_for_timeout(1500)
            box = MaterialBox(page, starter().entries.keys())
            found = count(box, [(q, of) for at, q, of in hits if at == name])
            page.close()
        pairs = zip(dataclasses.astuple(total), dataclasses.astuple(found), strict=True)
        total = Hits(*(one + other for one, other in pairs))
    return total


def main() -> None:
    """Print Material's figures; ours are printed by the tests, on the same questions."""
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        for sector in ("company", "public_body"):
            for language in ("sv", "en"):
                folder = Path(name) / f"{sector}-{language}"
                plain_twin(handbook_for_sector(starter(), sector), folder, language)
                timed(build, folder)
        for file in FILES:
            for suffix, sort in SORTS.items():
                hits = ask_material(browser, Path(name), file, suffix)
                print(f"Material, {file}, {sort}: {hits}", flush=True)


if __name__ == "__main__":
    main()
