"""Problem codes of releases and published trees."""

from __future__ import annotations

from typing import Any

from ..messages import messages
from ..problems import Code, Location, Phrase, Problem


class RefusedError(Exception):
    """An operation was refused; ``problems`` say why, and whether anything was changed."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(messages().text(problems))


def refusal(code: Code, where: str, *, cure: Phrase | None = None, **facts: Any) -> RefusedError:
    """Return a RefusedError with one problem at a file, a folder, a tag or an address."""
    return RefusedError(code.at(Location(where), cure=cure, **facts))


NOT_A_VERSION = Code("PB801", "error", "version")
NOT_HIGHER = Code("PB802", "error", "version", "last")
WRONG_RELEASE_CLASS = Code("PB803", "error", "last", "found", "version", "announced", "next")
SCHEME_SWITCH = Code("PB814", "error", "version", "last")
OLD_DECISION = Code("PB815", "error", "last")
POSTDATED = Code("PB817", "error", "day", "today")
BACKDATED = Code("PB980", "error", "day", "last", "earlier")
DECISION_DATE = Code("PB981", "error", "on", "last", "earlier")
FUTURE_DECISION = Code("PB987", "error", "on", "today")
NOT_IN_HISTORY = Code("PB897", "error", "tag")
NO_FREE_NUMBER = Code("PB816", "error", "last", "taken")
TAG_EXISTS = Code("PB804", "error", "tag")
NO_TAG = Code("PB805", "error", "tag", "version")
DIRTY = Code("PB806", "error")
SHALLOW = Code("PB807", "error")
NO_REPOSITORY = Code("PB808", "error", "reason")
OTHER_VERSION = Code("PB809", "error", "tag", "found")
NOT_BUILT = Code("PB810", "error", "reason")
BAD_CHANGE_ENTRY = Code("PB811", "error", "reason")
UNREADABLE_RELEASE = Code("PB813", "error", "tag")
MISSING_ID = Code("PB812", "error", "id", "last")
ALREADY_PUBLISHED = Code("PB820", "error", "version", "path", "how")
FOREIGN_FILE = Code("PB821", "error", "path")
NO_ATOMIC_SWAP = Code("PB822", "error", "what")
NOT_WRITTEN = Code("PB823", "error", "reason")
UNFINISHED = Code("PB824", "error", "reason")
NOT_PUSHED = Code("PB825", "error", "reason")
TOO_MANY_RETRIES = Code("PB826", "error", "count")
NO_REMOTE = Code("PB827", "error", "reason")
UNREADABLE_TREE = Code("PB828", "error", "reason")
DIFFERS = Code("PB830", "error", "path", "how")
ENVIRONMENT_MISMATCH = Code("PB831", "error", "name", "found", "wanted")
NO_LOCK = Code("PB832", "error", "name")
NO_ENVIRONMENT = Code("PB833", "error", "reason")

# Publishing checks for these problems before it builds or writes anything.
BAD_TARGET = Code("PB840", "error", "reason")
TREE_CHANGED = Code("PB841", "error", "path", "how")
NO_ROOT_MANIFEST = Code("PB842", "error", "how")
INCOMPLETE = Code("PB843", "error", "version")
SPECIAL_FILE = Code("PB844", "error", "path", "what")
OTHER_HANDBOOK = Code("PB845", "error", "found", "wanted")
OTHER_EDITION = Code("PB849", "error", "found", "wanted")
NOT_ATOMIC = Code("PB846", "error", "reason")
NO_LOCKS = Code("PB847", "error", "reason")
UNREADABLE_TARGET = Code("PB848", "error", "reason")

# A release checks, tags and builds the content of one commit.
NOT_COMMITTED = Code("PB850", "error", "path")
NOT_IN_FOLDER = Code("PB851", "error", "path")
DIFFERS_FROM_COMMIT = Code("PB852", "error", "path")
REWRITTEN_BY_GIT = Code("PB853", "error", "path", "attribute")
NOT_REGULAR_FILE = Code("PB854", "error", "path", "what")
GIT = Code("PB855", "error", "output")
UNTAGGED = Code("PB856", "error", "path", "version", "tag")
COMMIT_DIFFERS = Code("PB857", "error", "path")
ANNOUNCEMENT_DIFFERS = Code("PB858", "error", "what")
NO_RELEASE_LINE = Code("PB859", "error", "version")

# A release is built before it is tagged.
NOT_BUILDABLE = Code("PB860", "error", "reason")
OTHER_HEAD = Code("PB862", "error")
UNFINISHED_RELEASE = Code("PB861", "error", "version", "reason")

# Only a release that is merged is published.
NOT_RELEASED = Code("PB863", "error", "tag", "path")
NOT_MERGED = Code("PB864", "error", "tag", "branch")
NO_DEFAULT_BRANCH = Code("PB865", "error", "tag")

# A tag names what was released; see proof.py.
BUILD_DIFFERS = Code("PB870", "error", "tag", "why")
TAG_WITHOUT_DIGEST = Code("PB871", "error", "tag", "earlier")
NOT_AS_TAGGED = Code("PB872", "error", "tag", "how")
BAD_SIGNATURE = Code("PB873", "error", "tag", "signature")
NO_PUBLIC_DIGEST = Code("PB875", "error", "tag")
OTHER_BUILDER = Code("PB874", "error", "version", "name", "found", "wanted")

# Decisions about published versions.
WITHDRAWN = Code("PB880", "error", "version", "on", "by")
NO_CURRENT_VERSION = Code("PB881", "error")
NOT_PUBLISHED = Code("PB882", "error", "version", "published")
NO_NOTE = Code("PB883", "error", "languages")
WRONG_DAY = Code("PB818", "error", "on", "why")
NOT_EMPTY = Code("PB896", "error")
NO_PAGE = Code("PB884", "error", "version", "page")

# What somebody without a login can read; see anonymous.py.
READABLE = Code("PB890", "error", "status")
UNCLEAR_ANSWER = Code("PB891", "error", "status")
NO_ANSWER = Code("PB892", "error", "reason")
TEXT_REMAINS = Code("PB885", "error", "files", "count", "accepted")
