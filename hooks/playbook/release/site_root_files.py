"""Generates the files at the root of the published tree from all versions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from ..site.headers import active_files, header_files
from ..site.stylesheets import join
from ..words.catalogue import catalogue
from .change_pairs import new_decisions, published_pairs
from .decisions import Decision
from .life_pages import life_pages
from .lives import Comparison, compare_each, compare_versions
from .permanent_pages import permanent_pages
from .published_version import Version
from .renderer import HERE, Renderer
from .rollbacks import periods_with_rollbacks
from .tree_lists import current_version
from .withdrawn_pages import withdrawn_pages

PALETTE = "assets/palette.css"
STYLESHEET = "assets/tree.css"
STYLESHEET_PARTS = (
    "base/page", "layout/page", "components/text", "components/releases", "components/change",
    "components/life", "components/as-of", "print/releases",
)  # fmt: skip
OFFLINE_SWITCH = b'{"offline": true}\n'
"""The content of ``offline.json``: browsers may cache the handbook.

An editor can turn that off by hand; the next publication turns it on again.
"""


def site_root_files(
    versions: Sequence[Version],
    palette: bytes,
    published: Collection[str] = (),
    rollbacks: Mapping[str, Decision] | None = None,
) -> dict[str, bytes]:
    """The content of each root file by path, except for the manifest and ``versions.json``.

    ``palette`` is the style sheet with the colours of the latest version. ``published`` are the
    paths of the root files so far, so that pages of changes keep their addresses. ``rollbacks``
    are the decisions on the versions that were rolled back.
    """
    assets = sorted((HERE / "assets").iterdir())
    files = {f"assets/{path.name}": path.read_bytes() for path in assets}
    files[STYLESHEET] = join(HERE / "css", STYLESHEET_PARTS).encode()
    files |= {PALETTE: palette, ".nojekyll": b"", "offline.json": OFFLINE_SWITCH}
    files |= _headers(versions)
    files |= {path: text.encode() for path, text in _pages(versions, published, rollbacks or {})}
    return files


def _headers(versions: Sequence[Version]) -> dict[str, bytes]:
    """The header files. A path that is a page in one version counts as a page in all versions."""
    kept = [version for version in versions if not version.manifest.withdrawn]
    pages = {page for version in kept for page in _known_pages(version)}
    files = {path for version in kept for path in version.manifest.files}
    base = urlsplit(versions[-1].manifest.site_url).path
    feedback = {address for version in kept for address in version.index.get("feedback", ())}
    return header_files(active_files(files, pages), base, feedback, versions=True)


def _known_pages(version: Version) -> Iterator[str]:
    """The pages of a version, including those that were replaced by a note."""
    yield from version.index["pages"]
    for decision in version.manifest.withdrawn_pages:
        for root in version.index["roots"].values():
            yield from (f"{root}{page}" for page in decision.pages)


def _pages(
    versions: Sequence[Version], published: Collection[str], rollbacks: Mapping[str, Decision]
) -> Iterator[tuple[str, str]]:
    latest = current_version(versions, rollbacks)
    roots: Mapping[str, str] = latest.index["roots"]
    ui_strings = {language: catalogue(language, latest.language_data) for language in roots}
    renderer = Renderer(versions, latest, ui_strings, rollbacks)
    yield (
        "404.html",
        renderer.render("404.html", "", next(iter(roots)), root_path=_host_path(latest)),
    )
    for language, root in roots.items():
        yield f"{root}index.html", renderer.render("index.html", root, language)
        comparisons = compare_each(renderer.versions, ui_strings[language])
        yield from _release_pages(renderer, language, root, published, comparisons)
        path = f"{root}as-of/"
        variables = {"periods": list(reversed(periods_with_rollbacks(versions, rollbacks)))}
        yield f"{path}index.html", renderer.render("as-of.html", path, language, **variables)
        yield f"{root}feed.xml", renderer.render("feed.xml", f"{root}feed.xml", language)
        yield from permanent_pages(renderer, language, root)
        yield from life_pages(renderer, language, root, comparisons)


def _host_path(latest: Version) -> str:
    """The path of the tree on its host: the 404 page needs it, because it is shown at any depth."""
    return urlsplit(latest.manifest.site_url).path


def _release_pages(
    renderer: Renderer,
    language: str,
    root: str,
    published: Collection[str],
    comparisons: Sequence[Comparison],
) -> Iterator[tuple[str, str]]:
    """The list of releases, and a page for the changes of each version."""
    path = f"{root}releases/"
    diffs = {each.after.text: f"{each.before.text}-{each.after.text}/" for each in comparisons}
    yield f"{path}index.html", renderer.render(
        "releases.html", path, language, diffs=diffs, decisions=new_decisions(renderer.versions)
    )  # fmt: skip
    former = (
        compare_versions(*pair, renderer.ui_strings[language])
        for pair in published_pairs(renderer.versions, path, published)
    )
    for each in (*comparisons, *former):
        folder = f"{path}{each.before.text}-{each.after.text}/"
        text = renderer.render(
            "diff.html", folder, language, before=each.before, after=each.after,
            comparison=each.changes,
        )  # fmt: skip
        yield f"{folder}index.html", text
    for folder, version in withdrawn_pages(renderer.all_versions, path, published):
        yield (
            f"{folder}index.html",
            renderer.render(
                "withdrawn.html",
                folder,
                language,
                version=version,
                decision=version.manifest.withdrawn,
            ),
        )
