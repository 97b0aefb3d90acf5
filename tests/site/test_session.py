"""Checks that a session keeps its build if an event comes too early or new data has an error."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from playbook.site.session import Session
from site_helpers import make_project
from support import replace


def test_events_without_a_build_change_nothing() -> None:
    session = Session()
    context = {"base_url": "."}
    assert session.update_context(context, None) == {"base_url": "."}
    session.finish()
    session.fail()
    session.close()
    assert session == Session()


def test_data_with_an_error_leaves_the_last_build(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    session = Session()
    session.start_build(load_config(str(project / "mkdocs.yml")))
    build = session.build
    assert build is not None
    with pytest.raises(dataclasses.FrozenInstanceError):
        build.pages = ()  # type: ignore[misc]
    session.close()
    replace(project, "accounts.yml", "- id: blog-account", "- id: Blog account")
    with pytest.raises(Abort):
        session.start_build(load_config(str(project / "mkdocs.yml")))
    assert session.build is build
    assert not list(project.glob(".site-building-*"))
