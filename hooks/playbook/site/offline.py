"""Writes the service worker's build data: the version, and the files to cache in advance."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .pages import GeneratedPage

WORKER, OFFLINE_SWITCH = "sw.js", "offline.json"
_PLACEHOLDER = "const BUILD = null;"
_ASSETS = "assets/playbook"


def write_offline(
    folder: Path,
    release: str,
    pages: Iterable[GeneratedPage],
    modules: Mapping[str, Sequence[str]],
) -> None:
    """Write the build data into a site's service worker, and the file that can turn it off.

    ``modules`` are the paths of the modules that the pages of each language load on demand.
    """
    pages = list(pages)
    assets = sorted(path for path in (folder / _ASSETS).rglob("*") if path.is_file())
    digest = hashlib.sha256()
    loaded = sorted({folder / path for paths in modules.values() for path in paths})
    for file in [*(folder / page.file.dest_uri for page in pages), *assets, *loaded]:
        digest.update(file.read_bytes())
    names = [asset.relative_to(folder).as_posix() for asset in assets]
    crisis = [page.url for page in pages if page.rendered.planned_page.page_type == "crisis"]
    homes = [page.url for page in pages if page.rendered.planned_page.page_type == "home"]
    build = {
        "version": f"{release}-{digest.hexdigest()[:12]}",
        "core": [*crisis, *homes, *names],
        "pages": {
            language: [*urls, *modules.get(language, ())]
            for language, urls in _by_language(
                page for page in pages if page.rendered.planned_page.page_type != "whole"
            ).items()
        },
    }
    worker = folder / WORKER
    text = worker.read_text(encoding="utf-8")
    assert _PLACEHOLDER in text
    filled = f"const BUILD = {json.dumps(build, ensure_ascii=False)};"
    worker.write_text(text.replace(_PLACEHOLDER, filled), encoding="utf-8", newline="\n")
    (folder / OFFLINE_SWITCH).write_text('{"offline": true}\n', encoding="utf-8", newline="\n")


def _by_language(pages: Iterable[GeneratedPage]) -> dict[str, list[str]]:
    urls: dict[str, list[str]] = {}
    for page in pages:
        urls.setdefault(page.rendered.language, []).append(page.url)
    return urls
