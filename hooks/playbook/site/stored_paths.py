"""The files that a browser stores for each language, besides the pages: they work offline then."""

from __future__ import annotations

from pathlib import Path

from ..pages.handbook import Handbook
from ..pages.json_export import language_roots
from .suggestion_files import paths_by_language


def stored_paths(handbook: Handbook, folder: Path) -> dict[str, list[str]]:
    """The paths in a site of the search data and of what the page for suggestions loads."""
    suggestion_paths = paths_by_language(handbook, folder)
    return {
        language: [*_search_paths(folder, root), *suggestion_paths.get(language, ())]
        for language, root in language_roots(handbook).items()
    }


def _search_paths(folder: Path, root: str) -> list[str]:
    names = (path.name for path in (folder / root / "search").glob("*.json"))
    return [f"{root}search/{name}" for name in sorted(names)]
