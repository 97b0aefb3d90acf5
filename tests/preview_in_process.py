"""Runs the live preview in this process, and compares its files with those of a build."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from playbook.site.preview.serving import Preview
from site_helpers import build_in_process, tree_of


class Running:
    """A preview in this process, without its server and its thread: tests ask it for files."""

    def __init__(self, project: Path, site: Path) -> None:
        self.project, self.site = project, site
        self.whole_builds = 0
        config = self._config()
        config.plugins.on_startup(command="serve", dirty=False)
        mkdocs_build(config)
        session = next(plugin.session for plugin in config.plugins.values())
        session.close()
        self.preview = Preview(session, config, self._build)
        self.served = self.preview.site

    def _config(self) -> MkDocsConfig:
        return load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))

    def _build(self) -> None:
        self.whole_builds += 1
        mkdocs_build(self._config())

    def page(self, path: str) -> str:
        """A page with its notice."""
        page = self.served.page(f"{path}index.html")
        assert page is not None
        return page[0].decode()

    def files(self) -> dict[str, bytes]:
        """All files of the site, after everything is written that can wait."""
        while self.served.work(0):
            pass
        return tree_of(self.site)


def built(project: Path, folder: Path) -> dict[str, bytes]:
    """The files of a site that is built from a copy of a project."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, folder, symlinks=True, ignore=shutil.ignore_patterns("site"))
    build_in_process(folder)
    return tree_of(folder / "site")


def assert_same(served: dict[str, bytes], whole: dict[str, bytes]) -> None:
    assert served.keys() == whole.keys()
    assert [name for name in whole if served[name] != whole[name]] == []
