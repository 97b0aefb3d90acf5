"""MkDocs events in build order, passed to the session."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from playbook.site import event_order, links, preview, templates, written_content
from playbook.site.session import Session

session = Session()


def on_startup(command: str, dirty: bool) -> None:
    session.start(preview=command == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    return session.start_build(config)


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    return session.add_pages(files, config)


def set_up_templates(env: Any, config: MkDocsConfig, files: Files) -> None:
    templates.set_up(env)
    session.prepare_contexts(files)


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    return session.update_context(context, None)


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    return session.update_context(context, page)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    session.store_page(output, page)


def on_post_build(config: MkDocsConfig) -> None:
    session.finish()


def on_build_error(error: Exception) -> None:
    session.fail()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
    preview.serve(session, server, builder)


on_files = event_order.first_and_last(add_pages, links.refuse_links)
on_env = event_order.first_and_last(set_up_templates, templates.load_menu)
on_page_content = written_content.written_content
on_shutdown = session.close
