"""Checks that ``plugins: [playbook]`` does what the hook and the settings of a handbook do."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from mkdocs.config import load_config
from mkdocs.plugins import EVENTS

from playbook.site.plugin import PlaybookPlugin
from playbook.site.plugin_defaults import set_defaults
from site_helpers import CONFIG, build, tree_of

PLUGIN = "site_name: Sociala medier\nsite_url: https://playbook.example.com/\nplugins: [playbook]\n"


@pytest.fixture
def with_plugin(project: Path) -> Path:
    """A project without the generator, whose configuration only names the plugin."""
    (project / "hooks").unlink()
    (project / "mkdocs.yml").write_text(PLUGIN, encoding="utf-8")
    return project


def events_of(handlers: object) -> set[str]:
    return {name for name in EVENTS if hasattr(handlers, f"on_{name}")}


def hook_of(project: Path) -> ModuleType:
    plugins = load_config(str(project / "mkdocs.yml")).plugins
    (hook,) = [plugin for plugin in plugins.values() if isinstance(plugin, ModuleType)]
    return hook


def test_the_hook_handles_the_same_events_as_the_plugin(project: Path) -> None:
    assert events_of(hook_of(project)) == events_of(PlaybookPlugin())


@pytest.mark.slow
def test_the_plugin_alone_builds_the_same_site(with_plugin: Path, built: Path) -> None:
    build(with_plugin, "--strict")
    assert tree_of(with_plugin / "site") == tree_of(built / "site")


@pytest.mark.slow
def test_the_plugin_builds_the_same_site_under_properdocs(with_plugin: Path, built: Path) -> None:
    """ProperDocs has no default theme, so the configuration names one."""
    text = f"{PLUGIN}theme: material\n"
    (with_plugin / "mkdocs.yml").write_text(text, encoding="utf-8")
    build(with_plugin, "--strict", builder="properdocs")
    assert tree_of(with_plugin / "site") == tree_of(built / "site")


def test_settings_of_the_organisation_stay(with_plugin: Path) -> None:
    settings = (
        "theme: {name: material, font: {text: Inter}}\n"
        "validation: {links: {anchors: ignore}}\n"
        "markdown_extensions: [toc: {permalink: ¶}]\n"
        "watch: [docs]\n"
    )
    (with_plugin / "mkdocs.yml").write_text(PLUGIN + settings, encoding="utf-8")
    config = load_config(str(with_plugin / "mkdocs.yml"))
    before = dict(config.validation.links), list(config.watch)
    set_defaults(config)
    assert config.theme["font"] == {"text": "Inter"}
    assert config.mdx_configs["toc"] == {"permalink": "¶"}
    assert (dict(config.validation.links), config.watch) == before
    assert "admonition" in config.markdown_extensions


@pytest.mark.slow
def test_a_page_that_another_plugin_replaced_stops_the_build(with_plugin: Path) -> None:
    """Also if the other plugin comes after ours, as the settings of a new handbook advise."""
    config = with_plugin / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    own = "plugins:\n  - playbook\n  - redirects: {redirect_maps: {policy/posting.md: about.md}}"
    assert "plugins: [playbook]" in text
    config.write_text(text.replace("plugins: [playbook]", own), encoding="utf-8")
    done = build(with_plugin, "--strict", check=False)
    assert "error PB982: the page policy/posting/ was replaced by" in done.stdout + done.stderr
    assert done.returncode != 0


def test_the_plugin_and_the_hook_together_are_one_error(project: Path) -> None:
    text = CONFIG.read_text(encoding="utf-8").replace("plugins: []", "plugins: [playbook]")
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    failed = build(project, check=False)
    assert failed.returncode == 1
    (line,) = [line for line in failed.stdout.splitlines() if "PB" in line]
    assert line.startswith("mkdocs.yml:1:1: error PB920: both the plugin 'playbook' and the hook ")
    assert "Traceback" not in failed.stderr
    assert not (project / "site").exists()
