"""Which style sheet and scripts a hand-written page needs: only those of what it contains."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from mkdocs.structure.pages import Page

MODULE = "written"
"""The JavaScript module of components, in ``assets/playbook``."""
ASSETS = (f"{MODULE}.js", "written.css", "marks/written")
"""What only pages with components load, in ``assets/playbook``."""
_STYLED = re.compile(
    r"<(?:details|dl|figure|kbd|mark|del|ins|abbr|pre|h5|h6)\b|<img\b[^>]*(?:\balign=|#only-|#gh-)|"
    r'class="[^"]*\b(?:admonition|annotate|card|critic|footnote|grid|highlight|keys|md-button|'
    r"tabbed-set|task-list|twemoji)\b"
)
_SCRIPTED = re.compile(r'<pre\b|<abbr\b|class="[^"]*\b(?:footnote-ref|pb-annotation|tabbed-set)\b')


def needs_sheet(page: Page | None) -> bool:
    """Whether a hand-written page has a component whose rules are in the style sheet.

    A page with its own template, such as that of a blog, may show the content of other pages.
    """
    if page is None:
        return False
    return bool(page.meta.get("template")) or _STYLED.search(page.content or "") is not None


def modules(page: Page | None) -> tuple[str, ...]:
    """The JavaScript modules that improve the components of a hand-written page."""
    if page is None or not _SCRIPTED.search(page.content or ""):
        return ()
    return (MODULE,)


def remove_assets(folder: Path) -> None:
    """Remove what no page loads from ``assets/playbook``: a browser keeps all of it for offline."""
    for name in ASSETS:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
