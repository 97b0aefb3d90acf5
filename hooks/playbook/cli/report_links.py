"""The links of a report of changes: to the lines of two states, a built preview, the handbook."""

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
    project: Path, states: tuple[Playbook, Playbook], names: tuple[str, str | None],
    preview: str | None,
) -> ReportLinks:  # fmt: skip
    """The links of a report.

    ``names`` are the revisions of the states; None for files that are in no commit. ``preview`` is
    the address of a built site.
    """
    from ..changes.report_links import ReportLinks

    revisions = _commit(project, names[0]), _commit(project, names[1])
    return ReportLinks(
        states, revisions, _preview_pages(states[1], preview), _published_pages(project)
    )


def _commit(project: Path, name: str | None) -> str | None:
    """The commit of a revision; None for a folder."""
    from ..git import resolve_commit

    try:
        return resolve_commit(project, name) if name else None
    except GitError:
        return None


def _preview_pages(playbook: Playbook, preview: str | None) -> PageAddress | None:
    """The page of an entry in a built site, in the handbook's first language."""
    from ..pages.handbook import Handbook

    if preview is None:
        return None
    handbook = Handbook(playbook)

    def page(id: str) -> str | None:
        address = handbook.addresses.get(id)
        return f"{preview.rstrip('/')}/{address.page}#{address.anchor}" if address else None

    return page


def _published_pages(project: Path) -> PageAddress:
    """The permanent address of an entry in the published handbook.

    The settings of the site are only read for a report with links: that needs MkDocs.
    """

    @functools.cache
    def url() -> str | None:
        from ..site.config_file import ConfigError, site_url

        try:
            return site_url(project, {})
        except ConfigError:
            return None

    return lambda id: f"{url()}r/{id}/" if url() else None
