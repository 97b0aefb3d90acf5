"""How readers send that something is wrong, or a suggestion: by mail, in a form or as an issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import quote

from pydantic import Field, StringConstraints

from .types import FrozenModel

if TYPE_CHECKING:
    from .settings import Settings

REPORT_LINK = r"^(\{url\}[/?#]|https://|mailto:)([!-z|~]|\{(id|title|language|version)\})+$"
SUGGEST_LINK = (
    r"^(\{url\}[/?#]|https://|mailto:)([!-z|~]|\{(id|title|language|version|suggestion)\})+$"
)
Purpose = Literal["report", "suggest"]
"""To say that something is wrong, or to suggest a change."""
Channel = Literal["mail", "form", "issue"]
"""What opens: the reader's mail program, a form, or the code host, which needs an account."""


class Contribute(FrozenModel):
    """The ways to send each kind of message. Readers see them in this order."""

    report: list[Annotated[str, StringConstraints(pattern=REPORT_LINK)]] = Field(
        [],
        examples=['["mailto:handbook@example.com?subject={title}"]'],
        description="Ways to say that something is wrong: {id}, {title}, {language} and {version}"
        " are filled in, and {url}, the repository's address, at the beginning.",
    )
    suggest: list[Annotated[str, StringConstraints(pattern=SUGGEST_LINK)]] = Field(
        [],
        examples=['["mailto:handbook@example.com?subject={title}&body={suggestion}"]'],
        description="Ways to send a suggestion, which replaces {suggestion}; see report.",
    )


@dataclass(frozen=True)
class Way:
    """One way to send a message: a link with placeholders in braces."""

    link: str

    @property
    def channel(self) -> Channel:
        """What the link opens."""
        if self.link.startswith("mailto:"):
            return "mail"
        return "issue" if self.link.startswith("{url}") else "form"

    def filled(self, url: str, **values: str) -> str:
        """The link with its placeholders replaced by quoted values; ``url`` is the repository's.

        A placeholder without a value stays, for the script that has it.
        """
        link = self.link.replace("{url}", url.rstrip("/"))
        for name, value in values.items():
            link = link.replace(f"{{{name}}}", quote(value, safe=""))
        return link


def ways(settings: Settings, purpose: Purpose) -> Sequence[Way]:
    """The ways to send a message.

    ``repository.issue_link`` and ``repository.change_link`` are ways from before ``contribute``;
    each is used if ``contribute`` has none.
    """
    links = getattr(settings.contribute, purpose)
    repository = settings.repository
    former = repository.issue_link if purpose == "report" else repository.change_link
    return [Way(link) for link in links or filter(None, [former])]
