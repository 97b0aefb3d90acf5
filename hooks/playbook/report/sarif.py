"""Problems as SARIF 2.1.0, which code hosts and editors show next to the lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from urllib.parse import quote

from .. import __version__
from ..messages import Messages
from ..problems import Fix, Location, Problem
from ..visible import as_json
from .json_report import facts_as_data

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def as_sarif(problems: Sequence[Problem], folder: str, sentences: Messages) -> str:
    """One run of the tool ``playbook``.

    ``folder`` is the path of the project in the repository: empty, or with a slash at the end.
    """
    codes = sorted({problem.code for problem in problems})
    levels = {problem.code: problem.level for problem in problems}
    rules = [
        {"id": code, "defaultConfiguration": {"level": _LEVELS[levels[code]]}} for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "playbook", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "language": sentences.language,
        "results": [
            _result(problem, codes.index(problem.code), folder, sentences) for problem in problems
        ],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(document)


def _result(problem: Problem, index: int, folder: str, sentences: Messages) -> dict[str, object]:
    facts = json.dumps(facts_as_data(problem.facts), sort_keys=True)
    identity = f"{problem.code} {folder}{problem.location.path} {facts}"
    fingerprint = hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()
    related = [
        {"id": number, **_location(location, folder)}
        for number, location in enumerate(problem.related, start=1)
    ]
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.level],
        "message": {"text": sentences.sentence(problem)},
        "locations": [_location(problem.location, folder)],
        **({"relatedLocations": related} if related else {}),
        **({"fixes": [_fix(problem.fix, folder)]} if problem.fix else {}),
        "partialFingerprints": {"playbook/v2": fingerprint},
    }


def _location(location: Location, folder: str) -> dict[str, object]:
    region = {"startLine": location.line, "startColumn": location.column}
    artifact = _artifact(location.path, folder)
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _artifact(path: str, folder: str) -> dict[str, str]:
    uri = quote(f"{folder}{path}", errors="surrogateescape")  # a name in git may be any bytes
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _fix(fix: Fix, folder: str) -> dict[str, object]:
    """All edits of a fix; SARIF groups them by file."""
    replacements: dict[str, list[object]] = {}
    for edit in fix.edits:
        region = {
            "startLine": edit.start.line,
            "startColumn": edit.start.column,
            "endLine": edit.end_line,
            "endColumn": edit.end_column,
        }
        replacements.setdefault(edit.start.path, []).append(
            {"deletedRegion": region, "insertedContent": {"text": edit.text}}
        )
    changes = [
        {"artifactLocation": _artifact(path, folder), "replacements": edits}
        for path, edits in replacements.items()
    ]
    return {"artifactChanges": changes}
