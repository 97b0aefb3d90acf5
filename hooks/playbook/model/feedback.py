"""The address to which readers send whether an entry was of help, and fruitless searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import StringConstraints

if TYPE_CHECKING:
    from .settings import Settings

FEEDBACK_ADDRESS = (
    r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?(/[A-Za-z0-9._~%-]+)+"
    r"(\?[A-Za-z0-9._~=&%+-]+)?$"
)
"""The Content-Security-Policy names the address, so it is exact: a host, a path and no brackets."""
FeedbackAddress = Annotated[str, StringConstraints(pattern=FEEDBACK_ADDRESS, max_length=300)]


def feedback_addresses(settings: Settings) -> tuple[str, ...]:
    """The address to which readers send answers, if there is one."""
    return (settings.feedback_address,) if settings.feedback_address else ()
