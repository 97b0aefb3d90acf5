"""Makes a build one of the public edition, if ``extra: {playbook_edition: public}`` asks for it.

``playbook build --edition public`` and ``playbook publish --edition public`` set that key, and the
other commands of MkDocs use the one in ``mkdocs.yml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.utils.meta import get_data

from ..messages import messages
from ..model.edition import public_edition
from ..model.playbook import Playbook
from ..problems import Code, Location, Phrase
from ..project import DATA_FOLDER
from .configuration import DEFAULT_IMAGES, theme_image
from .html_addresses import addresses, parse
from .release_info import KEY as RELEASE

KEY, PUBLIC, FULL = "playbook_edition", "public", "full"
"""The key under ``extra`` in the configuration of MkDocs, and its values."""
NOT_BUILDABLE = Code("PB910", "error", "reason")
OWN_ASSETS = "assets/playbook/"
"""The folder in ``docs`` with the organisation's own brand assets."""


def is_public(config: MkDocsConfig) -> bool:
    """Whether a build is one of the public edition."""
    return bool(config.extra.get(KEY) == PUBLIC)


def edition_of(playbook: Playbook, config: MkDocsConfig) -> Playbook:
    """The playbook of the edition that is built.

    For the public edition, this changes the address of the site, and removes the menu with the
    names of all pages. Raises Abort, also if there is no such edition.
    """
    edition = config.extra.get(KEY, FULL)
    if edition not in (PUBLIC, FULL):
        raise _abort(Phrase("reason.unknown-edition", edition=str(edition)))
    if not is_public(config):
        return playbook
    settings = playbook.settings.public_edition
    public = public_edition(playbook)
    if settings is None:
        raise _abort(Phrase("reason.no-public-address"))
    if not public.entries:
        raise _abort(Phrase("reason.nothing-public"))
    if not config.extra.get(RELEASE):  # a release has the address of the tree
        address = f"{settings.address.rstrip('/')}/"
        if config.site_url and config.site_url.rstrip("/") == address.rstrip("/"):
            raise _abort(Phrase("reason.same-address", address=address))
        config.site_url = address
    config.nav = None
    return public


def _abort(reason: Phrase) -> Abort:
    problem = NOT_BUILDABLE.at(Location(f"{DATA_FOLDER}/playbook.yml"), reason=reason)
    return Abort(messages().text([problem]))


def remove_staff_pages(files: Files, config: MkDocsConfig) -> None:
    """Remove the pages in ``docs`` that are not public, in a build of the public edition.

    Public are the pages with ``audience: public`` at their start.
    """
    if is_public(config):
        for file in _own(files, config):
            if file.is_documentation_page() and not _is_public_page(file):
                files.remove(file)


def remove_staff_assets(files: Files, config: MkDocsConfig) -> None:
    """Remove the other files in ``docs`` that are not public, in a build of the public edition.

    Public are the files to which the HTML of a hand-written page links, and those that
    ``mkdocs.yml`` names for all pages. Files of themes and plugins stay. Call it after MkDocs has
    rendered the pages: comments and code in Markdown name files that no reader gets.
    """
    if not is_public(config):
        return
    own, named = list(_own(files, config)), {*_named(config)}
    pages = [file for file in own if file.is_documentation_page()]
    linked = {target for page in pages for target in _targets(page, config)}
    for file in own:
        is_needed = (
            file.dest_uri in linked
            or file.src_uri in named
            or file.src_uri.startswith(OWN_ASSETS)
            or file.is_documentation_page()
        )
        if not is_needed:
            files.remove(file)


def _own(files: Files, config: MkDocsConfig) -> Iterator[File]:
    """The files in ``docs``."""
    docs = Path(config.docs_dir)
    yield from [file for file in files if file.src_dir and Path(file.src_dir) == docs]


def _is_public_page(file: File) -> bool:
    return bool(get_data(file.content_string)[1].get("audience") == PUBLIC)


def _targets(file: File, config: MkDocsConfig) -> Iterator[str]:
    """The paths in the site to which the HTML of a page links, as a browser resolves them."""
    html = str(file.page.content or "") if file.page else ""
    base = urlsplit(config.site_url or "/").path or "/"
    for address, _ in addresses(parse(html)):
        try:
            parts = urlsplit(address.strip())
        except ValueError:  # the audit does not follow it either
            continue
        path = unquote(parts.path)
        if path and not (parts.scheme or parts.netloc):
            from_root = path.removeprefix(base).lstrip("/") if path.startswith("/") else None
            yield normpath(from_root or join(dirname(file.dest_uri), path))


def _named(config: MkDocsConfig) -> Iterator[str]:
    """The files that ``mkdocs.yml`` names for all pages."""
    yield from map(str, (*config.extra_css, *config.extra_javascript))
    yield from (theme_image(config, key) for key in DEFAULT_IMAGES)
