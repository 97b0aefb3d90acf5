"""Makes the HTML of generated pages: the one place for a build by MkDocs and for the preview.

MkDocs builds each generated page with the template ``generated.html``, which only calls the writer
with its context. The preview writes single pages, with the same context and the same events of
plugins as MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..system_errors import patiently
from .pages import GENERATED, GeneratedPage

KnownOutput = Callable[[Page], str]
"""The finished HTML of a page, or an empty string if the page must be rendered."""


def set_up(env: jinja2.Environment, known_output: KnownOutput) -> None:
    """Let ``generated.html`` call the writer. ``known_output`` has pages from before."""

    @jinja2.pass_context
    def generated_page(context: jinja2.runtime.Context) -> Markup:
        page = context["page"]
        return Markup(known_output(page) or page_html(env, page, context))

    env.globals["generated_page"] = generated_page


def page_html(env: jinja2.Environment, page: GeneratedPage, context: jinja2.runtime.Context) -> str:
    """The HTML of a page in the frame of the site."""
    return env.get_template(page.template).render(context.get_all())


@dataclass(frozen=True, eq=False)
class PageWriter:
    """Writes single pages into a site, with what MkDocs knew when it built the whole site."""

    config: MkDocsConfig
    env: jinja2.Environment
    nav: Navigation
    documents: Sequence[File]
    """The pages of the site in MkDocs' order."""

    def write(self, page: GeneratedPage, site: Path) -> None:
        """Write a page, whose content has changed, as MkDocs does in a whole build."""
        config, plugins = self.config, self.config.plugins
        files = Files(list(self.documents))
        config._current_page = page
        page.active = True
        try:
            page.render(config, files)
            page.content = plugins.on_page_content(
                page.rendered.html, page=page, config=config, files=files
            )
            context = get_context(self.nav, self.documents, config, page)
            context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            output = self.env.get_template(GENERATED).render(context)
            output = plugins.on_post_page(output, page=page, config=config)
        finally:
            page.active = False
            config._current_page = None
        write_file(site / page.file.dest_uri, output.encode("utf-8", errors="xmlcharrefreplace"))


def write_file(path: Path, content: bytes) -> None:
    """Replace a file in one step, so that a server never sends a part of it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}-unfinished")
    unfinished.write_bytes(content)
    patiently(lambda: unfinished.replace(path))
