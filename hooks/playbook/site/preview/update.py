"""Updates a served site after a change of entries, without MkDocs building the whole site again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig

from ...pages.handbook import Handbook
from ...pages.plan import PlannedPage, plan
from ...pages.render import Renderer
from ..build import Build
from ..edition import is_public
from ..release_info import release_info_of
from ..session import Session
from .served_site import ServedSite
from .tasks import AuditTask, DataTask, PageTask, WorkerTask


def can_update(session: Session, config: MkDocsConfig) -> bool:
    """Whether the pages of a site can be written one by one.

    Not for the public edition, which strips images, nor with plugins and templates of others, which
    may depend on anything.
    """
    of_others = [plugin for plugin in config.plugins.values()
                 if getattr(plugin, "session", None) is not session]  # fmt: skip
    has_own_templates = config.theme.custom_dir or config.extra_templates
    return session.writer is not None and not (is_public(config) or of_others or has_own_templates)


def update(session: Session, served: ServedSite) -> bool:
    """Show the entries as they are now, and return whether that was possible.

    It is not if there are other pages than before, or if a hand-written page may link to what is
    gone: only a whole build finds that. Raises Abort with problems.
    """
    build, writer = session.build, session.writer
    assert build is not None
    assert build.cache is not None
    assert writer is not None
    playbook = session.read(writer.config)
    release_info = release_info_of(writer.config, playbook)
    handbook = Handbook(playbook, release_info, build.handbook.written)
    pages = plan(handbook)
    if _shape(pages) != _shape(build.plan) or _may_break_links(build, handbook):
        return False
    renderer = Renderer(handbook, pages, build.cache.pages)
    build = session.build = replace(build, handbook=handbook, plan=tuple(pages))
    by_path = {(page.language, page.path): page for page in build.pages}
    waiting = _waiting(served)
    changed = [
        PageTask(by_path[language, page.path], page, renderer, writer, served)
        for language in playbook.languages
        for page in pages
        if (language, page.path) in by_path
        and ((language, page.path) in waiting or renderer.is_changed(page, language))
    ]
    made = [DataTask(files, served) for files in build.data_files]
    served.set_tasks([*changed, *made, WorkerTask(build, served), AuditTask(build, served)])
    return True


def _waiting(served: ServedSite) -> set[tuple[str, str]]:
    """The language and path of each page that is still to be written.

    It may be in the cache already, as a part of the page with the whole handbook.
    """
    tasks = [task for task in served.tasks if isinstance(task, PageTask)]
    return {(task.page.language, task.page.path) for task in tasks}


def _shape(pages: Sequence[PlannedPage]) -> list[tuple[str, str, str | None]]:
    """What the frame of all pages, such as the menu, depends on."""
    return [(page.path, page.page_type, page.kind) for page in pages]


def _may_break_links(build: Build, handbook: Handbook) -> bool:
    """Whether a hand-written page links to an anchor that is gone."""
    gone = _anchors(build.handbook) - _anchors(handbook)
    return any(f"#{id}" in page.html for id in gone for page in build.frame.written)


def _anchors(handbook: Handbook) -> set[str]:
    entries = [handbook.playbook.entries[id] for id in handbook.shown]
    return {id for entry in entries for id in (entry.id, *entry.previous_ids)}
