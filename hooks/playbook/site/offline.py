"""Writes the service worker's build data: the version, and the files to cache in advance."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .pages import GeneratedPage

WORKER, OFFLINE_SWITCH = "sw.js", "offline.json"
_BUILD = re.compile("^const BUILD = .*;$", re.MULTILINE)
"""The line of the worker with the data of its build; null in the theme."""
_ASSETS = "assets/playbook"


def write_offline(
    folder: Path,
    release: str,
    pages: Iterable[GeneratedPage],
    modules: Mapping[str, Sequence[str]],
) -> None:
    """Write the build data into a site's service worker, and the file that can turn it off."""
    data = build_data(folder, release, list(pages), modules)
    worker = folder / WORKER
    worker.write_text(
        with_build_data(worker.read_text(encoding="utf-8"), data), encoding="utf-8", newline="\n"
    )
    (folder / OFFLINE_SWITCH).write_text('{"offline": true}\n', encoding="utf-8", newline="\n")


def with_build_data(worker: str, data: Mapping[str, Any]) -> str:
    """A service worker with the data of its build, or with other data instead of that."""
    line = f"const BUILD = {json.dumps(data, ensure_ascii=False)};"
    assert _BUILD.search(worker)
    return _BUILD.sub(lambda match: line, worker, count=1)


def build_data(
    folder: Path,
    release: str,
    pages: Sequence[GeneratedPage],
    modules: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """The version of a site, which changes with its files, and what the worker stores.

    ``modules`` are the paths of the modules that the pages of each language load on demand.
    """
    assets = sorted(path for path in (folder / _ASSETS).rglob("*") if path.is_file())
    digest = hashlib.sha256()
    loaded = sorted({folder / path for paths in modules.values() for path in paths})
    for file in [*(folder / page.file.dest_uri for page in pages), *assets, *loaded]:
        digest.update(file.read_bytes())
    names = [asset.relative_to(folder).as_posix() for asset in assets]
    crisis = [page.url for page in pages if page.rendered.planned_page.page_type == "crisis"]
    homes = [page.url for page in pages if page.rendered.planned_page.page_type == "home"]
    return {
        "version": f"{release}-{digest.hexdigest()[:12]}",
        "core": [*crisis, *homes, *names],
        "pages": {
            language: [*urls, *modules.get(language, ())]
            for language, urls in _by_language(
                page for page in pages if page.rendered.planned_page.page_type != "whole"
            ).items()
        },
        "homes": homes,
    }


def _by_language(pages: Iterable[GeneratedPage]) -> dict[str, list[str]]:
    urls: dict[str, list[str]] = {}
    for page in pages:
        urls.setdefault(page.rendered.language, []).append(page.url)
    return urls
