"""Every code is documented with a wrong and a right example, and the page is fresh."""

from __future__ import annotations

import re

from checks.case_files import CASES
from checks.document import WITHOUT_A_CASE, page
from checks.test_cases import all_codes
from support import TESTS

PAGE = TESTS.parent / "docs" / "en" / "problems.md"


def test_the_page_is_made_from_the_codes_and_the_cases(accept: bool) -> None:
    found = page(set(all_codes()), sorted(CASES.glob("*.md")))
    if accept:
        PAGE.write_text(found, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == found


def test_every_code_of_a_case_is_on_it_with_wrong_and_right() -> None:
    sections = re.split(r"^## (?=PB)", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    sections_by_code = {section[:5]: section for section in sections}
    assert (
        sections_by_code.keys()
        == {path.stem[:5] for path in CASES.glob("*.md")} | WITHOUT_A_CASE.keys()
    )
    for code, section in sections_by_code.items():
        assert "Wrong" in section, code
        assert "Right" in section, code
