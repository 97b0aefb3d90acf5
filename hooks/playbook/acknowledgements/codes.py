"""Problem codes of acknowledgements: files that cannot be read, and answers that do not count."""

from __future__ import annotations

from ..problems import Code

UNREADABLE = Code("PB947", "error", "reason")
NO_COLUMN = Code("PB948", "error", "column", "headings")
NO_ADDRESS = Code("PB949", "error", "value")
UNKNOWN_ROLE = Code("PB952", "error", "role", "known")

# Answers that do not count.
UNKNOWN_PERSON = Code("PB953", "warning", "person")
UNKNOWN_VERSION = Code("PB954", "warning", "person", "version")
OTHER_DIGEST = Code("PB955", "warning", "person", "version")
INCOMPLETE = Code("PB956", "warning", "person", "missing")
OTHER_ROLE = Code("PB957", "warning", "person", "role")

OTHER_MESSAGES = Code("PB958", "notice", "count")
UNPROVED = Code("PB959", "notice", "person", "version")
