"""Problems as SARIF 2.1.0, which code hosts and editors show next to the lines."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from urllib.parse import quote

from ..problems import Problem
from ..visible import as_json

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def as_sarif(problems: Sequence[Problem], folder: str, version: str) -> str:
    """One run of the tool ``playbook``; ``folder`` is the project within the repository."""
    codes = sorted({problem.code for problem in problems})
    levels = {problem.code: problem.level for problem in problems}
    rules = [
        {"id": code, "defaultConfiguration": {"level": _LEVELS[levels[code]]}} for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "playbook", "version": version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), folder) for problem in problems],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(document)


def _result(problem: Problem, index: int, folder: str) -> dict[str, object]:
    location = problem.location
    path = f"{folder}{location.path}"
    identity = f"{problem.code} {path} {problem.message}".encode("utf-8", "surrogateescape")
    uri = quote(path, errors="surrogateescape")  # a name in git may be any bytes
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.level],
        "message": {"text": f"{problem.message}; {problem.cure}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": location.line, "startColumn": location.column},
                }
            }
        ],
        "partialFingerprints": {"playbook/v1": hashlib.sha256(identity).hexdigest()},
    }
