"""Exceptions: one by one, and several at once."""

from __future__ import annotations

from changes.tables import NO_CELL, Cell, Fields, Row, Table
from changes.verdicts.shared import MAY, MODERATORS, MUST, NONE, SE, US, rule, square, text


def case(verdict: str, when: Fields = US, words: str = "Så.") -> Fields:
    """An exception, whose text names its verdict."""
    fields = {} if verdict == NONE else {"verdict": verdict}
    return {"when": when, **fields, "text": text(f"{words} {verdict}")}


def _excepting(own: str, asks: str, old: list[Fields], new: list[Fields]) -> Cell:
    return Cell("policy", rule(own, asks, exceptions=old), rule(own, asks, exceptions=new))


def _by_account(verdict: str) -> list[Fields]:
    return [case(verdict, {"account": ["official"]}), case(verdict, {"account": ["personal"]})]


def _comes(own: str, asks: str, verdict: str) -> Cell:
    return _excepting(own, asks, [], [case(verdict)])


def _goes(own: str, asks: str, verdict: str) -> Cell:
    return _excepting(own, asks, [case(verdict)], [])


def _one_exception(asks: str, verdicts: tuple[str, ...]) -> list[Table]:
    """An exception comes, goes and gets another verdict, for every verdict of its rule."""
    with_none = (*verdicts, NONE)
    found = []
    for title, cell in (("comes", _comes), ("goes", _goes)):
        rows: list[Row] = [
            (f"**{own}**", *(cell(own, asks, verdict) for verdict in with_none)) for own in verdicts
        ]
        head = ("rule ↓ exception →", *with_none)
        found.append(Table(f"{asks}: an exception {title}", head, tuple(rows)))
    for own in verdicts:

        def changed(before: str, after: str, own: str = own) -> Cell | str:
            if before == after:
                return NO_CELL
            return _excepting(own, asks, [case(before)], [case(after)])

        title = f"{asks}: an exception gets another verdict, under a rule that says {own}"
        found.append(square(title, with_none, changed))
    return found


def tables() -> list[Table]:
    """All tables of this group."""
    both = {"countries": ["US"], "roles": ["moderator"]}
    wide, reordered = {"countries": ["SE", "US"]}, {"countries": ["US", "SE"]}
    several: dict[str, tuple[list[Fields], list[Fields]]] = {
        "two stricter": ([], [case("no"), case("ask_first", MODERATORS)]),
        "two looser": ([case("no"), case("ask_first", MODERATORS)], []),
        "one stricter, one looser": ([case("ask_first", MODERATORS)], [case("no")]),
        "one stricter, one in other words": (
            [case("ask_first"), case("no", MODERATORS)],
            [case("no"), case("no", MODERATORS, "Annat.")],
        ),
        "for more people": ([case("no")], [case("no", wide)]),
        "for fewer people": ([case("no", wide)], [case("no")]),
        "for other people": ([case("no")], [case("no", SE)]),
        "for more people, but milder": ([case("no")], [case("ask_first", wide)]),
        "split in two": ([case("no", wide)], [case("no", SE), case("no", US)]),
        "split in two, for all accounts": ([case("no", {})], _by_account("no")),
        "a narrower one within": ([case("no")], [case("no"), case("ask_first", both)]),
        "a wider one around": ([case("ask_first", both)], [case("ask_first", both), case("no")]),
        "a wider one behind narrower ones": (
            _by_account("ask_first"), [*_by_account("ask_first"), case("no", {})],
        ),
        "one that crosses, milder": ([case("no")], [case("no"), case("ask_first", MODERATORS)]),
        "one that crosses, stricter": (
            [case("ask_first")], [case("ask_first"), case("no", MODERATORS)],
        ),
        "a narrower one without a verdict": ([case("no")], [case("no"), case(NONE, both)]),
        "the same as the rule": ([], [case("yes")]),
        "in other words": ([case("no")], [case("no", US, "Annat.")]),
        "the other way round": ([case("no"), case("no", SE)], [case("no", SE), case("no")]),
        "a scope in another order": ([case("no", wide)], [case("no", reordered)]),
    }  # fmt: skip
    rows = tuple((words, _excepting("yes", "may", *sides)) for words, sides in several.items())
    # The verdict of the rule changes together with its exceptions: the type is that of the rule.
    both_change: dict[str, tuple[Fields, Fields]] = {
        "those who were excepted keep their no": (
            rule("no"), rule("yes", exceptions=[case("no")]),
        ),
        "those who were excepted get a no": (
            rule("no", exceptions=[case("yes")]), rule("yes_if", exceptions=[case("no")]),
        ),
        "an exception that is needed no more": (
            rule("yes", exceptions=[case("no")]), rule("no"),
        ),
        "an exception that makes it worse": (
            rule("ask_first"), rule("yes", exceptions=[case("no")]),
        ),
        "an exception that makes it better": (
            rule("ask_first"), rule("no", exceptions=[case("yes")]),
        ),
    }  # fmt: skip
    together = tuple((words, Cell("policy", *sides)) for words, sides in both_change.items())
    return [
        *_one_exception("may", MAY),
        *_one_exception("must", MUST),
        Table("Several, under a rule that says yes", ("exceptions", "is called"), rows),
        Table("With the rule's own verdict", ("change", "is called"), together),
    ]
