"""Makes a document: HTML, pages, and then what an archive and assistive technology need."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..messages import messages
from ..problems import Problem
from .archive import complete_pdf, syntax_problems
from .attachments import attachments
from .cleaned import clean
from .fonts import missing_characters, only_these_fonts
from .headings import close_gaps, demote
from .layout import Layout, lay_out
from .line_breaks import separate_spaces
from .links import Targets, link_pages
from .missing import missing_problems
from .parts import Part
from .source import Source
from .tree import by_class, classes, plain_text
from .typeset import Metadata, typeset


@dataclass(frozen=True)
class Document:
    """A finished PDF and its number of pages."""

    data: bytes
    pages: int

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.data).hexdigest()


def compose(source: Source, part: Part, language: str) -> Document:
    """Make the PDF of a part in one language. Raises UnusableError, and OSError for a font."""
    with only_these_fonts(source.more_fonts):  # WeasyPrint looks for fonts when it is imported
        return _compose(source, part, language)


def _compose(source: Source, part: Part, language: str) -> Document:
    layout = lay_out(source, part, language)
    tree = prepared_tree(layout, source, language)
    if missing := missing_characters("".join(tree.itertext()), source.more_fonts):
        raise UnusableError(*missing_problems(missing, source, part))
    metadata = Metadata(
        layout.front.full_title, layout.front.organisation,
        f"{layout.front.running} · SHA-256 {source.digest}", language, source.at,
    )  # fmt: skip
    pdf = typeset(tree, source, metadata, attachments(source, part, language))
    data, pages = complete_pdf(pdf, metadata, link_texts(tree), source.digest)
    if problems := syntax_problems(data):
        raise UnusableError(*problems)
    return Document(data, pages)


class UnusableError(Exception):
    """A document cannot be made from the data; ``problems`` say why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(messages().text(problems))


def prepared_tree(layout: Layout, source: Source, language: str) -> Element:
    """The tree of a document's HTML, ready for paper."""
    import tinyhtml5

    tree: Element = tinyhtml5.parse(layout.html, namespace_html_elements=False)
    clean(tree)
    pages = list(by_class(tree, "page"))
    for page in pages:
        demote(page, int(page.attrib.pop("data-levels")))
    close_gaps(tree)
    separate_spaces(tree)
    folder = "" if language == source.handbook.playbook.languages[0] else f"{language}/"
    root = f"{source.base_url}{folder}" if source.base_url else ""
    ids = {id for each in tree.iter() if (id := each.get("id"))}
    targets = Targets(dict(layout.pages), ids, root)
    link_pages(tree, ((page.attrib.pop("data-path"), page) for page in pages), targets)
    return tree


def link_texts(tree: Element) -> dict[str, str]:
    """The title of each target by its id; a screen reader reads it instead of an address."""
    texts: dict[str, str] = {}
    for each in tree.iter():
        if id := each.get("id"):
            titles = (title for title in each.iter() if _is_title(title))
            if (title := next(titles, None)) is not None:
                texts[id] = plain_text(title)
    return texts


def _is_title(each: Element) -> bool:
    return each.tag in ("h1", "h2", "h3", "h4", "h5", "h6") or "step-title" in classes(each)
