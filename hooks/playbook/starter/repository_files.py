"""All files of an organisation's new repository."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import yaml

from .. import __version__
from .answers import Answers
from .content import GUIDES, LOCK, Content
from .data import SETTINGS_FILE, data_files, dropped_pages, languages_of
from .docs_pages import DOCS, GUIDE, RELEASE_GUIDE, arranged_files, read_pages
from .host_files import host_files
from .package_source import PIN, VENDOR, PackageSource
from .upgrade import digest
from .written_files import readme, site_settings, tool_files

RECORD = ".playbook-init.json"
"""The file with the answers and the digests of the generator's files, which ``upgrade`` reads."""
RECORD_FORMAT = 1
PRE_COMMIT = ".pre-commit-config.yaml"
_PIN_COMMENT = "# The generator. Its name alone is not enough: in a public index it is nobody's."


def organisation_files(content: Content, answers: Answers) -> dict[str, bytes]:
    """The data, the pages and ``mkdocs.yml``: what the organisation owns.

    Raises OSError and ContentError.
    """
    files = data_files(content, answers)
    starter_pages = read_pages(content, languages_of(content))
    dropped = dropped_pages(answers.starter)
    pages = arranged_files(starter_pages, answers.languages, set(files), dropped)
    hidden = _names_not_in_nav(content)
    page_paths = (path.removeprefix(f"{DOCS}/") for path in sorted(pages))
    not_in_nav = [path for path in page_paths if path.rpartition("/")[2] in hidden]
    files.update(pages)
    files["mkdocs.yml"] = site_settings(answers, site_name(content, answers), not_in_nav)
    return files


def generator_files(content: Content, answers: Answers, package: PackageSource) -> dict[str, bytes]:
    """What ``upgrade`` replaces: the pin, CI, issue forms, settings of tools, guides.

    Raises OSError and ContentError.
    """
    files: dict[str, bytes] = {
        LOCK: content.read(LOCK),
        PIN: _pin(package),
        PRE_COMMIT: content.read(PRE_COMMIT),
        **{name: content.read(name) for name in GUIDES},
        **tool_files(answers),
        **host_files(content, answers.host),
    }
    if package.wheel is not None:
        files[f"{VENDOR}/{package.wheel.name}"] = package.wheel.read_bytes()
    files[RECORD] = _record(answers, files)
    return files


def repository_files(
    content: Content, answers: Answers, package: PackageSource
) -> dict[str, bytes]:
    """Every file of the repository but the schemas, by path. Raises OSError and ContentError."""
    files = {**organisation_files(content, answers), **generator_files(content, answers, package)}
    guide, release_guide = f"{DOCS}/{GUIDE}", f"{DOCS}/{RELEASE_GUIDE}"
    files["README.md"] = readme(
        answers, package, site_name(content, answers),
        guide=guide if guide in files else None,
        release_guide=release_guide if release_guide in files else "RELEASES.md",
    )  # fmt: skip
    return files


def site_name(content: Content, answers: Answers) -> str:
    """The name of the handbook in the first of its languages that has one."""
    titles: Mapping[str, str] = _settings(content).get("title") or {}
    return next((titles[each] for each in answers.languages if each in titles), answers.name)


def _settings(content: Content) -> Mapping[str, Any]:
    settings: Mapping[str, Any] = yaml.safe_load(content.text(SETTINGS_FILE))
    return settings


def _names_not_in_nav(content: Content) -> set[str]:
    """The names of the pages that are not in the menu."""
    settings = yaml.load(content.text("mkdocs.yml"), yaml.BaseLoader)  # it has tags of Python
    return {line.rpartition("/")[2] for line in settings.get("not_in_nav", "").split()}


def _pin(package: PackageSource) -> bytes:
    line = package.requirement.replace(" --hash", " \\\n    --hash")
    return f"{_PIN_COMMENT}\n{line}\n".encode()


def _record(answers: Answers, files: Mapping[str, bytes]) -> bytes:
    digests = {path: digest(data) for path, data in sorted(files.items())}
    record = {
        "format": RECORD_FORMAT, "generator": __version__, **asdict(answers), "files": digests,
    }  # fmt: skip
    return f"{json.dumps(record, ensure_ascii=False, indent=2)}\n".encode()
