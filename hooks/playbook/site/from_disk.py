"""Makes a built site one whose pages and menus work when a browser opens them from disk.

The address of a page is a folder, and only a web server knows that ``index.html`` in it is meant.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

_LINK = re.compile(r'(\s(?:href|src)=")([^"#?:]+)((?:[#?][^"]*)?")')
"""A link to a file or a folder of the site: without a scheme."""


def make_openable(folder: Path) -> None:
    """Let every link between the pages in a folder name the file."""
    for page in folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(with_file_names(html, page.parent, folder), encoding="utf-8", newline="\n")


def with_file_names(html: str, folder: Path, root: Path) -> str:
    """The HTML of a page in ``folder``, with the names of files in its links."""

    def with_name(link: re.Match[str]) -> str:
        start, path, end = link.groups()
        try:
            target = (folder / unquote(path)).resolve()
            is_page = target.is_relative_to(root.resolve()) and (target / "index.html").is_file()
        except (OSError, ValueError):  # no file can have this name
            return link[0]
        return f"{start}{path.rstrip('/')}/index.html{end}" if is_page else link[0]

    return _LINK.sub(with_name, html)
