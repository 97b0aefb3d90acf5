"""Checks that every problem code is documented in each language, and the pages are up to date."""

from __future__ import annotations

import re

import pytest

from checks.case_files import CASES
from checks.document import EXAMPLES_WITHOUT_A_CASE, TEXTS, page
from checks.test_cases import all_codes
from playbook.messages import shipped_languages
from support import TESTS

DOCS = TESTS.parent / "docs"
PAGES = {"sv": DOCS / "problems.md", "en": DOCS / "en" / "problems.md"}
CODES = {*all_codes(), *all_codes(of_builds=True)}


def test_every_language_of_the_starter_has_a_page() -> None:
    assert PAGES.keys() == TEXTS.keys() <= set(shipped_languages())


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_problem_codes_is_up_to_date(language: str, accept: bool) -> None:
    found = page(language, CODES, sorted(CASES.glob("*.md")))
    if accept:
        PAGES[language].write_text(found, encoding="utf-8")
    assert PAGES[language].read_text(encoding="utf-8") == found


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_problem_codes_lists_every_code_with_its_example(language: str) -> None:
    text = PAGES[language].read_text(encoding="utf-8")
    sections = re.split(r"^## (?=PB)", text, flags=re.MULTILINE)[1:]
    by_code = {section[:5]: section for section in sections}
    assert by_code.keys() == {code.code for code in CODES}
    for code, section in by_code.items():
        assert f"{TEXTS[language].right}:" in section, code
    for code in {path.stem[:5] for path in CASES.glob("*.md")}:
        assert f"{TEXTS[language].output}:\n\n```text\n" in by_code[code], code
    described = EXAMPLES_WITHOUT_A_CASE if language == "en" else ()
    assert all(f"{TEXTS[language].wrong}: " in by_code[code] for code in described)
