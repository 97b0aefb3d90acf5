"""Measuring the shipped rules on posts that were labelled by somebody who had not read them.

python tests/starter/post/labelled.py open      the half on which the rules were tuned
python tests/starter/post/labelled.py sealed    the half that was kept for the last run
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
TOLD = ("error", "warning")
"""The levels that count as a finding; a suggestion is advice."""


@dataclass(frozen=True)
class CheckedPost:
    """A labelled post with what the rules found in it."""

    post: dict[str, Any]
    findings: tuple[Finding, ...]

    @property
    def fine(self) -> bool:
        return self.post["fine"] in (True, "yes")

    @property
    def told(self) -> bool:
        return any(finding.level in TOLD for finding in self.findings)

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
    return PostContext(post["channel"], post["account"], post["situation"])


def figures(evaluated: list[CheckedPost]) -> dict[str, float]:
    """Precision and recall, and how many fine posts are told an error or a warning."""
    bad, fine = [one for one in evaluated if not one.fine], [one for one in evaluated if one.fine]
    hits = sum(one.told for one in bad)
    false = sum(one.told for one in fine)
    return {
        "posts": len(evaluated),
        "fine": len(fine),
        "precision": hits / (hits + false) if hits else 0.0,
        "recall": hits / len(bad),
        "fine with an error": sum(one.has_error for one in fine),
        "fine with a warning": false,
    }


def main(name: str) -> None:
    """Print the figures, for all posts and by language, and what was missed or wrong."""
    evaluated = evaluate(name)
    for language in (None, "sv", "en"):
        part = [one for one in evaluated if language in (None, one.post["language"])]
        shown = ", ".join(f"{key} {value:.3g}" for key, value in figures(part).items())
        print(f"{name} {language or 'all'}: {shown}")
    for one in evaluated:
        if one.told == one.fine:
            what = "WRONG" if one.fine else f"MISSED {one.post['faults']}"
            found = [(its.check, one.post["text"][its.start : its.end]) for its in one.findings]
            print(f"{what} {one.post['id']}: {found}")


if __name__ == "__main__":
    main(*sys.argv[1:2] or ["open"])
