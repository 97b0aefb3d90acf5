"""A starter made of the small playbook, and answers, for the tests of `starter`."""

from __future__ import annotations

import shutil
from pathlib import Path

from playbook.starter.answers import Answers
from playbook.starter.content import GUIDES, LOCK, Content
from playbook.starter.host_files import FILES
from playbook.starter.package_source import PackageSource, source_of
from playbook.starter.repository_files import PRE_COMMIT
from site_helpers import CONFIG, ROOT
from support import SMALL

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT_SOURCE = f"git+https://git.example.com/playbook.git@{COMMIT}"
PACKAGE: PackageSource = source_of(GIT_SOURCE)
ANSWERS = Answers("Norrdal", "public_body", ("sv", "en"), ("SE",), "Europe/Stockholm")


def small_content(folder: Path) -> Content:
    """A starter with the small playbook's texts, and this repository's files for code hosts."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    shutil.copy(CONFIG, folder)
    names = {name for names in FILES.values() for name in names}
    for name in (*names, *GUIDES, LOCK, PRE_COMMIT):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return Content(folder)
