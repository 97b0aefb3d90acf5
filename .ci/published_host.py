"""Checks the host of a handbook before and after a release is published.

    python .ci/published_host.py before
    python .ci/published_host.py after VERSION

``before`` stops if the handbook is ``public: no`` and nobody has confirmed that its address is
closed. ``after`` waits until the address shows the version, and verifies it; an address that must
be closed is tried as a stranger. EDITION is ``full``, the default, or ``public``.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path

from playbook.model.settings import Settings
from playbook.project import read_project
from playbook.site.config_file import ConfigError, site_url

VARIABLE = "PLAYBOOK_CLOSED_ADDRESS"
WAIT_VARIABLE = "PLAYBOOK_WAIT_SECONDS"
"""How many seconds a host may take to show a new version; 600 if it is not set."""
USAGE = (
    "usage: python .ci/published_host.py before\n       python .ci/published_host.py after VERSION"
)
NOT_CONFIRMED = """\
The handbook is 'public: no' in playbook_data/playbook.yml, and nobody has confirmed that only staff
can read {address}. Nothing was published. Do this once:

1. Close the address to everybody who is not logged in. docs/en/staff-only.md has recipes. GitHub
   Pages is open to everybody, also from a private repository, unless you have GitHub Enterprise
   Cloud and set its visibility to Private. On GitLab, set Pages to 'Only project members'.
2. Confirm it: set the variable {variable} to {address}
   GitHub: Settings > Secrets and variables > Actions > Variables
   GitLab: Settings > CI/CD > Variables
3. Start this job again.

To publish only what everybody may read, set EDITION to public in this file. If everybody may read
all of it, write 'public: yes'.
"""
NOT_SHOWN = """\
{address} does not show version {version} yet. It is published to its branch. Do this once:

1. GitHub: Settings > Pages > Build and deployment > Deploy from a branch, and choose the branch.
   GitLab: Deploy > Pages shows the address.
2. site_url in mkdocs.yml must be that address, or public_edition in playbook.yml for that edition.
3. Start this job again.
"""


def address_of(settings: Settings, edition: str) -> str:
    """The address of an edition, with a last slash; empty if it has none."""
    if edition == "public":
        found = settings.public_edition.address if settings.public_edition else ""
    else:
        try:
            found = site_url(Path(), os.environ) or ""
        except ConfigError:
            found = ""
    return f"{found.rstrip('/')}/" if found else ""


def before(settings: Settings, edition: str, address: str) -> int:
    """Stop if nobody has confirmed that the host of a handbook for staff is closed."""
    confirmed = os.environ.get(VARIABLE, "").rstrip("/")
    if settings.public or edition == "public" or confirmed == address.rstrip("/"):
        return 0
    print(NOT_CONFIRMED.format(address=address, variable=VARIABLE), file=sys.stderr)
    return 1


def wait_seconds() -> float | None:
    """How long to wait for a new version; None if the variable is not a number of seconds."""
    try:
        seconds = float(os.environ.get(WAIT_VARIABLE) or "600")
    except ValueError:
        return None
    return seconds if 0 <= seconds < math.inf else None


def after(settings: Settings, edition: str, address: str, version: str) -> int:
    """Verify the live address."""
    wait = wait_seconds()
    if wait is None:
        print(f"{WAIT_VARIABLE} is not a number of seconds, such as 600", file=sys.stderr)
        return 2
    if not settings.public and edition == "full":
        return subprocess.call(["playbook", "verify", "--anonymous", address])
    end = time.monotonic() + wait
    while not shows(address, version):
        if time.monotonic() > end:
            print(NOT_SHOWN.format(address=address, version=version), file=sys.stderr)
            return 1
        time.sleep(min(10, wait))
    return subprocess.call(["playbook", "verify", address])


def shows(address: str, version: str) -> bool:
    """Whether the manifest at an address lists a version."""
    try:
        with urllib.request.urlopen(f"{address}manifest.json", timeout=30) as response:
            return version in json.load(response)["versions"]
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return False


def main(arguments: list[str]) -> int:
    if len(arguments) != {"before": 1, "after": 2}.get(arguments[0] if arguments else ""):
        print(USAGE, file=sys.stderr)
        return 2
    playbook, edition = read_project(Path()).playbook, os.environ.get("EDITION", "full")
    if playbook is None or edition not in ("full", "public"):
        print("EDITION is full or public, and playbook check must succeed", file=sys.stderr)
        return 2
    address = address_of(playbook.settings, edition)
    if not address:
        print("no address: set site_url in mkdocs.yml, or public_edition", file=sys.stderr)
        return 2
    if arguments[0] == "before":
        return before(playbook.settings, edition, address)
    return after(playbook.settings, edition, address, arguments[1].removeprefix("v"))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
