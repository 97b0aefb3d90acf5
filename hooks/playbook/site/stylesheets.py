"""Joins the CSS files of components into one style sheet per page type.

A part is named ``layer/component`` and is the file ``css/layer/component.css``. Each sheet declares
every layer, so that their order does not depend on which sheet a browser reads first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

LAYERS = ("base", "layout", "components", "pages", "print")
"""The cascade layers. A rule wins over all rules of earlier layers, whatever its selector."""
CSS_FOLDER = Path(__file__).parent / "css"
SHEETS: Mapping[str, tuple[str, ...]] = {
    "playbook.css": (
        "base/properties", "base/theme", "base/contrast", "base/page", "base/hidden",
        "base/reserved-space", "base/text", "base/form-controls", "base/tables",
        "layout/skip-link", "layout/header", "layout/languages", "layout/notices", "layout/frame",
        "layout/menu", "layout/breadcrumbs", "layout/contents", "layout/footer", "layout/dock",
        "components/text", "components/icon", "components/markdown", "components/button",
        "components/search-open", "components/theme-switch", "components/pills",
        "components/keys-picture", "components/audience", "components/index-cards",
        "components/rule-list", "components/entry", "components/entry-foot", "components/answer",
        "components/conditions", "components/ask", "components/why", "components/verdict",
        "components/example", "components/exception", "components/sanctions", "components/fields",
        "components/feedback", "components/term", "components/contact-ways", "components/table",
        "pages/home",
        "print/page", "print/components", "print/entry",
    ),
    "tools.css": (
        "components/chart", "components/numbered", "components/standing", "components/term-list",
        "components/filter", "components/level", "components/template", "components/checklist",
        "components/flow", "components/diagram",
        "pages/strategy", "pages/calculator", "pages/quiz", "pages/a-z", "pages/whole",
        "pages/role", "pages/permissions", "pages/health", "pages/search",
        "print/whole", "print/role",
    ),
    "pocket.css": (
        "pages/pocket",
        "print/pocket",
    ),
    "search/search.css": (
        "components/search-box", "components/search-panel", "components/search-result",
        "components/search-now", "print/search",
    ),
    "post/post.css": (
        "pages/post-form", "pages/post-editor", "pages/post-findings", "pages/post-rules",
        "print/post",
    ),
    "suggest/suggest.css": ("pages/suggest-form", "pages/suggest-result"),
    "written.css": (
        "components/admonition", "components/tabs", "components/code", "components/code-colours",
        "components/written-lists", "components/cards", "components/figure",
        "components/inline-text", "print/written",
    ),
    "versions.css": ("components/version-bar", "components/entry-changed", "print/versions"),
    "crisis.css": (
        "base/theme", "base/contrast", "base/hidden", "base/crisis",
        "layout/crisis",
        "components/crisis-calls", "components/crisis-steps", "components/crisis-level",
        "components/crisis-text",
        "print/crisis",
    ),
}  # fmt: skip
"""The parts of each sheet of a site, by its path below ``assets/playbook``."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def stylesheets() -> Iterator[tuple[str, str]]:
    """The path of each sheet below ``assets/playbook``, and its text."""
    for path, parts in SHEETS.items():
        yield path, join(CSS_FOLDER, parts)


def join(folder: Path, parts: tuple[str, ...]) -> str:
    """A sheet: the layers in order, each with the text of its parts, in the order of ``parts``.

    Raises ValueError if a part is not in a layer, or not in the folder.
    """
    texts: dict[str, list[str]] = {layer: [] for layer in LAYERS}
    for part in parts:
        layer = part.partition("/")[0]
        if layer not in texts:
            raise ValueError(f"{part} is not in a layer; its folder is one of {', '.join(LAYERS)}")
        file = folder / f"{part}.css"
        if not file.is_file():
            raise ValueError(f"the style sheet {part} is missing: {file.name} is not in {layer}/")
        texts[layer].append(minify(file.read_text(encoding="utf-8")))
    blocks = (in_layer(layer, "\n".join(rules)) for layer, rules in texts.items() if rules)
    return "".join([f"@layer {','.join(LAYERS)};\n", *blocks])


def in_layer(layer: str, css: str) -> str:
    """Rules as a block of a layer."""
    return f"@layer {layer}{{\n{css}\n}}\n"


def minify(css: str) -> str:
    """Rules without comments, indentation and line breaks.

    A line that does not end with one of ``{};,`` continues on the next line, after a space.
    """
    lines = (line.strip() for line in _COMMENT.sub("", css).splitlines())
    text = "".join(line if line.endswith(tuple("{};,")) else f"{line} " for line in lines if line)
    return text.replace(" {", "{").replace(";}", "}")
