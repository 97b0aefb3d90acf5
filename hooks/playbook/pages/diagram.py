"""An SVG diagram of a decision flow, drawn at build time from left to right."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..kinds.flows import Flow
from .show import Show

_BOX_WIDTH, _COLUMN_GAP, _ROW_GAP = 232, 76, 26
"""The width of a box, and the space between columns and between rows."""
_LINE, _PAD = 18, 10
_CHARACTERS_PER_LINE = 29
"""How many letters fit on a line of a box."""

_FRAME = Markup(
    '<svg class="diagram" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
    'role="img" aria-label="{label}">{lines}{boxes}</svg>'
)
_BOX = Markup(
    '<g><rect class="box {css_class}" x="{x}" y="{y}" width="{wide}" height="{high}" rx="8"/>'
    "{text}</g>"
)
_TEXT = Markup('<text class="{css_class}" x="{x}" y="{y}">{words}</text>')
_RULE = Markup('<path class="box-rule" d="M{x} {y}h{wide}"/>')
_EDGE = Markup(
    '<path class="edge" d="M{x} {y}C{near} {y} {far} {end} {to} {end}"/>'
    '<path class="edge-head" d="M{back} {high}L{to} {end}L{back} {low}z"/>'
)


@dataclass(frozen=True)
class _Box:
    """A question or an outcome: its lines of text, and its answers with where they lead."""

    name: str
    css_class: str
    words: tuple[str, ...]
    answers: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def height(self) -> int:
        rows = [self.words, *(words for words, _ in self.answers)]
        return sum(len(words) * _LINE + _PAD for words in rows) + _PAD

    def ports(self) -> Iterator[tuple[int, str]]:
        """How far down the box each answer stands, and where it leads."""
        down = len(self.words) * _LINE + 2 * _PAD
        for words, to in self.answers:
            yield down + len(words) * _LINE // 2, to
            down += len(words) * _LINE + _PAD


def diagram(show: Show, flow: Flow) -> Markup:
    """The picture of a flow."""
    boxes = {box.name: box for box in _boxes(show, flow)}
    columns = _columns(flow, boxes)
    places = _places(boxes, columns)
    return _FRAME.format(
        wide=(max(columns.values()) + 1) * (_BOX_WIDTH + _COLUMN_GAP) - _COLUMN_GAP + 4,
        high=max(y + boxes[name].height for name, (_, y) in places.items()) + 4,
        label=show.words("flow.picture_of", title=show.plain(flow.title)),
        lines=Markup("").join(_edges(boxes, places)),
        boxes=Markup("").join(_drawn(boxes[name], *places[name]) for name in places),
    )


def _boxes(show: Show, flow: Flow) -> Iterator[_Box]:
    def wrapped(words: str) -> tuple[str, ...]:
        return tuple(textwrap.wrap(words, _CHARACTERS_PER_LINE))

    for name, question in flow.questions.items():
        answers = tuple((wrapped(show.plain(a.text)), a.to) for a in question.answers)
        yield _Box(name, "question", wrapped(show.plain(question.text)), answers)
    for name, outcome in flow.outcomes.items():
        css_class = f"outcome outcome-{outcome.verdict or 'none'}"
        yield _Box(name, css_class, wrapped(show.plain(outcome.title)))


def _columns(flow: Flow, boxes: Mapping[str, _Box]) -> dict[str, int]:
    """The column of each box: its longest distance from the start."""
    columns: dict[str, int] = {}

    def visit(name: str, column: int, way: tuple[str, ...]) -> None:
        if name in way or column <= columns.get(name, -1):
            return
        columns[name] = column
        for _, to in boxes[name].answers:
            visit(to, column + 1, (*way, name))

    visit(flow.start, 0, ())
    return columns


def _places(boxes: Mapping[str, _Box], columns: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The position of each box, close to the answers that lead to it."""
    places: dict[str, tuple[int, int]] = {}
    wanted: dict[str, list[int]] = {}
    for column in range(max(columns.values()) + 1):
        here = [name for name, its in columns.items() if its == column]
        middle = {name: sum(wanted.get(name, [0])) // len(wanted.get(name, [0])) for name in here}
        free = 2
        for name in sorted(here, key=lambda name: middle[name]):
            y = max(free, middle[name] - boxes[name].height // 2)
            places[name] = (2 + column * (_BOX_WIDTH + _COLUMN_GAP), y)
            free = y + boxes[name].height + _ROW_GAP
            for down, to in boxes[name].ports():
                wanted.setdefault(to, []).append(y + down)
    return places


def _edges(boxes: Mapping[str, _Box], places: Mapping[str, tuple[int, int]]) -> Iterator[Markup]:
    for name, (x, y) in places.items():
        for down, to in boxes[name].ports():
            end_x, end_y = places[to]
            end = end_y + _PAD + _LINE // 2
            yield _EDGE.format(
                x=x + _BOX_WIDTH, y=y + down, near=x + _BOX_WIDTH + _COLUMN_GAP // 2,
                far=end_x - _COLUMN_GAP // 2, to=end_x, end=end, back=end_x - 8,
                high=end - 5, low=end + 5,
            )  # fmt: skip


def _drawn(box: _Box, x: int, y: int) -> Markup:
    parts, down = [], y + _PAD - 5
    for number, words in enumerate([box.words, *(words for words, _ in box.answers)]):
        if number:
            parts.append(_RULE.format(x=x, y=down + 1, wide=_BOX_WIDTH))
            down += _PAD // 2
        for line in words:
            down += _LINE
            css_class = "box-answer" if number else "box-words"
            parts.append(_TEXT.format(css_class=css_class, x=x + 12, y=down, words=line))
        down += _PAD // 2
    text = Markup("").join(parts)
    return _BOX.format(
        css_class=box.css_class, x=x, y=y, wide=_BOX_WIDTH, high=box.height, text=text
    )
