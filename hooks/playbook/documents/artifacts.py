"""Marks what is on every page, such as page numbers, as artifacts: not part of the content.

WeasyPrint tags running heads like content, but leaves them out of the structure tree, so a screen
reader could not say what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf


def mark_artifacts(pdf: Pdf) -> None:
    """On each page, mark content as an artifact if the tree does not have its structure element."""
    tree = pdf.Root.StructTreeRoot
    known = _in_tree(tree)
    numbers = tree.ParentTree.Nums
    # a list of keys and values in turn
    by_page = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
    for page in pdf.pages:
        parents = by_page[int(page.obj.StructParents)]
        outside = {index for index, parent in enumerate(parents) if parent.objgen not in known}
        if outside:
            _rewrite(pdf, page, outside)
        for index in outside:
            parents[index] = None


def _in_tree(tree: Any) -> set[tuple[int, int]]:
    """The object numbers of all elements in the structure tree."""
    from pikepdf import Array, Dictionary

    known: set[tuple[int, int]] = set()
    pending: list[Any] = [tree.K]
    while pending:
        each = pending.pop()
        if isinstance(each, Array):
            pending.extend(each)
        elif isinstance(each, Dictionary) and each.objgen not in known:
            known.add(each.objgen)
            if "/K" in each and each.get("/Type") != "/OBJR":
                pending.append(each.K)
    return known


def _rewrite(pdf: Pdf, page: Any, outside: set[int]) -> None:
    from pikepdf import (
        ContentStreamInstruction,
        Dictionary,
        Name,
        Operator,
        parse_content_stream,
        unparse_content_stream,
    )

    artifact = ContentStreamInstruction(
        [Name.Artifact, Dictionary(Type=Name.Pagination)], Operator("BDC")
    )
    instructions = [
        artifact if _content_number(each) in outside else each
        for each in parse_content_stream(page)
    ]
    page.obj.Contents = pdf.make_stream(unparse_content_stream(instructions))


def _content_number(instruction: Any) -> int | None:
    """The number of the marked content that an instruction begins, or None."""
    if str(instruction.operator) != "BDC" or "/MCID" not in instruction.operands[1]:
        return None
    return int(instruction.operands[1]["/MCID"])
