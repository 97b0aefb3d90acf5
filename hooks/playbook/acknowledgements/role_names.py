"""Finds the role that a text names: after a label such as ``Role:``, or the only id in it."""

from __future__ import annotations

import re
from collections.abc import Collection

from .roles import Roles

_LABELLED = re.compile(r"(?m)^[^\S\n]*(\w+)[^\S\n]*[:=][^\S\n]*(\S[^\n]*)$")
_TOKEN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def role_in(text: str, labels: Collection[str], roles: Roles) -> str:
    """The name of a role in a text; empty if there is none, or more than one."""
    for label, value in _LABELLED.findall(text):
        if label.casefold() in labels and roles.find(value.strip()):
            return str(value).strip()
    found = {token for token in _TOKEN.findall(text) if token in roles.ids}
    return found.pop() if len(found) == 1 else ""
