"""The link with which a reader confirms that they have read a release."""

from __future__ import annotations

from .handbook import Handbook
from .json_export import playbook_digest


def acknowledgement(handbook: Handbook, role: str = "{role}") -> str:
    """The ``acknowledge_link`` of the settings with the version, the hash and the role filled in.

    The hash is the SHA-256 of ``playbook.json``, which contains the whole version and is listed in
    its manifest. If no role is given, its placeholder stays and the browser fills it in. Empty if
    the build is not a release or the link is not set.
    """
    url = handbook.playbook.settings.acknowledge_link
    if url is None or handbook.release_info is None:
        return ""
    values = {
        "version": handbook.release_info.version,
        "hash": playbook_digest(handbook),
        "role": role,
    }
    for name, value in values.items():
        url = url.replace(f"{{{name}}}", value)
    return url
