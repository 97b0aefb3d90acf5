"""Checks the name of a branch, and that git pushes to the address that it fetches from."""

from __future__ import annotations

import re
from pathlib import Path

from .. import git
from ..problems import Phrase
from . import codes
from .codes import refusal

_ODD_NAMES = re.compile(r"[-+@]|HEAD$|\w+_HEAD$|(?:refs|heads|tags|remotes)/", re.IGNORECASE)
"""The beginnings of names that git, or a reader, takes for an option or for another reference."""
_CREDENTIALS = re.compile(r"//[^/@]*@")


def refuse_bad_branch(repo: Path, remote: str, branch: str) -> None:
    """Check the name of a branch, and where git pushes it. Raises RefusedError."""
    where = f"{remote} {branch}"
    if _ODD_NAMES.match(branch) or not _is_valid(repo, branch):
        raise refusal(codes.BAD_TARGET, where, reason=Phrase("target.branch-name", name=branch))
    if git.find_commit(repo, f"refs/tags/{branch}"):
        raise refusal(codes.BAD_TARGET, where, reason=Phrase("target.name-of-tag", name=branch))
    if branch.startswith(f"{remote}/"):
        reason = Phrase("target.name-of-remote", name=branch.removeprefix(f"{remote}/"))
        raise refusal(codes.BAD_TARGET, where, reason=reason)
    if (other := _pushed_elsewhere(repo, remote)) is not None:
        reason = Phrase("target.pushed-elsewhere", other=other)
        raise refusal(codes.BAD_TARGET, where, reason=reason)


def _is_valid(repo: Path, branch: str) -> bool:
    try:
        git.run(repo, "check-ref-format", f"refs/heads/{branch}")
    except git.GitError:
        return False
    return True


def _pushed_elsewhere(repo: Path, remote: str) -> str | None:
    """The other addresses or the setting by which a push goes elsewhere than a fetch, or None."""
    try:
        fetch_url = git.run(repo, "remote", "get-url", "--", remote)
        push_urls = git.run(repo, "remote", "get-url", "--push", "--all", "--", remote)
    except git.GitError:  # ``remote`` is an address, not a name
        return _rule_for_address(repo, remote)
    others = [url for url in push_urls.splitlines() if url != fetch_url]
    return ", ".join(_CREDENTIALS.sub("//", url) for url in others) or None


def _rule_for_address(repo: Path, address: str) -> str | None:
    """The ``pushInsteadOf`` that applies to an address, or None."""
    try:
        lines = git.run(repo, "config", "--get-regexp", r"^url\..*\.pushinsteadof$").splitlines()
    except git.GitError:
        return None
    rules = (line.partition(" ") for line in lines)
    found = next((key for key, _, prefix in rules if address.startswith(prefix)), None)
    return _CREDENTIALS.sub("//", found) if found else None
