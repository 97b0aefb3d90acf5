"""Checks that every problem code has a golden case: a broken playbook and the exact output."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import playbook
from checks.case_files import (
    CASES,
    apply,
    day,
    expected_lines,
    is_adopted,
    swedish_sentences,
    with_expected_lines,
    write_swedish,
)
from playbook.messages import messages
from playbook.problems import Code
from support import TESTS, problems_of

TESTS_OF_CODES_WITHOUT_CASE = {
    "PB731": "changes/test_translations.py",  # it needs an older revision
    "PB741": "schema/test_files.py",  # it concerns files outside the data
    "PB898": "changes/test_record.py",  # it concerns changes/next.yml
    "PB512": "kinds/test_packages.py",  # it concerns the code of another package
    "PB513": "kinds/test_packages.py",
    "PB319": "site/test_brand.py",  # it concerns files in docs/
    "PB456": "pages/test_heading_font.py",
    "PB119": "model/test_faults.py",  # the fallback for unknown pydantic errors: no file causes it
}
"""Codes that no data file can cause, with the test of each."""


BUILD_PACKAGES = tuple(
    f"playbook.{name}"
    for name in ("site", "release", "suggestions", "documents", "asking", "acknowledgements")
)
"""Packages whose problems need more than data; their own tests name the codes."""


def all_codes(*, of_builds: bool = False) -> Iterator[Code]:
    """Every `Code` of the package: those in `BUILD_PACKAGES`, or all others."""
    for module in pkgutil.walk_packages(playbook.__path__, "playbook."):
        is_of_builds = module.name.startswith(BUILD_PACKAGES)
        if module.name.endswith("__main__") or is_of_builds != of_builds:
            continue
        loaded = importlib.import_module(module.name)
        yield from (value for value in vars(loaded).values() if isinstance(value, Code))


def cases() -> list[Path]:
    return sorted(CASES.glob("*.md"))


def first_cases() -> dict[str, Path]:
    """The first case of each code. Only these cases have a Swedish sentence."""
    return {path.stem[:5]: path for path in reversed(cases())}


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_a_broken_playbook_gives_the_problem_lines_of_its_case(
    path: Path, small_project: Path, accept: bool, invalid_inputs: Counter[str]
) -> None:
    case = path.read_text(encoding="utf-8")
    apply(case, small_project)
    problems = problems_of(small_project, today=day(case), adopted=is_adopted(case))
    lines = [line for problem in problems for line in messages().lines(problem)]
    if is_adopted(case):
        lines = [line for line in lines if f" {path.stem[:5]}: " in line]
    invalid_inputs["cases"] += 1
    if accept:
        path.write_text(with_expected_lines(case, lines), encoding="utf-8")
    else:
        assert lines == expected_lines(case)
    code = path.stem[:5]
    problem = next((problem for problem in problems if problem.code == code), None)
    assert problem, "the case does not show its code"
    if path == first_cases()[code]:
        sentence = messages("sv").sentence(problem)
        if accept:
            write_swedish(code, sentence)
        assert swedish_sentences().get(code) == sentence


def test_every_first_case_has_a_swedish_sentence() -> None:
    assert swedish_sentences().keys() == first_cases().keys()


def test_every_build_or_release_code_is_named_in_a_test() -> None:
    """A test names a code by its number, or by the longest fixed part of its message."""
    files = [
        path
        for folder in ("cli", *(name.removeprefix("playbook.") for name in BUILD_PACKAGES))
        for path in (TESTS / folder).iterdir()
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in files if path.is_file())
    unnamed = {
        code.code
        for code in all_codes(of_builds=True)
        if code.code not in text and _fixed_part(code) not in text
    }
    assert not unnamed


def _fixed_part(code: Code) -> str:
    return max(re.split(r"\{\w+\}", messages().codes[code.code]["message"]), key=len)


def test_every_code_has_a_case() -> None:
    codes_with_case = {path.stem[:5] for path in cases()}
    missing = (
        {code.code for code in all_codes()} - codes_with_case - TESTS_OF_CODES_WITHOUT_CASE.keys()
    )
    assert not missing
    for code, test in TESTS_OF_CODES_WITHOUT_CASE.items():
        assert code in (TESTS / test).read_text(encoding="utf-8")


def test_code_numbers_are_unique() -> None:
    numbers = Counter(code.code for code in set(all_codes()))
    assert [number for number, count in numbers.items() if count > 1] == []


def test_every_case_belongs_to_an_existing_code() -> None:
    assert {path.stem[:5] for path in cases()} <= {code.code for code in all_codes()}
