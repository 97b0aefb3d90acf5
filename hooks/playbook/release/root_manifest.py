"""Reads the manifest of a whole tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .decisions import rolled_back
from .manifest import DIGEST, LATEST, MANIFEST, STAGING, VERSIONS, is_outside, load_json
from .version_numbers import is_number

START_PAGE = "index.html"
_ALWAYS_LISTED = frozenset({START_PAGE, VERSIONS})
"""The files at the root that every tree has: a manifest without them hides what was changed."""


def root_manifest(data: bytes | None) -> Mapping[str, Any] | None:
    """Parse the manifest of a whole tree; None if it is missing or invalid."""
    try:
        content: Mapping[str, Any] = load_json(data or b"null")
        return content if content["format"] == 1 and _is_valid(content) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_valid(root: Mapping[str, Any]) -> bool:
    """Whether the paths and digests of a root manifest are valid, and its own files are listed."""
    versions, files, previous = root["versions"], root["files"], root.get("previous")
    digests = (*versions.values(), *files.values(), *([] if previous is None else [previous]))
    return (
        root["latest"] in versions
        and root["latest"] not in rolled_back(root)
        and rolled_back(root).keys() <= versions.keys()
        and all(map(is_number, versions))
        and files.keys() >= _ALWAYS_LISTED
        and not any(is_outside(path) or _is_reserved(path) for path in files)
        and all(DIGEST.fullmatch(digest) for digest in digests)
    )


def _is_reserved(path: str) -> bool:
    """Whether a path is the root manifest, or in the folder of a version or the staging folder."""
    name = path.split("/")[0]
    return name in (MANIFEST, LATEST, STAGING) or is_number(name)
