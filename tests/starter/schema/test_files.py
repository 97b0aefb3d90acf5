"""Checks that the schemas in the repository match the starter data."""

from __future__ import annotations

import pytest

from playbook.project import read_project
from playbook.schema.files import outdated_files
from starter.content import ROOT


@pytest.mark.slow
def test_the_schemas_of_the_repository_are_up_to_date() -> None:
    playbook = read_project(ROOT).playbook
    assert playbook
    assert outdated_files(ROOT, playbook) == {}, "run: playbook schema"
