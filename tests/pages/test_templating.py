"""Checks that compiled templates are cached, in memory if no file can be written."""

from __future__ import annotations

import sys

import jinja2
import pytest

from playbook.pages.templating import bytecode_cache


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
    compiled = []
    for _ in range(2):
        environment = jinja2.Environment(bytecode_cache=cache)
        bucket = cache.get_bucket(environment, "page.html", None, "text")
        compiled.append(bucket.code is not None)
        bucket.code = environment.compile("text", "page.html")
        cache.set_bucket(bucket)
    assert compiled == [False, True]
