"""The roles, accounts and countries by which a reader can filter the handbook."""

from __future__ import annotations

from typing import Any, get_args

from ..model.entry import AccountKind
from ..model.referenced_kinds import ROLES
from .handbook import Handbook
from .page_formatter import PageFormatter
from .role_page import with_included_roles

UI_STRINGS = (
    "role",
    "account",
    "country",
    "all",
    "as",
    "everyone",
    "change",
    "hidden",
    "count",
    "show",
    "hide",
)


def reader_choices(handbook: Handbook, language: str) -> dict[str, Any]:
    """The choices of a reader, and the UI strings of the JavaScript module.

    Each role lists its own id and those of the roles that it includes under ``with``. ``country``
    is empty if the organisation has only one country.
    """
    formatter = PageFormatter(handbook, language, page="")
    words = handbook.words[language]
    countries = handbook.playbook.settings.organisation.countries
    return {
        "role": [
            {
                "id": role.id,
                "title": formatter.plain(role.title),
                "with": list(with_included_roles(handbook, role.id)),
            }
            for role in handbook.by_kind.get(ROLES, ())
        ],
        "account": [
            {"id": kind, "title": words(f"account.{kind}")} for kind in get_args(AccountKind)
        ],
        "country": [{"id": country} for country in countries] if len(countries) > 1 else [],
        "words": {name: words(f"reader.{name}") for name in UI_STRINGS},
    }  # fmt: skip
