"""Finds the files of a tree that no manifest lists: in generated folders, and next to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..problems import Phrase
from ..site.headers import HEADERS
from .integrity import Difference
from .manifest import UNLISTED
from .stores import Store

READ_BY_HOSTS = frozenset(
    {
        HEADERS, "_redirects", "_routes.json", "_worker.js", ".htaccess", ".nginx.conf", "CNAME",
        "netlify.toml", "staticwebapp.config.json", "vercel.json", "web.config", "firebase.json",
    }
)  # fmt: skip
"""The files at the root of a tree by which a web host redirects pages or changes their headers."""


_GENERATED = frozenset({"assets", "as-of", "r", "releases", "tags"})
"""The folders of a tree that every publication writes, below its root or that of a language."""


def unlisted_in_generated_folders(store: Store, root: Mapping[str, Any]) -> Iterator[Difference]:
    """The files that the root manifest does not list, in folders of which it lists other files.

    A folder of the organisation's own is not generated: its files are allowed.
    """
    generated = {path.split("/")[0] for path in root["files"] if "/" in path} | _GENERATED
    for path in sorted(store.files_outside_versions() - root["files"].keys()):
        first, _, rest = path.partition("/")
        is_of_language = len(first) <= 3 and rest.partition("/")[0] in _GENERATED
        if rest and (first in generated or is_of_language):
            yield path, UNLISTED


def unproven_files(store: Store, root: Mapping[str, Any]) -> Iterator[Phrase]:
    """A statement that names the files at the root that can redirect pages and are not proven."""
    unproven = (store.files_outside_versions() & READ_BY_HOSTS) - root["files"].keys()
    if unproven:
        yield Phrase("proof.read-by-host", paths=", ".join(sorted(unproven)))
