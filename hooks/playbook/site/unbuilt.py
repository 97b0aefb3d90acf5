"""Says in which file and line a build of MkDocs failed, for what its own words do not tell."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from ..problems import Code, Location, Problem
from .config_file import CONFIG
from .pages import GeneratedPage
from .written.lines import location_of

INVALID_ADDRESS = Code("PB990", "error", "address")
UNBUILT_PAGE = Code("PB991", "error", "page", "reason")
INVALID_SETTING = Code("PB993", "error", "key", "reason")
MISSING_IN_NAV = Code("PB994", "warning", "page")

_ADDRESS = re.compile(r"(?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}:)?//[^\s\"'<>()]+")
_SETTING = re.compile(r"Config value '(\w+)': (.*)", re.DOTALL)
_SYNTAX = re.compile(r"line (\d+), column (\d+)")
_NAV = re.compile(r"A reference to '(.+)' is included in the 'nav' configuration")
_REPEATED = ("Error reading page ", "Error building page ", "Aborted with ")
"""The beginnings of messages whose reason is reported as a problem."""


def problem_of(error: Exception, config: MkDocsConfig) -> Problem | None:
    """The problem for an exception that stopped a build; None for one that has its own words."""
    if isinstance(error, MkDocsException):
        return None
    page = _page_of(error)
    project = Path(config.config_file_path).parent
    if page is None or isinstance(page, GeneratedPage):
        return invalid_address(project / CONFIG, CONFIG) if isinstance(error, ValueError) else None
    path, name = _source(page.file, project)
    if isinstance(error, ValueError) and (problem := invalid_address(path, name)):
        return problem
    reason = " ".join(str(error).split(":")[0].split()) or type(error).__name__
    location = location_of(re.compile(r"^template:"), name, _text(path)) or Location(name)
    return UNBUILT_PAGE.at(location, page=page.file.src_uri, reason=reason)


def invalid_address(path: Path, name: str) -> Problem | None:
    """The first address in a file that no browser and no server understands."""
    text = _text(path)
    for match in _ADDRESS.finditer(text):
        try:
            urlsplit(match[0])
        except ValueError:
            found = location_of(re.compile(re.escape(match[0])), name, text)
            if found:
                return INVALID_ADDRESS.at(found, address=match[0])
    return None


def problem_of_message(message: str, project: Path) -> Problem | None:
    """The problem for a message of MkDocs about ``mkdocs.yml``, or None."""
    if setting := _SETTING.match(message):
        lines = [line.strip() for line in setting[2].strip().splitlines()]
        reason = " ".join(dict.fromkeys((lines[0], lines[-1])))  # without the traceback between
        return INVALID_SETTING.at(_line_of(project, setting[1]), key=setting[1], reason=reason)
    if missing := _NAV.match(message):
        return MISSING_IN_NAV.at(_line_of(project, missing[1]), page=missing[1])
    if "error parsing the configuration file" in message:
        line, column = map(int, (_SYNTAX.findall(message) or [(1, 1)])[-1])
        reason = " ".join(message.partition(":")[2].partition("\n  in ")[0].split())
        return INVALID_SETTING.at(Location(CONFIG, line, column), key=CONFIG, reason=reason)
    return None


def is_repeated(message: str) -> bool:
    """Whether a message of MkDocs only repeats a problem, or announces one."""
    return message.startswith(_REPEATED)


def _page_of(error: Exception) -> Page | None:
    """The page that MkDocs was reading or writing."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if isinstance(page := frame.f_locals.get("page"), Page):
            return page
    return None


def _source(file: File, project: Path) -> tuple[Path, str]:
    """The source of a page, and its name in problems."""
    path = Path(file.abs_src_path or file.src_uri)
    return path, (path.relative_to(project) if path.is_relative_to(project) else path).as_posix()


def _line_of(project: Path, words: str) -> Location:
    """The first line of ``mkdocs.yml`` with some words, else its start."""
    pattern = re.compile(rf"(?<![\w/-]){re.escape(words)}(?![\w/-])")
    return location_of(pattern, CONFIG, _text(project / CONFIG)) or Location(CONFIG)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
