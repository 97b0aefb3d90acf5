"""Makes a build one of the public edition, if ``extra: {playbook_edition: public}`` asks for it.

``playbook build --edition public`` and ``playbook publish --edition public`` set that key.
"""

from __future__ import annotations

import re
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
from .release_info import KEY as RELEASE

KEY, PUBLIC = "playbook_edition", "public"
"""The key under ``extra`` in the configuration of MkDocs, and its value."""
NOT_BUILDABLE = Code("PB910", "error", "reason")
OWN_ASSETS = "assets/playbook/"
"""The folder in ``docs`` with the organisation's own brand assets."""
_TARGET = re.compile(
    r"""\]\(\s*<?([^\s)>]+)|^\s*\[[^]]+\]:\s*<?(\S+?)>?\s|(?:src|href)=["']([^"']+)""", re.MULTILINE
)
"""The target of a link or an image in Markdown or HTML."""


def is_public(config: MkDocsConfig) -> bool:
    """Whether a build is one of the public edition."""
    return bool(config.extra.get(KEY) == PUBLIC)


def edition_of(playbook: Playbook, config: MkDocsConfig) -> Playbook:
    """The playbook of the edition that is built.

    For the public edition, this changes the address of the site, and removes the menu with the
    names of all pages. Raises Abort.
    """
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


def remove_staff_files(files: Files, config: MkDocsConfig) -> None:
    """Remove what is not public from the files in ``docs``, in a build of the public edition.

    Public are the pages with ``audience: public`` at their start, the files to which they link, and
    the files that ``mkdocs.yml`` names for all pages. Files of themes and plugins stay.
    """
    if not is_public(config):
        return
    docs = Path(config.docs_dir)
    own = [file for file in files if file.src_dir and Path(file.src_dir) == docs]
    pages = {file for file in own if file.is_documentation_page() and _is_public_page(file)}
    linked = {target for page in pages for target in _targets(page)} | {*_named(config)}
    for file in own:
        is_asset = not file.is_documentation_page() and (
            file.src_uri in linked or file.src_uri.startswith(OWN_ASSETS)
        )
        if file not in pages and not is_asset:
            files.remove(file)


def _is_public_page(file: File) -> bool:
    return bool(get_data(file.content_string)[1].get("audience") == PUBLIC)


def _targets(page: File) -> Iterator[str]:
    """The paths to which a page links, relative to ``docs``."""
    for found in _TARGET.finditer(page.content_string):
        path = unquote(urlsplit(next(filter(None, found.groups()))).path)
        yield normpath(join(dirname(page.src_uri), path))


def _named(config: MkDocsConfig) -> Iterator[str]:
    """The files that ``mkdocs.yml`` names for all pages."""
    yield from map(str, (*config.extra_css, *config.extra_javascript))
    yield from (theme_image(config, key) for key in DEFAULT_IMAGES)
