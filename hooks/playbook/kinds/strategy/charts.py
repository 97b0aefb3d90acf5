"""SVG charts of strategy results, drawn at build time. The page also has the data as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, cast

from markupsafe import Markup

if TYPE_CHECKING:
    from ...pages.page_formatter import PageFormatter
    from . import Result, Strategy

_WIDTH, _HEIGHT = 360, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 12, 24, 30
_BARS_WIDTH = 250
"""The width of the longest bar; the rest of a chart is for its label."""

_FRAME = Markup(
    '<svg class="pb-chart" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">'
    "{parts}</svg>"
)
_GRID = Markup(
    '<path class="pb-chart-grid" d="M{x1} {y}H{x2}"/>'
    '<text class="pb-chart-text" x="{x}" y="{below}" text-anchor="end">{text}</text>'
)
_LEVEL = Markup(
    '<path class="pb-chart-{name}" d="M{x1} {y}H{x2}"/>'
    '<text class="pb-chart-text pb-chart-strong" x="{x1}" dx="6" y="{above}">{text}</text>'
)
_TEXT = Markup('<text class="pb-chart-text" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>')
_LABEL = Markup('<text class="pb-chart-text pb-chart-label" x="{x}" y="{y}">{text}</text>')
_BAR = Markup('<rect class="pb-chart-{name}" x="0" y="{y}" width="{width}" height="16" rx="3"/>')
_DOT = Markup('<circle class="pb-chart-dot" cx="{x}" cy="{y}" r="4"/>')


@dataclass(frozen=True)
class _Scale:
    """The scale of a chart; ``top`` is the highest value."""

    top: float
    months: int

    def x(self, index: int) -> float:
        """The x coordinate of a month."""
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * index / max(1, self.months - 1), 1)

    def y(self, number: Decimal | float) -> float:
        """The y coordinate of a value; the highest value is just below the top margin."""
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * float(number) / self.top, 1)


def result_chart(formatter: PageFormatter, goal: Strategy) -> Markup:
    """A goal's results by month, with its baseline and target."""
    levels = [number for number in (goal.baseline, goal.target) if number is not None]
    highest = max([*levels, *(result.result for result in goal.results)])
    scale = _Scale(float(highest) or 1, len(goal.results))
    points = [(scale.x(index), scale.y(result.result)) for index, result in enumerate(goal.results)]
    line = "L".join(f"{x} {y}" for x, y in points)
    months = [formatter.words.month(result.month) for result in goal.results]
    parts = [
        *_grid(formatter, scale),
        *_levels(formatter, goal, scale),
        Markup('<path class="pb-chart-line" d="M{}"/>').format(line),
        *(_DOT.format(x=x, y=y) for x, y in points),
        _TEXT.format(x=_LEFT, y=_HEIGHT - 8, anchor="start", text=months[0]),
        _TEXT.format(x=_WIDTH - _RIGHT, y=_HEIGHT - 8, anchor="end", text=months[-1]),
    ]
    return _frame(_HEIGHT, _description(formatter, goal), parts)


def _grid(formatter: PageFormatter, scale: _Scale) -> Iterator[Markup]:
    for number in (0.0, scale.top / 2, scale.top):
        y = scale.y(number)
        text = formatter.number(Decimal(round(number)))
        yield _GRID.format(x1=_LEFT, x2=_WIDTH - _RIGHT, x=_LEFT - 6, y=y, below=y + 4, text=text)


def _levels(formatter: PageFormatter, goal: Strategy, scale: _Scale) -> Iterator[Markup]:
    for name, number in (("baseline", goal.baseline), ("target", goal.target)):
        if number is not None:
            y = scale.y(number)
            text = f"{formatter.words.field('strategy', name)} {formatter.number(number)}"
            yield _LEVEL.format(
                name=name, x1=_LEFT, x2=_WIDTH - _RIGHT, y=y, above=y - 5, text=text
            )


def _frame(height: int, label: str, parts: Iterable[Markup]) -> Markup:
    return _FRAME.format(width=_WIDTH, height=height, label=label, parts=Markup("").join(parts))


