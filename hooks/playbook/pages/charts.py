"""SVG charts of strategy results, drawn at build time; each has an equivalent table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ..kinds.strategy import Result, Strategy
from .show import Show

_WIDTH, _HEIGHT = 360, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 12, 24, 30

_FRAME = Markup(
    '<svg class="chart" viewBox="0 0 {wide} {high}" role="img" aria-label="{label}">{parts}</svg>'
)
_GRID = Markup(
    '<path class="chart-grid" d="M{x1} {y}H{x2}"/>'
    '<text class="chart-text" x="{x}" y="{below}" text-anchor="end">{words}</text>'
)
_LEVEL = Markup(
    '<path class="chart-{name}" d="M{x1} {y}H{x2}"/>'
    '<text class="chart-text chart-strong" x="{x1}" dx="6" y="{above}">{words}</text>'
)
_WORDS = Markup('<text class="chart-text" x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>')
_DOT = Markup('<circle class="chart-dot" cx="{x}" cy="{y}" r="4"/>')


@dataclass(frozen=True)
class _Scale:
    """The scale of a chart; ``top`` is the highest number."""

    top: float
    months: int

    def across(self, index: int) -> float:
        """How far from the left a month stands."""
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * index / max(1, self.months - 1), 1)

    def down(self, number: Decimal | float) -> float:
        """How far from the top a number stands; a little is left above the highest."""
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * float(number) / self.top, 1)


def result_chart(show: Show, goal: Strategy) -> Markup:
    """A goal's results month by month, with its target and where it began."""
    levels = [number for number in (goal.baseline, goal.target) if number is not None]
    highest = max([*levels, *(result.result for result in goal.results)])
    scale = _Scale(float(highest) or 1, len(goal.results))
    points = [
        (scale.across(index), scale.down(result.result))
        for index, result in enumerate(goal.results)
    ]
    line = "L".join(f"{x} {y}" for x, y in points)
    parts = [
        *_grid(show, scale),
        *_levels(show, goal, scale),
        Markup('<path class="chart-line" d="M{}"/>').format(line),
        *(_DOT.format(x=x, y=y) for x, y in points),
        _WORDS.format(x=_LEFT, y=_HEIGHT - 8, anchor="start", words=goal.results[0].month),
        _WORDS.format(x=_WIDTH - _RIGHT, y=_HEIGHT - 8, anchor="end", words=goal.results[-1].month),
    ]
    return _frame(_HEIGHT, _description(show, goal), parts)


def _grid(show: Show, scale: _Scale) -> Iterator[Markup]:
    for number in (0.0, scale.top / 2, scale.top):
        y = scale.down(number)
        words = show.number(Decimal(round(number)))
        yield _GRID.format(x1=_LEFT, x2=_WIDTH - _RIGHT, x=_LEFT - 6, y=y, below=y + 4, words=words)


def _levels(show: Show, goal: Strategy, scale: _Scale) -> Iterator[Markup]:
    for name, number in (("baseline", goal.baseline), ("target", goal.target)):
        if number is not None:
            y = scale.down(number)
            words = f"{show.words(f'strategy.{name}')} {show.number(number)}"
            yield _LEVEL.format(
                name=name, x1=_LEFT, x2=_WIDTH - _RIGHT, y=y, above=y - 5, words=words
            )


def _frame(high: int, label: str, parts: Iterable[Markup]) -> Markup:
    return _FRAME.format(wide=_WIDTH, high=high, label=label, parts=Markup("").join(parts))


def _description(show: Show, goal: Strategy) -> str:
    first, last = goal.results[0], goal.results[-1]
    return show.words(
        "strategy.spoken", title=show.plain(goal.title), unit=show.plain(goal.unit),
        first=show.number(first.result), since=first.month,
        last=show.number(last.result), until=last.month, target=show.number(goal.target) or "–",
    )  # fmt: skip


@dataclass(frozen=True)
class Effort:
    """Total hours spent and value gained."""

    title: str
    href: str | None
    hours: Decimal
    value: Decimal


def by_purpose(show: Show) -> list[Effort]:
    """Hours and value of each purpose that a goal with results serves."""
    pairs = ((goal.purpose, result) for goal in _goals(show) for result in goal.results)
    return _summed(show, pairs)


def by_channel(show: Show) -> list[Effort]:
    """Hours and value of each channel that results were noted for."""
    pairs = ((result.channel, result) for goal in _goals(show) for result in goal.results)
    return _summed(show, pairs)


def _goals(show: Show) -> Iterator[Strategy]:
    entries = show.handbook.by_kind.get("strategy", ())
    return (entry for entry in entries if isinstance(entry, Strategy))


def _summed(show: Show, pairs: Iterable[tuple[str | None, Result]]) -> list[Effort]:
    found: dict[str, list[Result]] = {}
    for id, result in pairs:
        if id in show.handbook.shown:
            found.setdefault(str(id), []).append(result)
    return [
        Effort(
            show.plain(show.entry(id).title), show.href(id),
            sum((one.hours for one in results), Decimal()),
            sum((one.value for one in results), Decimal()),
        )
        for id, results in found.items()
    ]  # fmt: skip


def spent_chart(show: Show, rows: list[Effort], label: str) -> Markup:
    """Two bars for each row: its share of the hours, and its share of the value."""
    sums = {name: sum(getattr(row, name) for row in rows) or 1 for name in ("hours", "value")}
    parts, y = [], 6
    for row in rows:
        parts.append(_WORDS.format(x=0, y=y + 14, anchor="start", words=row.title))
        for name in ("hours", "value"):
            share = float(getattr(row, name)) / float(sums[name])
            parts.append(_bar(show, name, share, y + 22 + 22 * (name == "value")))
        y += 76
    return _frame(y, label, parts)


def _bar(show: Show, name: str, share: float, y: int) -> Markup:
    wide = round((_WIDTH - 170) * share, 1)
    words = f"{show.words(f'strategy.{_BARS[name]}')} {show.words.percent(round(share * 100))}"
    return Markup(
        '<rect class="chart-{}" x="0" y="{}" width="{}" height="16" rx="3"/>'
        '<text class="chart-text" x="{}" y="{}">{}</text>'
    ).format(name, y, wide, wide + 8, y + 13, words)


_BARS: Mapping[str, str] = {"hours": "hours_spent", "value": "worth"}
