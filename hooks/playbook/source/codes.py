"""Problem codes of files: encoding, YAML syntax and size."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from ..problems import LEVELS, MAX_PROBLEMS, Code, Level, Location, Phrase, Problem

NOT_UTF8 = Code("PB001", "error", "byte")
BYTE_ORDER_MARK = Code("PB002", "error")
TAB = Code("PB003", "error")
SYNTAX = Code("PB004", "error", "reason")
DUPLICATE_KEY = Code("PB005", "error", "key", "first")
ANCHOR = Code("PB006", "error", "name")
TAG = Code("PB007", "error", "name")
MERGE_KEY = Code("PB008", "error")
EMPTY_FILE = Code("PB009", "error")
NOT_A_MAPPING = Code("PB010", "error", "found")
LINK_OUTSIDE = Code("PB011", "error", "folder", "target")
TOO_DEEP = Code("PB012", "error", "limit")
TOO_MANY = Code("PB013", "error", "limit", "what")
TOO_LARGE = Code("PB014", "error", "limit")
UNKNOWN_FILE = Code("PB015", "error", "name", "kinds")
SECOND_DOCUMENT = Code("PB016", "error")
INVISIBLE = Code("PB017", "error", "number")
UNREADABLE = Code("PB018", "error", "reason")
NO_SETTINGS = Code("PB019", "error", "name")
KEY_NOT_TEXT = Code("PB020", "error")
TEXT_TOO_LONG = Code("PB021", "error", "limit")
WORD_TOO_LONG = Code("PB022", "error", "limit")
NO_BREAK_SPACE = Code("PB023", "error", "number")
TRUNCATED_TEXT = Code("PB024", "warning", "word")
LFS_POINTER = Code("PB028", "error")
NAME_NOT_UTF8 = Code("PB029", "error")
DEAD_LINK = Code("PB031", "error", "target", "reason")
CIRCULAR_LINK = Code("PB032", "error", "where")
NOT_A_FILE = Code("PB033", "error", "found")
LINK_TO_HIDDEN = Code("PB034", "error", "target")
LINKED_FOLDER = Code("PB035", "error", "target")
FOLDER_NOT_ALLOWED = Code("PB036", "error", "key", "what")
CONFLICT = Code("PB037", "error", "mark")
WRONG_FORMAT = Code("PB038", "error", "found")
ACTIVE_FILE = Code("PB039", "warning", "found", "name")
HOST_FILE = Code("PB983", "warning", "name")
LEFTOVER = Code("PB976", "warning", "name")
SAME_BUT_FOR_CASE = Code("PB989", "warning", "other")
DECOMPOSED_NAME = Code("PB997", "warning", "name")
RESERVED_NAME = Code("PB893", "warning", "name")
USER_INFO = Code("PB977", "error", "address")
MISREAD_METADATA = Code("PB978", "warning", "reason")
NOT_METADATA = Code("PB992", "warning", "reason")


def too_many_problems(location: Location, level: Level = "error") -> Problem:
    """The problem that replaces all problems beyond the limit."""
    what, cure = Phrase("items.problems"), Phrase("cure.fix-reported")
    problem = TOO_MANY.at(location, limit=MAX_PROBLEMS, what=what, cure=cure)
    return replace(problem, level=level)


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """The problems up to the limit.

    One problem, with the most severe level of the rest, replaces them.
    """
    iterator = iter(problems)
    reported = list(islice(iterator, MAX_PROBLEMS))
    levels = {problem.level for problem in iterator}
    if levels:
        worst = next(level for level in LEVELS if level in levels)
        reported.append(too_many_problems(reported[-1].location, worst))
    return reported
