"""Fields of other kinds that decide for a whole entry, and fields that do not."""

from __future__ import annotations

from collections.abc import Callable

from changes.tables import NO_CELL, Cell, Fields, Table
from changes.verdicts.shared import LATE, MORE, SOON, rule, square, text


def tables() -> list[Table]:
    """All tables of this group."""
    standing = ("approved", "trial", "restricted", "banned", "closed")
    lists = {"sv": ["Prislistor."], "en": ["Price lists."]}
    channel: Fields = {"not_for": None, "reply_within": None}
    full: Fields = {"not_for": lists, "reply_within": SOON}

    def uses(before: Fields, after: Fields) -> Callable[[str, str], Cell | str]:
        def cell(standing_before: str, standing_after: str) -> Cell | str:
            old = {**before, "standing": standing_before}
            new = {**after, "standing": standing_after}
            return NO_CELL if old == new else Cell("channels", old, new)

        return cell

    def word(before: str, after: str) -> Cell | str:
        old, new = (
            {"use": use, "instead": text("Annat ord") if use != "use" else None}
            for use in (before, after)
        )
        return NO_CELL if before == after else Cell("glossary", old, new)

    training = {"sv": ["Kurs."], "en": ["A course."]}
    rows: dict[str, Cell] = {
        "account: a weaker login for fewer roles": Cell(
            "accounts",
            {"two_factor": "key", "access": ["moderator", "policy-owner"]},
            {"two_factor": "sms", "access": ["moderator"]},
        ),
        "account: a weaker login for more roles": Cell(
            "accounts",
            {"two_factor": "key", "access": ["moderator"]},
            {"two_factor": "sms", "access": ["moderator", "policy-owner"]},
        ),
        "role: may do more, and learns more first": Cell(
            "roles", {"may": ["share"], "training": None},
            {"may": ["share", "reply"], "training": training},
        ),
        "role: may do more, and may leave something": Cell(
            "roles", {"may": ["share"]}, {"may": ["share", "reply"], "may_leave": text("Resten.")},
        ),
        "rule: less time, and a condition less": Cell(
            "policy", rule("yes_if", conditions=MORE, within=LATE), rule("yes_if", within=SOON)
        ),
        "rule: less time, and a condition more": Cell(
            "policy", rule("yes_if", within=LATE), rule("yes_if", conditions=MORE, within=SOON)
        ),
    }  # fmt: skip
    return [
        square("A channel's standing", standing, uses(full, full)),
        square("A channel's standing, and what it is not for comes", standing, uses(channel, full)),
        square("A channel's standing, and what it is not for goes", standing, uses(full, channel)),
        square("How a word is used", ("use", "avoid", "never"), word),
        Table("Fields of which none decides", ("change", "is called"), tuple(rows.items())),
    ]
