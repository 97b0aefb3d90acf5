"""Completes a PDF for archives and for assistive technology, and fixes its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..problems import Location, Output, Problem
from .artifacts import mark_artifacts
from .attachments import MANIFEST
from .codes import DAMAGED
from .structure import complete_structure
from .typeset import Metadata
from .xmp import xmp_packet

if TYPE_CHECKING:
    from pikepdf import Pdf


def complete_pdf(
    data: bytes, metadata: Metadata, link_texts: Mapping[str, str], digest: str
) -> tuple[bytes, int]:
    """The completed PDF and its number of pages.

    WeasyPrint writes a PDF/A-3a with a structure tree. This marks running heads as artifacts,
    gives links a readable description, names PDF/UA in the metadata, and lists every attachment
    once. The file's identifier follows from its content.
    """
    from pikepdf import ObjectStreamMode, Pdf

    output = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        mark_artifacts(pdf)
        complete_structure(pdf)
        _describe_links(pdf, link_texts)
        _list_attachments_once(pdf)
        producer = str(pdf.docinfo["/Producer"])
        packet = pdf.make_stream(xmp_packet(metadata, producer, digest))
        packet.Type, packet.Subtype = _name("/Metadata"), _name("/XML")
        pdf.Root.Metadata = packet
        pdf.save(
            output, deterministic_id=True, fix_metadata_version=False,
            object_stream_mode=ObjectStreamMode.generate,
        )  # fmt: skip
        return output.getvalue(), len(pdf.pages)


def syntax_problems(data: bytes) -> list[Problem]:
    """A problem if qpdf finds anything wrong with a PDF, as ``qpdf --check`` does."""
    from pikepdf import Pdf, PdfError

    try:
        with Pdf.open(BytesIO(data)) as pdf:
            errors = [*pdf.get_warnings(), *pdf.check_pdf_syntax()]
    except PdfError as error:
        errors = [str(error)]
    lines = tuple(map(str, errors))
    return [DAMAGED.at(Location(MANIFEST), output=Output(lines))] if lines else []


def _name(name: str) -> Any:
    from pikepdf import Name

    return Name(name)


def _describe_links(pdf: Pdf, texts: Mapping[str, str]) -> None:
    from pikepdf import String

    for link in _links(pdf):
        target = str(link.get("/Contents", ""))
        link.Contents = String(texts.get(target) or target.removeprefix("mailto:"))


def _links(pdf: Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") == "/Link":
                yield annotation


def _list_attachments_once(pdf: Pdf) -> None:
    """Remove repetitions from the list of associated files."""
    from pikepdf import Array

    files = {file.objgen: file for file in pdf.Root.get("/AF", [])}
    if files:
        pdf.Root.AF = Array(list(files.values()))
