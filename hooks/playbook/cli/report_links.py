"""The links of a report of changes: to lines in files, to a preview, to the published handbook."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from ..git import GitError

if TYPE_CHECKING:
    from ..changes.report_links import PageAddress, ReportLinks
    from ..model.playbook import Playbook

PREVIEW_HELP = "The address of a built preview of the new state, for links to its pages."


def links_between(
    project: Path, states: tuple[Playbook, Playbook], revisions: tuple[str, str | None],
    preview: str | None,
) -> ReportLinks:  # fmt: skip
    """The links of a report.

    ``revisions`` are those of the states; None for files that are in no commit. ``preview`` is
    the address of a built site.
    """
    from ..changes.report_links import ReportLinks

    commits = _commit(project, revisions[0]), _commit(project, revisions[1])
    return ReportLinks(
        states, commits, _preview_pages(states[1], preview), _published_pages(project)
    )


def _commit(project: Path, revision: str | None) -> str | None:
    """The commit that a revision names; None if it names none, as a folder does."""
    from ..git import resolve_commit

    try:
        return resolve_commit(project, revision) if revision else None
    except GitError:
        return None


def _preview_pages(playbook: Playbook, preview: str | None) -> PageAddress | None:
    """A function from the id of an entry to its address in the preview, in the first language."""
    from ..pages.handbook import Handbook

    if preview is None:
        return None
    handbook = Handbook(playbook)

    def page(id: str) -> str | None:
        address = handbook.addresses.get(id)
        return f"{preview.rstrip('/')}/{address.page}#{address.anchor}" if address else None

    return page


def _published_pages(project: Path) -> PageAddress:
    """A function from the id of an entry to its permanent address in the published handbook.

    Reading the settings of the site needs MkDocs, so the first link reads them.
    """

    @functools.cache
    def url() -> str | None:
        from ..site.config_file import ConfigError, site_url

        try:
            return site_url(project, {})
        except ConfigError:
            return None

    return lambda id: f"{url()}r/{id}/" if url() else None
