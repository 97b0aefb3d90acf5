"""Sets the HTML of a document as pages with WeasyPrint."""

from __future__ import annotations

import datetime as dt
import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from .. import __version__
from .attachments import AttachedFile
from .source import Source
from .styles import fetcher_of, style_sheet

GENERATOR = f"social-media-playbook {__version__}"
_VARIANT = "pdf/a-3a"


@dataclass(frozen=True)
class Metadata:
    """What the document says about itself; ``at`` is in UTC."""

    title: str
    author: str
    description: str
    language: str
    at: dt.datetime

    @property
    def time(self) -> str:
        """The time in ISO format."""
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def typeset(
    tree: Element, source: Source, metadata: Metadata, attached: Sequence[AttachedFile]
) -> bytes:
    """The pages of a document as PDF/A-3a with tags. Nothing is read from the network."""
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fetcher = fetcher_of(source)
    html = f"<!doctype html>{tostring(tree, encoding='unicode', method='html')}"
    files = [
        Attachment(
            string=file.data, name=file.name, description=file.path, url_fetcher=fetcher,
            created=metadata.at, modified=metadata.at, relationship=file.relationship,
        )
        for file in attached
    ]  # fmt: skip
    fonts = FontConfiguration()
    sheet = CSS(string=style_sheet(source), font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher).render(
        stylesheets=[sheet], font_config=fonts, pdf_variant=_VARIANT
    )
    target = document.metadata
    target.title, target.authors = metadata.title, [metadata.author]
    target.description, target.lang = metadata.description, metadata.language
    target.created = target.modified = metadata.time
    target.generator = GENERATOR
    with warnings.catch_warnings():  # WeasyPrint does not close a file of its own
        warnings.simplefilter("ignore", ResourceWarning)
        pdf: bytes = document.write_pdf(pdf_variant=_VARIANT, attachments=files)
    return pdf
