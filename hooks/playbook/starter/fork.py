"""Turns a fork of the generator's repository into a repository that installs the generator."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from ..project import read_project
from .answers import Answers, Host
from .content import ContentError

_HOOK = "hooks/mkdocs_hooks.py"
_HOOKS = re.compile(
    rf"^hooks:[ \t]*(?:\[[ ]*{_HOOK}[ ]*\]|\n[ ]*-[ ]*{_HOOK})[^\n]*\n(?![ ]*-)", re.MULTILINE
)
_FLOW_PLUGINS = re.compile(r"^plugins:[ \t]*\[[ ]*(?P<others>[^\]\n]*)\]", re.MULTILINE)
_BLOCK_PLUGINS = re.compile(r"^plugins:[ \t]*\n(?P<indent>[ ]*)-", re.MULTILINE)
_HOSTS: tuple[tuple[Host, str], ...] = (
    ("github", ".github/workflows/handbook.yml"), ("gitlab", ".gitlab-ci.yml"),
)  # fmt: skip
"""The file from which each code host starts its jobs."""


def answers_of(project: Path, address: str) -> Answers:
    """The answers that ``init`` would have asked for; ``address`` is that of the handbook.

    A fork has the files of both hosts; its host is the one that its repository's address names.
    Raises ContentError if the settings cannot be read.
    """
    playbook = read_project(project).playbook
    if playbook is None:
        raise ContentError("the data cannot be read: run 'playbook check' first")
    settings, organisation = playbook.settings, playbook.settings.organisation
    return Answers(
        name=organisation.name,
        sector=organisation.sector,
        languages=tuple(settings.languages),
        countries=tuple(organisation.countries),
        time_zone=organisation.time_zone,
        brand_colour=settings.brand_colour,
        host=_host(project, settings.repository.url),
        starter="full",
        repository=settings.repository.url.rstrip("/"),
        site_url=address,
    )


def _host(project: Path, address: str) -> Host:
    present: list[Host] = [host for host, path in _HOSTS if (project / path).is_file()]
    named: list[Host] = [host for host in present if host in address]
    return next(iter([*named, *present]), "none")


def with_plugin(data: bytes) -> str | None:
    """The text of ``mkdocs.yml`` with the plugin instead of the hook; None if it is unusual.

    Nothing else in the settings changes.
    """
    try:
        text = data.decode("utf-8")
        new = _edited_text(text)
        is_right = new is not None and _settings(new) == _wanted_settings(_settings(text))
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    return new if is_right else None


def _edited_text(text: str) -> str | None:
    """The text with the plugin, for the usual ways to write both keys."""
    without_hook, count = _HOOKS.subn("", text)
    if count != 1:
        return None
    if match := _FLOW_PLUGINS.search(without_hook):
        others = [each.strip() for each in match["others"].split(",") if each.strip()]
        line = f"plugins: [{', '.join(['playbook', *others])}]"
        return f"{without_hook[: match.start()]}{line}{without_hook[match.end() :]}"
    if match := _BLOCK_PLUGINS.search(without_hook):
        start = match.end() - len(match["indent"]) - len("-")  # of the line of the first item
        return f"{without_hook[:start]}{match['indent']}- playbook\n{without_hook[start:]}"
    if re.search(r"(?m)^plugins:", without_hook):
        return None
    end = "" if without_hook.endswith("\n") or not without_hook else "\n"
    return f"{without_hook}{end}plugins: [playbook]\n"


def _settings(text: str) -> dict[Any, Any]:
    """The settings. Tags that would run code are ignored. Raises YAMLError and TypeError."""
    return dict(yaml.load(text, yaml.BaseLoader))


def _wanted_settings(settings: dict[Any, Any]) -> dict[Any, Any]:
    """The settings without the only hook and with the plugin first."""
    others = settings.get("plugins") or []
    kept = {key: value for key, value in settings.items() if key != "hooks"}
    return {**kept, "plugins": ["playbook", *others]}
