"""An SVG diagram of a decision flow, drawn at build time from left to right."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from ...pages.page_formatter import PageFormatter
    from . import Flow

_BOX_WIDTH, _COLUMN_GAP, _ROW_GAP = 232, 76, 26
"""The width of a box, and the gaps between columns and between rows, in SVG units."""
_LINE_HEIGHT, _PADDING = 18, 10
_CHARACTERS_PER_LINE = 29
"""The number of characters that fit on a line in a box."""

_FRAME = Markup(
    '<svg class="pb-diagram" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    'role="img" aria-label="{label}">{edges}{boxes}</svg>'
)
_BOX = Markup(
    '<g><rect class="pb-box {css_class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="8"/>'
    "{text}</g>"
)
_TEXT = Markup('<text class="{css_class}" x="{x}" y="{y}">{text}</text>')
_SEPARATOR = Markup('<path class="pb-box-rule" d="M{x} {y}h{width}"/>')
_EDGE = Markup(
    '<path class="pb-edge" d="M{x1} {y1}C{control1} {y1} {control2} {y2} {x2} {y2}"/>'
    '<path class="pb-edge-head" d="M{head_x} {head_top}L{x2} {y2}L{head_x} {head_bottom}z"/>'
)
"""A Bézier curve from (x1, y1) to (x2, y2), and its arrowhead."""


@dataclass(frozen=True)
class _Box:
    """A question or an outcome: its lines of text, and its answers.

    Each answer is a pair of its lines of text and the name of the box that it leads to.
    """

    name: str
    css_class: str
    lines: tuple[str, ...]
    answers: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def height(self) -> int:
        texts = [self.lines, *(lines for lines, _ in self.answers)]
        return sum(len(lines) * _LINE_HEIGHT + _PADDING for lines in texts) + _PADDING

    def ports(self) -> Iterator[tuple[int, str]]:
        """For each answer, the y coordinate in the box where its edge starts, and its target."""
        y = len(self.lines) * _LINE_HEIGHT + 2 * _PADDING
        for lines, target in self.answers:
            yield y + len(lines) * _LINE_HEIGHT // 2, target
            y += len(lines) * _LINE_HEIGHT + _PADDING


def diagram(formatter: PageFormatter, flow: Flow) -> Markup:
    """The diagram of a flow."""
    boxes = {box.name: box for box in _boxes(formatter, flow)}
    columns = _columns(flow, boxes)
    positions = _positions(boxes, columns)
    return _FRAME.format(
        width=(max(columns.values()) + 1) * (_BOX_WIDTH + _COLUMN_GAP) - _COLUMN_GAP + 4,
        height=max(y + boxes[name].height for name, (_, y) in positions.items()) + 4,
        label=formatter.words("flow.picture_of", title=formatter.plain(flow.title)),
        edges=Markup("").join(_edges(boxes, positions)),
        boxes=Markup("").join(_draw_box(boxes[name], *positions[name]) for name in positions),
    )


def _boxes(formatter: PageFormatter, flow: Flow) -> Iterator[_Box]:
    def wrapped(text: str) -> tuple[str, ...]:
        return tuple(textwrap.wrap(text, _CHARACTERS_PER_LINE))

    for name, question in flow.questions.items():
        answers = tuple(
            (wrapped(formatter.plain(answer.text)), answer.to) for answer in question.answers
        )
        yield _Box(name, "pb-question", wrapped(formatter.plain(question.text)), answers)
    for name, outcome in flow.outcomes.items():
        css_class = f"pb-outcome pb-outcome-{outcome.verdict or 'none'}"
        yield _Box(name, css_class, wrapped(formatter.plain(outcome.title)))


def _columns(flow: Flow, boxes: Mapping[str, _Box]) -> dict[str, int]:
    """The column of each box: the length of the longest path to it from the start."""
    columns: dict[str, int] = {}

    def visit(name: str, column: int, path: tuple[str, ...]) -> None:
        if name in path or column <= columns.get(name, -1):
            return
        columns[name] = column
        for _, target in boxes[name].answers:
            visit(target, column + 1, (*path, name))

    visit(flow.start, 0, ())
    return columns


def _positions(boxes: Mapping[str, _Box], columns: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The x and y of each box, vertically close to the answers that lead to it."""
    positions: dict[str, tuple[int, int]] = {}
    incoming: dict[str, list[int]] = {}
    for column in range(max(columns.values()) + 1):
        names = [name for name in columns if columns[name] == column]
        mean_incoming_y = {name: _mean(incoming.get(name, [0])) for name in names}
        next_free = 2
        for name in sorted(names, key=lambda name: mean_incoming_y[name]):
            y = max(next_free, mean_incoming_y[name] - boxes[name].height // 2)
            positions[name] = (2 + column * (_BOX_WIDTH + _COLUMN_GAP), y)
            next_free = y + boxes[name].height + _ROW_GAP
            for port_y, target in boxes[name].ports():
                incoming.setdefault(target, []).append(y + port_y)
    return positions


def _mean(numbers: list[int]) -> int:
    return sum(numbers) // len(numbers)


def _edges(boxes: Mapping[str, _Box], positions: Mapping[str, tuple[int, int]]) -> Iterator[Markup]:
    for name, (x, y) in positions.items():
        for port_y, target in boxes[name].ports():
            x1, (x2, target_y) = x + _BOX_WIDTH, positions[target]
            y2 = target_y + _PADDING + _LINE_HEIGHT // 2
            yield _EDGE.format(
                x1=x1, y1=y + port_y, control1=x1 + _COLUMN_GAP // 2,
                control2=x2 - _COLUMN_GAP // 2, x2=x2, y2=y2, head_x=x2 - 8,
                head_top=y2 - 5, head_bottom=y2 + 5,
            )  # fmt: skip


def _draw_box(box: _Box, x: int, y: int) -> Markup:
    parts, text_y = [], y + _PADDING - 5
    for index, lines in enumerate([box.lines, *(lines for lines, _ in box.answers)]):
        if index:
            parts.append(_SEPARATOR.format(x=x, y=text_y + 1, width=_BOX_WIDTH))
            text_y += _PADDING // 2
        for line in lines:
            text_y += _LINE_HEIGHT
            css_class = "pb-box-answer" if index else "pb-box-words"
            parts.append(_TEXT.format(css_class=css_class, x=x + 12, y=text_y, text=line))
        text_y += _PADDING // 2
    text = Markup("").join(parts)
    return _BOX.format(
        css_class=box.css_class, x=x, y=y, width=_BOX_WIDTH, height=box.height, text=text
    )
