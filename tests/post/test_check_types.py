"""Checks that a new type of check needs only one Python module and one JavaScript module.

The two modules of an example type are added to a copy of the package, which runs in a separate
process.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook.post.check_types import CHECK_TYPES
from playbook.project import DATA_FOLDER
from playbook.site.post_files import types_module
from post.node_runner import ASSETS, HERE, run_node
from support import SMALL

PACKAGE = Path(playbook.__file__).parent
CHECK_TYPE_MODULES = ASSETS / "check-types"
NEW_TYPE = HERE / "throw_away_type"
"""The two modules of the type ``repeat``: the same word twice in a row."""
TEXT = "This is is here HERE. Really really, no no 😀 again again."
CHECK = """\
      - name: twice
        message: {{all: "Twice: %s"}}
        {fields}
"""


def test_each_type_has_a_javascript_module_and_the_list_of_modules_is_up_to_date(
    accept: bool,
) -> None:
    assert {path.stem for path in CHECK_TYPE_MODULES.glob("*.js")} == set(CHECK_TYPES)
    if accept:
        (ASSETS / "check-types.js").write_text(types_module(), encoding="utf-8")
    assert (ASSETS / "check-types.js").read_text(encoding="utf-8") == types_module()


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package that has the new type."""
    folder = tmp_path_factory.mktemp("extended")
    package = folder / "playbook"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(NEW_TYPE / "repeat.py", package / "post" / "check_types")
    shutil.copy(NEW_TYPE / "repeat.js", package / CHECK_TYPE_MODULES.relative_to(PACKAGE))
    return folder


def check_with_new_type(extended: Path, project: Path, fields: str) -> Any:
    """The output of run_new_type.py for the small playbook with a check that has these fields."""
    shutil.copytree(SMALL, project)
    tone = project / DATA_FOLDER / "tone.yml"
    text = tone.read_text(encoding="utf-8")
    head, checks = text.split("    checks:\n", 1)
    check = CHECK.format(fields=fields)
    tone.write_text(f"{head}    checks:\n{check}{checks}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(HERE / "run_new_type.py"), str(project), TEXT],
        capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(extended), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_new_type_works_in_python_and_javascript_and_is_listed(
    extended: Path, tmp_path: Path
) -> None:
    fields = "repeat: {min_length: 3, tokens: {en: [really], sv: [mycket]}}"
    result = check_with_new_type(extended, tmp_path / "project", fields)
    assert result["problems"] == []
    messages = [found["message"] for found in result["found"] if found["check"] == "twice"]
    assert messages == ["Twice: HERE", "Twice: again"]

    assets = extended / "playbook" / ASSETS.relative_to(PACKAGE)
    (assets / "check-types.js").write_text(result["types"], encoding="utf-8")
    setting = {"channel": None, "account": "official", "situation": "post"}
    cases = [{"text": TEXT, "language": "en", "setting": setting}]
    program_input = json.dumps({"rules": {"en": result["rules"]}, "cases": cases})
    arguments = [str(HERE / "run_cases.mjs"), str(assets / "engine.js")]
    assert json.loads(run_node(arguments, program_input)) == [result["found"]]

    assert "twice: Vale cannot compare two words" in result["vale"]
    assert "Words that are not repeated." in result["schemas"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("repeat: {}", "PB468"),  # a field is missing
        ("repeat: {tokens: {all: ['...']}}", "PB467"),  # a word without letters
        ("repeat: {min_length: 2}\n        detect: {what: [card]}", "PB461"),  # two types
        ("repeat: {least: 2}", "PB104"),  # an unknown key
    ],
)
def test_a_new_type_is_validated(extended: Path, tmp_path: Path, fields: str, code: str) -> None:
    problems = check_with_new_type(extended, tmp_path / "project", fields)["problems"]
    assert problems == [f"playbook_data/tone.yml {code}"]
