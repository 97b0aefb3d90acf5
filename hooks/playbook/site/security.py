"""The Content-Security-Policy of every page, and removal of inline styles."""

from __future__ import annotations

import re
from collections.abc import Collection

_SAME_SITE = "'self'"
_RULES = {
    "default-src": "'none'",
    "script-src": _SAME_SITE,
    "style-src": _SAME_SITE,
    "img-src": _SAME_SITE,
    "media-src": _SAME_SITE,
    "font-src": _SAME_SITE,
    "connect-src": _SAME_SITE,
    "manifest-src": _SAME_SITE,
    "worker-src": _SAME_SITE,
    "form-action": _SAME_SITE,
    "base-uri": "'none'",
}
_ALIGN = re.compile(r' style="text-align: ?(left|right|center);?"')


def security_policy(feedback: Collection[str] = ()) -> str:
    """The Content-Security-Policy.

    Scripts may send requests to the addresses in ``feedback``, and to no others outside the site.
    """
    rules = dict(_RULES)
    allowed = dict.fromkeys(address.partition("?")[0] for address in sorted(feedback))
    rules["connect-src"] = " ".join((_RULES["connect-src"], *allowed))
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def without_styles(html: str, **event: object) -> str:
    """The HTML of a hand-written page, with inline styles for table alignment replaced by classes.

    ``event`` receives MkDocs' other arguments, which are not used.
    """
    return _ALIGN.sub(r' class="pb-align-\1"', html)
