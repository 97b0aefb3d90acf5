"""Measures the HTML per entry, and what a browser loads on a first visit (empty cache)."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from .build import projects

_ASSET_URL = re.compile(r'<(?:link rel="stylesheet"|script)[^>]*?(?:href|src)="([^"]+)"')


def page_bytes(site: Path, page: str) -> tuple[int, int]:
    """The size of a page's HTML in bytes, and its size with styles and scripts."""
    path = site / page
    html = path.read_text(encoding="utf-8")
    assets = {(path.parent / url).resolve() for url in _ASSET_URL.findall(html)}
    html_bytes = len(html.encode())
    return html_bytes, html_bytes + sum(file.stat().st_size for file in assets)


def main(sizes: tuple[int, ...] = (250, 1000, 4000)) -> None:
    """Print the sizes of a chapter with twenty rules, on our site and on plain Material."""
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            ours, plain = projects(Path(name), size)
            figures = []
            for folder in (ours, plain):
                command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
                subprocess.run(command, cwd=folder, check=True, capture_output=True)
                figures.append(page_bytes(folder / "site", "policy/made-010/index.html"))
            (html, whole), (plain_html, plain_whole) = figures
            print(
                f"bytes {size:>5} entries: {html / 20 / 1000:.1f} kB of HTML per entry "
                f"(plain Material {plain_html / 20 / 1000:.1f} kB); a first visit loads "
                f"{whole / 1000:.0f} kB with styles and scripts "
                f"({whole / plain_whole:.2f} times plain Material)"
            )


if __name__ == "__main__":
    main()
