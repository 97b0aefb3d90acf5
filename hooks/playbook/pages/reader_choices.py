"""The roles, accounts and countries that a reader can filter the handbook by."""

from __future__ import annotations

from typing import Any, get_args

from ..model.entry import AccountKind
from ..model.referenced_kinds import ROLES
from .handbook import Handbook
from .role_page import with_included_roles
from .show import Show

WORDS = ("role", "account", "country", "all", "as", "everyone", "change", "hidden", "show", "hide")


def reader_choices(handbook: Handbook, language: str) -> dict[str, Any]:
    """The choices of a reader, and the UI strings of the JavaScript module.

    ``with`` lists a role and the roles that it includes. ``country`` is empty if there is only one.
    """
    show = Show(handbook, language, "")
    words = handbook.words[language]
    countries = handbook.playbook.settings.organisation.countries
    return {
        "role": [
            {
                "id": role.id,
                "title": show.plain(role.title),
                "with": list(with_included_roles(handbook, role.id)),
            }
            for role in handbook.by_kind.get(ROLES, ())
        ],
        "account": [
            {"id": kind, "title": words(f"account.{kind}")} for kind in get_args(AccountKind)
        ],
        "country": [{"id": country} for country in countries] if len(countries) > 1 else [],
        "words": {name: words(f"reader.{name}") for name in WORDS},
    }  # fmt: skip
