"""Lists the hand-written pages of a build in its A–Z index."""

from __future__ import annotations

from dataclasses import replace

from mkdocs.structure.files import Files

from ..pages.render import Renderer
from .build import Build
from .written.titles import titles_by_language


def with_index(build: Build, files: Files) -> Build:
    """The build with hand-written pages in its index. Call it after the plugins' ``on_nav``.

    The pages were added first, so that plugins find them. Since then, a plugin may have left out a
    hand-written page or moved it, as a blog does with its posts. Only the index depends on these.
    """
    titles = titles_by_language(files, build.config, build.handbook.playbook.languages)
    handbook = replace(build.handbook, written=titles)
    renderer = Renderer(handbook, list(build.plan), build.cache.pages if build.cache else None)
    for page in build.pages:
        if page.rendered.planned_page.page_type == "a-z":
            page.show(renderer.page(page.rendered.planned_page, page.language))
    return replace(build, handbook=handbook)
