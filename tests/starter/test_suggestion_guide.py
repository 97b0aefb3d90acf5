"""The guide to suggestions: its examples are read, and it names what the files have."""

from __future__ import annotations

import re

import pytest
import yaml

from playbook.model.contribute import Contribute
from playbook.suggestions.read import read_suggestion
from starter.content import ROOT

GUIDES = [ROOT / "docs" / "suggestions.md", ROOT / "docs" / "en" / "suggestions.md"]


@pytest.mark.parametrize("number", [0, 1])
def test_the_examples_of_the_guide_are_valid(number: int) -> None:
    text = GUIDES[number].read_text(encoding="utf-8")
    suggestion, settings = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert read_suggestion(suggestion.encode(), "guide").entry == "share-job-posts"
    ways = Contribute.model_validate(yaml.load(settings, yaml.BaseLoader)["contribute"])
    assert (len(ways.report), len(ways.suggest)) == (2, 2)


@pytest.mark.parametrize("number", [0, 1])
def test_the_guide_names_the_label_the_jobs_and_the_checks(number: int) -> None:
    text = GUIDES[number].read_text(encoding="utf-8")
    workflow = (ROOT / ".github" / "workflows" / "suggestions.yml").read_text(encoding="utf-8")
    assert "label.name == 'suggestion'" in workflow
    pipeline = yaml.load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    checks = yaml.load(
        (ROOT / ".github" / "workflows" / "handbook.yml").read_text(encoding="utf-8"),
        yaml.BaseLoader,
    )["jobs"]
    for name in ("suggestion", "issue", "apply", "propose", "PLAYBOOK_ISSUE", "handbook", "report"):
        assert f"`{name}`" in text
    assert {"issue", "apply", "propose"} <= pipeline.keys()
    assert {"handbook", "report"} <= checks.keys()
