"""Checks that compiled templates are cached: in files, or in memory if Python writes no files."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from playbook.pages import templating
from playbook.pages.templating import TEMPLATES, bytecode_cache


def test_the_memory_cache_recompiles_a_changed_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cache = bytecode_cache.__wrapped__()
    assert not isinstance(cache, jinja2.FileSystemBytecodeCache)

    def render(text: str) -> str:
        loader = jinja2.DictLoader({"page.html": text})
        return (
            jinja2.Environment(loader=loader, bytecode_cache=cache)
            .get_template("page.html")
            .render()
        )

    assert [render(text) for text in ("one", "one", "two", "one")] == ["one", "one", "two", "one"]


def test_the_memory_cache_keeps_a_compiled_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cache = bytecode_cache.__wrapped__()
    was_in_cache = []
    for _ in range(2):
        environment = jinja2.Environment(bytecode_cache=cache)
        bucket = cache.get_bucket(environment, "page.html", None, "text")
        was_in_cache.append(bucket.code is not None)
        bucket.code = environment.compile("text", "page.html")
        cache.set_bucket(bucket)
    assert was_in_cache == [False, True]


@pytest.mark.parametrize("writes_no_files", [True, False])
def test_projects_with_a_link_to_the_package_share_compiled_templates(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, writes_no_files: bool
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", writes_no_files)
    cache = bytecode_cache.__wrapped__()
    (tmp_path / "linked").symlink_to(TEMPLATES)
    keys = {
        cache.get_cache_key("home.html", str(folder / "home.html"))
        for folder in (TEMPLATES, tmp_path / "linked")
    }
    assert len(keys) == 1
    assert cache.get_cache_key("home.html", str(tmp_path / "home.html")) not in keys


def test_a_process_that_writes_no_files_reads_compiled_templates(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(templating, "TEMPLATES", tmp_path)
    was_in_cache = []
    for writes_no_files in (False, True):
        monkeypatch.setattr(sys, "dont_write_bytecode", writes_no_files)
        cache = bytecode_cache.__wrapped__()
        environment = jinja2.Environment(bytecode_cache=cache)
        bucket = cache.get_bucket(environment, "page.html", None, "text")
        was_in_cache.append(bucket.code is not None)
        bucket.code = environment.compile("text", "page.html")
        cache.set_bucket(bucket)
    assert was_in_cache == [False, True]
    assert len(list((tmp_path / "__pycache__").iterdir())) == 1
