"""The addresses of the pages on which people read and confirm."""

from __future__ import annotations

from ..asking.source import Source
from ..pages.acknowledgement import CONFIRM_FOLDER
from ..pages.json_export import language_roots


def page_to_confirm(source: Source, role: str, language: str) -> str:
    """The page on which a role confirms, or the start page; empty if there is no web address.

    It is that of the version in force, whichever this is when somebody reads the message.
    """
    if source.version is None or not source.version.manifest.site_url:
        return ""
    root = language_roots(source.handbook).get(language, "")
    base = f"{source.version.manifest.site_url}latest/"
    address = source.handbook.addresses.get(role)
    if address is None:
        return f"{base}{root}"
    page = f"{root}{address.page}{CONFIRM_FOLDER}"
    exists = page in source.version.index["pages"]
    return f"{base}{page}" if exists else f"{base}{root}{address.page}"


def rule_address(source: Source, id: str, language: str) -> str:
    """The permanent address of something that has changed; empty if it has none."""
    current = source.find(id)
    return source.permanent_address(current, language) if current else ""
