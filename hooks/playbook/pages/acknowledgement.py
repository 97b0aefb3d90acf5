"""The link with which a reader confirms that they have read a release."""

from __future__ import annotations

from .handbook import Handbook
from .json_export import playbook_digest


def acknowledgement(handbook: Handbook, role: str = "{role}") -> str:
    """The organisation's URL with version, hash and role filled in.

    The hash is the SHA-256 of ``playbook.json``, which contains everything in the version and is
    listed in its manifest. Without ``role``, the browser fills it in. An empty string outside a
    release or without ``acknowledge_link``.
    """
    url = handbook.playbook.settings.acknowledge_link
    if url is None or handbook.edition is None:
        return ""
    values = {"version": handbook.edition.version, "hash": playbook_digest(handbook), "role": role}
    for name, value in values.items():
        url = url.replace(f"{{{name}}}", value)
    return url
