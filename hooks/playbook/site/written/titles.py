"""Reads the titles of hand-written pages before MkDocs has rendered them, for the A–Z index."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils.meta import get_data

from ..pages import language_of, language_root

_HEADING = re.compile(r"^(?:# +(?P<title>.+?)(?: +#+)?|(?P<fence>```|~~~).*) *$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")
_MARKUP = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)|[*_`]")


def titles_by_language(
    files: Files, config: MkDocsConfig, languages: list[str]
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The path of each page that the search finds, relative to its language's root, and its title.

    A page without a title of its own is left out, and so are pages that a plugin makes.
    """
    found: dict[str, list[tuple[str, str]]] = {language: [] for language in languages}
    for file in files.documentation_pages():
        language = language_of(file.src_uri, languages)
        root = language_root(language, languages[0])
        if title := _title(file, config):
            url = "" if file.url in (".", "./") else file.url
            found[language].append((url.removeprefix(root), title))
    return {language: tuple(pages) for language, pages in found.items()}


def _title(file: File, config: MkDocsConfig) -> str:
    source = Path(file.abs_src_path or "")
    if not source.is_file() or not source.is_relative_to(config.docs_dir):
        return ""
    text, meta = get_data(source.read_text(encoding="utf-8-sig", errors="replace"))
    search = meta.get("search")
    if isinstance(search, dict) and search.get("exclude") is True:
        return ""
    return str(meta.get("title") or _first_heading(text))


def _first_heading(text: str) -> str:
    """The first heading of level one as plain text, or an empty string. Code blocks have none."""
    fence = ""
    for match in _HEADING.finditer(text):
        if match["fence"]:
            fence = "" if match["fence"] == fence else fence or match["fence"]
        elif not fence:
            title = _ATTRIBUTES.sub("", match["title"]).rstrip(" ")
            return " ".join(_MARKUP.sub(r"\1", title).split())
    return ""
