"""The MkDocs plugin: its events in build order, passed to the session.

``hooks/mkdocs_hooks.py`` passes the same events for a repository that contains the generator.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..messages import messages
from ..problems import Code, Location
from . import event_order, links, plugin_defaults, templates, written_content
from .config_file import CONFIG
from .preview.serving import Preview, serve
from .session import Session

NAME = "playbook"
"""The name of the plugin in ``mkdocs.yml``."""
TWO_EVENT_SOURCES = Code("PB920", "error", "plugin", "hook")
NOT_USED = Code("PB921", "error", "plugin")


class NoSettings(Config):  # type: ignore[no-untyped-call]
    """The plugin has no settings of its own."""


class PlaybookPlugin(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """Builds the handbook; ``plugins: [playbook]`` is all that ``mkdocs.yml`` needs."""

    def __init__(self) -> None:
        self.session = Session()
        self.preview: Preview | None = None

    def on_startup(self, command: str, dirty: bool) -> None:
        self.session.start(preview=command == "serve")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        _refuse_two_event_sources(config)
        plugin_defaults.set_defaults(config)
        return self.session.start_build(config)

    def _add_pages(self, files: Files, config: MkDocsConfig) -> Files:
        return self.session.add_pages(files, config)

    def _refuse_links(self, files: Files, config: MkDocsConfig) -> None:
        links.refuse_links(files, config)

    @event_priority(-100)  # a blog hides its posts until it has attached them to the menu
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        self.session.add_index(files)

    def _set_up_templates(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        templates.set_up(env)
        self.session.prepare_contexts(env, files)

    def _load_menu(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        return templates.load_menu(env, config=config, files=files)

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> Any:
        return written_content.written_content(html, page=page, config=config, files=files)

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        return self.session.update_context(context, None)

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        self.session.prepare_writer(nav, context["pages"])
        return self.session.update_context(context, page)

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> None:
        self.session.store_page(output, page)

    @event_priority(-100)  # the audit sees what other plugins have written
    def on_post_build(self, config: MkDocsConfig) -> None:
        self.session.finish()

    def on_build_error(self, error: Exception) -> None:
        self.session.fail()
        self.session.explain(error)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
        self.preview = serve(self.session, server, config, builder)

    def on_shutdown(self) -> None:
        if self.preview:
            self.preview.stop()
        self.session.close()

    on_files = event_order.first_and_last(_add_pages, _refuse_links)
    on_env = event_order.first_and_last(_set_up_templates, _load_menu)


def uses_generator(config: MkDocsConfig) -> bool:
    """Whether the plugin or the hook is active."""
    return NAME in config.plugins or bool(_hooks(config))


def _hooks(config: MkDocsConfig) -> list[str]:
    """The hooks of ``mkdocs.yml`` that pass the same events as the plugin."""
    return [
        name
        for name, module in config.plugins.items()  # MkDocs lists hooks among the plugins
        if isinstance(module, ModuleType) and isinstance(getattr(module, "session", None), Session)
    ]


def _refuse_two_event_sources(config: MkDocsConfig) -> None:
    """Check that the plugin and the hook are not both active. Raises Abort."""
    hooks = _hooks(config)
    if hooks and NAME in config.plugins:
        problem = TWO_EVENT_SOURCES.at(Location(CONFIG), plugin=NAME, hook=hooks[0])
        raise Abort(messages().text([problem]))
