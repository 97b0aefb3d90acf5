"""Checks that ``mkdocs.yml`` is read as MkDocs reads it, but without running code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.site.config_file import ConfigError, read_config, site_url

ADDRESS = "https://x.example/h/"
CASES: dict[str, tuple[str, Mapping[str, str], str | None]] = {
    "plain": (f"site_url: {ADDRESS}", {}, ADDRESS),
    "without a trailing slash": ("site_url: 'https://x.example/h'  # ours", {}, ADDRESS),
    "a default": (f'site_url: !ENV [SITE_URL, "{ADDRESS}"]', {}, ADDRESS),
    "a variable": ("site_url: !ENV [A, SITE_URL, x]", {"SITE_URL": ADDRESS}, ADDRESS),
    "a single variable": ("site_url: !ENV SITE_URL", {"SITE_URL": ADDRESS}, ADDRESS),
    "an unset variable": ("site_url: !ENV SITE_URL", {}, None),
    "inherited": ("INHERIT: base/base.yml", {}, "https://base.example/"),
    "overridden": (f"INHERIT: base/base.yml\nsite_url: {ADDRESS}", {}, ADDRESS),
    "none": ("site_name: x", {}, None),
    "empty": ("", {}, None),
    "not a URL": ("site_url: example.com", {}, None),
    "other tags": (
        f"site_url: {ADDRESS}\nx: !relative $docs_dir\ny: !!python/name:a.b", {}, ADDRESS,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "environment", "expected"), CASES.values(), ids=CASES)
def test_site_url_is_read_from_the_configuration(
    tmp_path: Path, text: str, environment: Mapping[str, str], expected: str | None
) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "base.yml").write_text("site_url: https://base.example")
    (tmp_path / "mkdocs.yml").write_text(text)
    assert site_url(tmp_path, environment) == expected


def test_a_project_without_mkdocs_yml_has_no_settings(tmp_path: Path) -> None:
    assert read_config(tmp_path, {}) == {}


def test_a_variable_has_the_type_that_yaml_gives_its_value(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("strict: !ENV STRICT")
    assert read_config(tmp_path, {"STRICT": "false"}) == {"strict": False}


def test_reading_mkdocs_yml_runs_no_code(tmp_path: Path) -> None:
    run = f"x: !!python/object/apply:pathlib.Path.touch [{tmp_path / 'ran'}]"
    (tmp_path / "mkdocs.yml").write_text(f"site_url: {ADDRESS}\n{run}")
    assert site_url(tmp_path, {}) == ADDRESS
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "text", ["a: [", "- a", "INHERIT: gone.yml", "a: !ENV {b: c}\n b", "[" * 5000]
)
def test_an_unreadable_file_gives_a_one_line_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(ConfigError) as error:
        read_config(tmp_path, {})
    assert str(error.value)
    assert "\n" not in str(error.value)
