"""CODEOWNERS from the owners of the entries, so that the right people are asked to review."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Playbook
from ..problems import Code, Problem
from ..visible import on_a_line

UNKNOWN_ROLE = Code(
    "PB751", "error", "'{role}' is the id of no role", "name the role by its id, or remove the line"
)
HEAD = """\
# Written by: playbook codeowners. Who is asked to review a change, from the owners in the data
# and the teams in playbook.yml (repository: teams).
"""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Teams of roles that there are not."""
    for role in playbook.settings.repository.teams:
        entry = playbook.entries.get(role)
        if (entry is None or entry.kind != "roles") and not playbook.may_exist(role):
            place = playbook.settings_tree.place(("repository", "teams", role), of_key=True)
            yield UNKNOWN_ROLE.at(place, role=role)


def codeowners(playbook: Playbook, folder: str) -> str:
    """The file's text; ``folder`` leads from the repository's root to the project."""
    teams = playbook.settings.repository.teams
    owners: dict[str, set[str]] = {playbook.settings_tree.path: set(teams.values())}
    for entry in playbook.entries.values():
        path = playbook.origins[entry.id].tree.path
        team = teams.get(entry.owner or "")
        owners.setdefault(path, set()).update({team} if team else ())
    lines = [
        f"/{on_a_line(folder + path).replace(' ', chr(92) + ' ')} {' '.join(sorted(found))}"
        for path, found in sorted(owners.items())
        if found
    ]
    return HEAD + "".join(f"{line}\n" for line in lines)
