"""Runs the JavaScript unit tests in Node, and checks that every function has one."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from npm import NODE
from playbook.site.context import THEME

HERE = Path(__file__).parent
MODULES = THEME / "assets" / "playbook"
TESTS = sorted(HERE.glob("*.test.mjs"))
EXPORTS_WITH_DOM_ACCESS = {
    "copy.js": {"copy"},
    "dom.js": {"createElement", "find", "findAll"},
    "post/counts.js": {"showCounts"},
    "post/draft-store.js": {"keepDraft", "restoreDraft"},
    "post/finding-list.js": {"findingOf", "showFindings"},
    "post/fixes.js": {"confirmChanges"},
    "post/marks.js": {"drawMarks"},
    "post/page.js": {"start"},
    "quiz-role.js": {"holdBackLink", "requestedQuiz", "rolePassed"},
    "search/answer-store.js": {"AnswerStore"},
    "search/engine.js": {"fetchEngine"},
    "search/result-link.js": {"fillResult", "hrefOf", "resultLink"},
    "search/result-views.js": {
        "actionView",
        "pendingView",
        "statusText",
        "verdictMark",
        "whenMissing",
    },
    "search/results.js": {"Results"},
    "feedback-send.js": {"feedbackFields", "missingAnswerButton", "sendFeedback"},
    "suggest/chooser.js": {"showChooser"},
    "suggest/draft-store.js": {"clearDrafts", "loadDraft", "saveDraft"},
    "suggest/exceptions.js": {"classifyExceptions"},
    "suggest/form.js": {"fieldElement"},
    "suggest/page.js": {"start"},
    "suggest/preview.js": {"meaningView", "previewOf"},
    "suggest/problems.js": {"showFieldStates", "showProblems"},
    "suggest/send.js": {"download"},
    "suggest/sender.js": {"createSender"},
    "suggest/tone.js": {"toneFindings"},
    "suggest/tone-view.js": {"showTone"},
}
"""Exports that use the DOM, by module; browser tests cover them."""
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_IMPORT = re.compile(r'import \{([^}]*)\} from "[^"]*/assets/playbook/([^"]+)"')


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(NODE), "--no-warnings", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def exports() -> dict[str, set[str]]:
    """The names that each module exports, by its path within the assets."""
    paths = [
        path
        for path in sorted(MODULES.rglob("*.js"))
        if path.parent.name != "snowball"
        and path.name != "release-data.js"  # each build writes it
        and _EXPORT.search(path.read_text(encoding="utf-8"))
    ]
    result = run(str(HERE / "list_exports.mjs"), *map(str, paths))
    assert result.returncode == 0, result.stderr
    by_path = json.loads(result.stdout)
    failed = {path: names for path, names in by_path.items() if isinstance(names, str)}
    assert failed == {}, "a module with exports must be importable without a page"
    return {
        Path(path).relative_to(MODULES).as_posix(): set(names) for path, names in by_path.items()
    }


def imports() -> dict[str, set[str]]:
    """The names that unit tests import from each module. ESLint reports unused imports."""
    by_module: dict[str, set[str]] = {}
    for path in TESTS:
        for names, module in _IMPORT.findall(path.read_text(encoding="utf-8")):
            by_module.setdefault(module, set()).update(re.findall(r"\w+", names))
    return by_module


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name.removesuffix(".test.mjs"))
def test_javascript_unit_tests_pass(path: Path) -> None:
    result = run("--test", "--test-isolation=none", "--test-reporter=tap", str(path))
    assert result.returncode == 0, result.stdout
    passed = re.search(r"^# pass (\d+)$", result.stdout, re.MULTILINE)
    assert passed
    assert int(passed[1]) > 0


def test_a_failing_javascript_test_is_reported(tmp_path: Path) -> None:
    failing_test = tmp_path / "wrong.test.mjs"
    failing_test.write_text(
        'import assert from "node:assert/strict";\nimport { test } from "node:test";\n'
        'test("sums", () => { assert.equal(1 + 1, 3); });\n',
        encoding="utf-8",
    )
    with pytest.raises(AssertionError, match="not ok 1 - sums"):
        test_javascript_unit_tests_pass(failing_test)


def test_every_export_without_dom_access_has_a_unit_test() -> None:
    covered = imports()
    exported = exports()
    assert sum(map(len, exported.values())) > 60
    missing = {
        module: sorted(
            names - covered.get(module, set()) - EXPORTS_WITH_DOM_ACCESS.get(module, set())
        )
        for module, names in exported.items()
    }
    assert {module: names for module, names in missing.items() if names} == {}


def test_exports_with_dom_access_exist_and_have_no_unit_test() -> None:
    exported, covered = exports(), imports()
    for module, names in EXPORTS_WITH_DOM_ACCESS.items():
        assert names <= exported[module]
        assert not names & covered.get(module, set())
