"""Where the data is kept: the repository, its links, and the teams that review changes."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticKnownError

from .types import FrozenModel, Slug, WebAddress

SOURCE_LINK = r"^\{url\}[/?]([!-z|~]|\{(branch|line)\})*\{path\}([!-z|~]|\{(branch|line)\})*$"
"""Links begin with the repository's address and a part of it, so that they lead to no other host:
``{url}.evil.test`` and ``{url}@evil.test`` would."""
PROPOSAL_LINK = r"^\{url\}[/?][!-z|~]*\{title\}[!-z|~]*$"
ISSUE_LINK = r"^\{url\}([/?#]([!-z|~]|\{id\})*)?$"
CHANGE_LINK = r"^\{url\}([/?#]([!-z|~]|\{(id|suggestion)\})*)?$"
BRANCH = r"^[A-Za-z0-9_][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*$"
"""A name that git accepts: no ``..``, no empty part, and no option such as ``--help``."""


def _as_branch(name: str) -> str:
    """Refuse the names in the pattern that git reserves. Raises PydanticKnownError."""
    if name == "HEAD" or any(part.endswith(".lock") for part in name.split("/")):
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": BRANCH})
    return name


Branch = Annotated[str, StringConstraints(pattern=BRANCH), AfterValidator(_as_branch)]
TEAM = r"^@?[A-Za-z0-9][A-Za-z0-9._/@-]*$"
Team = Annotated[str, StringConstraints(pattern=TEAM, max_length=100)]
"""A team, a group or a person, in the notation of the code host."""


class Repository(FrozenModel):
    """Where the data is kept, for the links that suggest a change."""

    url: WebAddress = Field(description="The repository's web address, without a last slash.")
    source_link: Annotated[str, StringConstraints(pattern=SOURCE_LINK)] = Field(
        "{url}/blob/{branch}/{path}#L{line}",
        examples=['"{url}/blob/{branch}/{path}#L{line}"'],
        description="How the host links to a line of a file.",
    )
    proposal_link: Annotated[str, StringConstraints(pattern=PROPOSAL_LINK)] = Field(
        "{url}/issues/new?title={title}",
        examples=['"{url}/issues/new?title={title}"'],
        description="Where a reader proposes what the search did not find; {title} is the query.",
    )
    branch: Branch = Field("main", examples=["main"], description="The branch that editors change.")
    teams: dict[Slug, Team] = Field(
        {},
        examples=['{policy-owner: "@exempelbolaget/policy"}'],
        description="By role, the team that reviews changes of the entries that the role owns.",
    )
    issue_link: Annotated[str, StringConstraints(pattern=ISSUE_LINK)] | None = Field(
        None,
        examples=['"{url}/issues/new?template=wrong-page.yml&entry={id}"'],
        description="Where a reader reports that an entry is wrong; without it, no such link.",
    )
    change_link: Annotated[str, StringConstraints(pattern=CHANGE_LINK)] | None = Field(
        None,
        examples=['"{url}/issues/new?template=suggestion.yml&suggestion={suggestion}"'],
        description="Where a reader sends a suggestion; see also contribute.",
    )
