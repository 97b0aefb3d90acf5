"""Checks that the starter's ``mkdocs.yml`` and the plugin set the same for a handbook."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config

from playbook.site.plugin_defaults import set_defaults
from site_helpers import ROOT, make_project


def test_the_plugin_sets_what_the_settings_of_the_starter_set(tmp_path: Path) -> None:
    config_file = make_project(tmp_path) / "mkdocs.yml"
    config_file.write_text("site_name: Name\nplugins: [playbook]\n", encoding="utf-8")
    config = load_config(str(config_file))
    set_defaults(config)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config_file.write_text(text.replace("hooks: [", "# hooks: ["), encoding="utf-8")
    written = load_config(str(config_file))
    assert sorted(config.markdown_extensions) == sorted(written.markdown_extensions)
    for name in ("mdx_configs", "validation", "watch"):
        assert config[name] == written[name], name
    assert (config.theme.name, dict(config.theme)) == (written.theme.name, dict(written.theme))
