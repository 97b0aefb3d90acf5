"""Whether the change of a value is stricter, looser, changed or reworded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.entry import AppliesTo, Entry
from ..model.playbook import Playbook
from ..model.settings import Duration
from .change import ChangeType
from .word_diff import normalised

TextItems = Mapping[str, Sequence[str]]
"""The items of a list of texts, by language."""


class ComparedStates:
    """The two states of a handbook and of one entry in it."""

    def __init__(self, old: Playbook, new: Playbook, before: Entry, after: Entry) -> None:
        self.old, self.new, self.before, self.after = old, new, before, after


def along(order: Sequence[str], old: str, new: str) -> ChangeType:
    """Stricter or looser, if the order from loose to strict contains both values; else changed."""
    if old not in order or new not in order or old == new:
        return "changed"
    return "stricter" if order.index(new) > order.index(old) else "looser"


MAY = ("yes", "yes_if", "ask_first", "no")
MUST = ("no", "yes_if", "yes")
"""The verdicts on questions that ask 'may' and 'must', from loose to strict."""


def verdict_order(entry: Entry) -> tuple[str, ...]:
    """The verdicts on the question of an entry, from loose to strict."""
    return MUST if asks(entry) == "must" else MAY


def asks(entry: Entry | None) -> str:
    """Whether an entry asks 'may', 'must' or 'what'; 'may' for an entry without a question."""
    ruling = entry.spec.verdict(entry) if entry else None
    return ruling.asks if ruling else "may"


def verdict(states: ComparedStates, old: str | None, new: str | None) -> ChangeType:
    """Stricter or looser by the verdicts; changed if the type of question has changed."""
    if asks(states.before) != asks(states.after):
        return "changed"
    return along(verdict_order(states.after), old or "", new or "")


def opposite(change_type: ChangeType) -> ChangeType:
    """Looser for stricter and the other way round; other types stay."""
    if change_type == "stricter":
        return "looser"
    return "stricter" if change_type == "looser" else change_type


def requirements(
    states: ComparedStates, old: TextItems | None, new: TextItems | None
) -> ChangeType:
    """Lists of requirements: more of them is stricter, fewer is looser.

    Languages whose text did not change are ignored. Languages that disagree make it reworded.
    """
    languages = (old or new or {}).keys() & (new or old or {}).keys()
    pairs = ((_items(old, language), _items(new, language)) for language in languages)
    directions = {_more_or_fewer(*pair) for pair in pairs if pair[0] != pair[1]}
    return directions.pop() if len(directions) == 1 else "reworded"


def _more_or_fewer(before: set[str], after: set[str]) -> ChangeType:
    if before < after:
        return "stricter"
    return "looser" if after < before else "reworded"


def _items(texts: TextItems | None, language: str) -> set[str]:
    """The items of a list of texts in a language, with normalised punctuation."""
    return {normalised(item) for item in texts[language]} if texts else set()


def permissions(states: ComparedStates, old: Sequence[str], new: Sequence[str]) -> ChangeType:
    """Lists of permissions: more of them is looser, fewer is stricter."""
    before, after = set(old), set(new)
    if before < after:
        return "looser"
    return "stricter" if after < before else "changed"


def deadline(states: ComparedStates, old: str | None, new: str | None) -> ChangeType:
    """The name of a value with a duration: a shorter one is stricter, none is loosest."""
    if old is None or new is None:
        return "stricter" if old is None else "looser"
    before, after = _minutes(states.old, old), _minutes(states.new, new)
    if before is None or after is None or before == after:
        return "changed"
    return "stricter" if after < before else "looser"


_MINUTES = {
    "minutes": 1, "hours": 60, "working_hours": 180, "days": 1440, "working_days": 2016,
    "weeks": 10080, "months": 43800, "years": 525600,
}  # fmt: skip
"""Minutes per unit, averaged over a year: precise enough to find the shorter of two durations."""


def _minutes(playbook: Playbook, name: str) -> int | None:
    value = playbook.settings.values.get(name)
    return minutes(value.duration) if value and value.duration else None


def minutes(duration: Duration) -> int:
    """The length of a duration, averaged over a year: comparable with other durations."""
    return duration.amount * _MINUTES[duration.unit]


def scope(states: ComparedStates, old: AppliesTo, new: AppliesTo) -> ChangeType:
    """A wider scope is looser for a permission, and stricter for a requirement or a prohibition.

    A wider scope is classified by the new verdict, which the added people get; a narrower one by
    the old verdict, which the removed people had.
    """
    wider, narrower = covers(new, old), covers(old, new)
    rule = states.after if wider else states.before
    ruling = rule.spec.verdict(rule)
    verdict, is_duty = (ruling.verdict, ruling.asks == "must") if ruling else (None, False)
    requires = verdict in ("yes", "yes_if") if is_duty else verdict in ("no", "ask_first")
    permits = verdict == "no" if is_duty else verdict == "yes"
    if wider == narrower or not (requires or permits):
        return "changed"
    return "stricter" if requires == wider else "looser"


DIMENSIONS = ("account", "sector", "countries", "employee_countries", "roles")
"""The dimensions of a scope."""


def scope_sets(scope: AppliesTo) -> tuple[frozenset[str], ...]:
    """The values of each dimension of a scope, without their order; an empty set means everyone."""
    return tuple(frozenset(getattr(scope, field)) for field in DIMENSIONS)


def covers(outer: AppliesTo, inner: AppliesTo) -> bool:
    """Whether the outer scope includes everyone in the inner scope."""
    pairs = zip(scope_sets(outer), scope_sets(inner), strict=True)
    return all(not wide or (narrow and narrow <= wide) for wide, narrow in pairs)
