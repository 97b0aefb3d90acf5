"""Problem codes of suggestions."""

from ..problems import Code, Problem

NO_SUGGESTION = Code("PB932", "error", "found")
CUT_OFF = Code("PB933", "error")
NO_CHANGE = Code("PB934", "error", "id")
NOT_ALLOWED = Code("PB935", "error", "key")
MISSING = Code("PB936", "error", "key")
WRONG_VALUE = Code("PB937", "error", "key", "expected")
TOO_LONG = Code("PB938", "error", "key", "limit")
MARKUP = Code("PB939", "error", "key", "found")
UNKNOWN_ENTRY = Code("PB940", "error", "id")
CHANGED_SINCE = Code("PB941", "error", "key", "now")
NOT_COMMITTED = Code("PB942", "error", "path")
BRANCH_EXISTS = Code("PB943", "error", "branch")
BRANCH_NAME = Code("PB944", "error", "branch")


class RefusedError(Exception):
    """A suggestion cannot be applied; ``problems`` say why. Nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))