def _description(formatter: PageFormatter, goal: Strategy) -> str:
    first, last = goal.results[0], goal.results[-1]
    since, until = formatter.words.month(first.month), formatter.words.month(last.month)
    return formatter.words(
        "strategy.spoken", title=formatter.plain(goal.title), unit=formatter.plain(goal.unit),
        first=formatter.number(first.result), since=since,
        last=formatter.number(last.result), until=until,
        target=formatter.number(goal.target) or "–",
    )  # fmt: skip


@dataclass(frozen=True)
class Effort:
    """The hours spent on a purpose or a channel, and the value gained, in its months."""

    title: str
    href: str | None
    hours: Decimal
    value: Decimal
    months: tuple[str, ...]


def by_purpose(formatter: PageFormatter) -> list[Effort]:
    """The hours and value of each purpose that has a goal with results."""
    pairs = ((goal.purpose, result) for goal in _goals(formatter) for result in goal.results)
    return _totals(formatter, pairs)


def by_channel(formatter: PageFormatter) -> list[Effort]:
    """The hours and value of each channel that has results."""
    pairs = ((result.channel, result) for goal in _goals(formatter) for result in goal.results)
    return _totals(formatter, pairs)


def _goals(formatter: PageFormatter) -> Iterator[Strategy]:
    entries = formatter.handbook.by_kind.get("strategy", ())
    return (cast("Strategy", entry) for entry in entries)


def _totals(formatter: PageFormatter, pairs: Iterable[tuple[str | None, Result]]) -> list[Effort]:
    results_by_id: dict[str, list[Result]] = {}
    for id, result in pairs:
        if id in formatter.handbook.shown:
            results_by_id.setdefault(str(id), []).append(result)
    return [
        Effort(
            formatter.plain(formatter.entry(id).title), formatter.href(id),
            sum((result.hours or Decimal() for result in results), Decimal()),
            sum((result.value or Decimal() for result in results), Decimal()),
            tuple(sorted(result.month for result in results)),
        )
        for id, results in results_by_id.items()
    ]  # fmt: skip


def spent_chart(formatter: PageFormatter, rows: list[Effort], label: str) -> Markup:
    """Two bars for each row: its share of the hours, and its share of the value.

    The longest bar takes the whole width of the chart; the scale below says how much that is.
    """
    totals = {name: sum(getattr(row, name) for row in rows) or 1 for name in ("hours", "value")}
    shares = [
        {name: float(getattr(row, name)) / float(total) for name, total in totals.items()}
        for row in rows
    ]
    top = max(0.1, ceil(10 * max(max(share.values()) for share in shares)) / 10)
    bars, y = [], 6
    for row, share in zip(rows, shares, strict=True):
        bars.append(_LABEL.format(x=0, y=y + 14, text=row.title))
        for number, name in enumerate(totals, start=1):
            bars.append(_bar(formatter, name, share[name], top, y + 22 * number))
        y += 76
    return _frame(y + 16, label, [*_scale_lines(formatter, top, y), *bars])


def _scale_lines(formatter: PageFormatter, top: float, height: int) -> Iterator[Markup]:
    """Lines at none, half and all of the scale, with their percentages below."""
    for part, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        x = round(_BARS_WIDTH * part, 1)
        text = formatter.words.percent(round(top * part * 100))
        yield Markup('<path class="pb-chart-grid" d="M{} 26V{}"/>').format(x, height - 8)
        yield _TEXT.format(x=x, y=height + 8, anchor=anchor, text=text)


def _bar(formatter: PageFormatter, name: str, share: float, top: float, y: int) -> Markup:
    width = round(_BARS_WIDTH * share / top, 1)
    label = formatter.words(f"strategy.{_BAR_LABELS[name]}")
    text = f"{label} {formatter.words.percent(round(share * 100))}"
    return _BAR.format(name=name, y=y, width=width) + _LABEL.format(
        x=width + 8, y=y + 13, text=text
    )


def spent_caption(formatter: PageFormatter, rows: list[Effort]) -> str:
    """What the bars and the table show: of how many hours, of what value, and of which months."""
    months = sorted(month for row in rows for month in row.months)
    return formatter.words(
        "strategy.spent_caption",
        hours=formatter.number(sum((row.hours for row in rows), Decimal())),
        value=formatter.number(sum((row.value for row in rows), Decimal())),
        since=formatter.words.month(months[0]), until=formatter.words.month(months[-1]),
    )  # fmt: skip


_BAR_LABELS: Mapping[str, str] = {"hours": "hours_spent", "value": "worth"}
