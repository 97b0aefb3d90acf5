"""Measures the shipped rules on posts that a person labelled without knowing the rules.

python tests/starter/post/labelled.py open      the half that was used to tune the rules
python tests/starter/post/labelled.py sealed    the half that was held back for the final run
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "hooks"))

import yaml  # noqa: E402

from playbook.post.compile import compile_rules  # noqa: E402
from playbook.post.engine import Engine  # noqa: E402
from playbook.post.finding import Finding, PostContext  # noqa: E402
from playbook.project import read_project  # noqa: E402

LABELLED = Path(__file__).parent / "labelled"
REPORTED_LEVELS = ("error", "warning")
"""The levels that count as a finding. A suggestion is only advice."""


@dataclass(frozen=True)
class CheckedPost:
    """A labelled post with the findings of the rules."""

    post: dict[str, Any]
    findings: tuple[Finding, ...]

    @property
    def is_fine(self) -> bool:
        return self.post["fine"] in (True, "yes")

    @property
    def is_reported(self) -> bool:
        return any(finding.level in REPORTED_LEVELS for finding in self.findings)

    @property
    def has_error(self) -> bool:
        return any(finding.level == "error" for finding in self.findings)


def evaluate(name: str) -> list[CheckedPost]:
    """Every post of a file with its findings."""
    playbook = read_project(ROOT).playbook
    assert playbook
    engines = {language: Engine(compile_rules(playbook, language)) for language in ("sv", "en")}
    posts = yaml.safe_load((LABELLED / f"{name}.yml").read_text("utf-8"))
    return [
        CheckedPost(post, tuple(engines[post["language"]].check(post["text"], _setting(post))))
        for post in posts
    ]


def _setting(post: dict[str, Any]) -> PostContext:
    return PostContext(
        channel=post["channel"], account=post["account"], situation=post["situation"]
    )


def measures(evaluated: list[CheckedPost]) -> dict[str, float]:
    """Precision and recall, and the number of fine posts with an error or a warning."""
    faulty = [checked for checked in evaluated if not checked.is_fine]
    fine = [checked for checked in evaluated if checked.is_fine]
    true_positives = sum(checked.is_reported for checked in faulty)
    false_positives = sum(checked.is_reported for checked in fine)
    return {
        "posts": len(evaluated),
        "fine": len(fine),
        "precision": true_positives / (true_positives + false_positives) if true_positives else 0.0,
        "recall": true_positives / len(faulty),
        "fine with an error": sum(checked.has_error for checked in fine),
        "fine with a warning": false_positives,
    }


def main(name: str) -> None:
    """Print the measures for all posts and by language, and each missed or wrong post."""
    evaluated = evaluate(name)
    for language in (None, "sv", "en"):
        part = [checked for checked in evaluated if language in (None, checked.post["language"])]
        shown = ", ".join(f"{key} {value:.3g}" for key, value in measures(part).items())
        print(f"{name} {language or 'all'}: {shown}")
    for checked in evaluated:
        if checked.is_reported == checked.is_fine:
            label = "WRONG" if checked.is_fine else f"MISSED {checked.post['faults']}"
            findings = [
                (finding.check, checked.post["text"][finding.start : finding.end])
                for finding in checked.findings
            ]
            print(f"{label} {checked.post['id']}: {findings}")


if __name__ == "__main__":
    main(*sys.argv[1:2] or ["open"])
