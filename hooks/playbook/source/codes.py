"""Problem codes of files: encoding, YAML syntax and size."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from ..problems import LEVELS, MAX_PROBLEMS, Code, Level, Location, Problem

NOT_UTF8 = Code(
    "PB001",
    "error",
    "the file is not UTF-8 text: byte {byte} cannot be read",
    "save it as UTF-8",
)
BYTE_ORDER_MARK = Code(
    "PB002",
    "error",
    "the file begins with an invisible byte order mark",
    "save it as UTF-8 without BOM",
)
TAB = Code("PB003", "error", "the line contains a tab character", "use spaces")
SYNTAX = Code(
    "PB004",
    "error",
    "the YAML cannot be read: {reason}",
    "check the indentation and the quotes of this line and the line above it",
)
DUPLICATE_KEY = Code(
    "PB005",
    "error",
    "the key '{key}' appears twice here, first on line {first}",
    "keep one of them",
)
ANCHOR = Code(
    "PB006",
    "error",
    "anchors and aliases are not allowed ('{name}')",
    "repeat the text, or use a value from playbook.yml; "
    "put quotes around a text that begins with & or *",
)
TAG = Code(
    "PB007",
    "error",
    "YAML tags are not allowed ('{name}')",
    "remove it, or quote a text that begins with !",
)
MERGE_KEY = Code(
    "PB008",
    "error",
    "merge keys ('<<') are not allowed",
    "write the keys in full, or use 'defaults'",
)
EMPTY_FILE = Code("PB009", "error", "the file is empty", "add an entry, or delete the file")
NOT_A_MAPPING = Code(
    "PB010",
    "error",
    "the file contains {found} instead of keys with values",
    "start it with 'entries:' and indent the entries below it",
)
LINK_OUTSIDE = Code(
    "PB011",
    "error",
    "a link that leads out of {folder}, to {target}",
    "copy the file itself into {folder}, or remove the link",
)
TOO_DEEP = Code(
    "PB012",
    "error",
    "values are nested more than {limit} levels deep",
    "reduce the nesting; no entry needs more",
)
TOO_MANY = Code(
    "PB013", "error", "there are more than {limit} {what}", "split the file, or remove some"
)
TOO_LARGE = Code("PB014", "error", "the file is larger than {limit} bytes", "split it by chapter")
UNKNOWN_FILE = Code(
    "PB015",
    "error",
    "{name} does not match any kind of entry",
    "use <kind>.yml or <kind>/<name>.yml with one of: {kinds}",
)
SECOND_DOCUMENT = Code(
    "PB016",
    "error",
    "a second YAML document starts here ('---')",
    "move its entries into the first document",
)
INVISIBLE = Code(
    "PB017",
    "error",
    "the text contains an invisible control character (U+{number})",
    "delete it and type the text again",
)
UNREADABLE = Code(
    "PB018",
    "error",
    "the file cannot be read: {reason}",
    "check that it is a regular file and that you have permission to read it",
)
NO_SETTINGS = Code(
    "PB019",
    "error",
    "{name} is missing",
    "create it: it holds the organisation's settings and languages",
)
KEY_NOT_TEXT = Code(
    "PB020",
    "error",
    "a key is not a plain word",
    "put quotes around the text: braces, brackets and '? ' have a meaning in YAML",
)
TEXT_TOO_LONG = Code(
    "PB021", "error", "the text is longer than {limit} characters", "split it into several entries"
)
WORD_TOO_LONG = Code(
    "PB022", "error", "a word is longer than {limit} characters", "split or shorten it"
)
NO_BREAK_SPACE = Code(
    "PB023",
    "error",
    "the line contains a no-break space, which YAML does not treat as a space",
    "delete it and type a space",
)
TRUNCATED_TEXT = Code(
    "PB024",
    "warning",
    "the text ends before '{word}': YAML treats ' #' as the start of a comment",
    "put quotes around the whole text; for a comment, write a space after the #",
)
NAME_NOT_UTF8 = Code(
    "PB029", "error", "the name of the file is not UTF-8 text", "give it a name in plain letters"
)
DEAD_LINK = Code(
    "PB031",
    "error",
    "a link to {target}, which cannot be read: {reason}",
    "put the file itself here, or remove the link",
)
CIRCULAR_LINK = Code(
    "PB032",
    "error",
    "a circular link: it leads {where}",
    "put the file or the folder itself here, or remove the link",
)
NOT_A_FILE = Code(
    "PB033", "error", "not a regular file but {found}", "put a file here, or remove it"
)
LINK_TO_HIDDEN = Code(
    "PB034",
    "error",
    "a link to {target}, which is hidden because a name begins with a dot",
    "remove the link, or, if everyone may read the file, copy it to a name without the dot",
)
LINKED_FOLDER = Code(
    "PB035",
    "error",
    "a folder that is a link, to {target}",
    "put the folder itself here",
)
FOLDER_NOT_ALLOWED = Code(
    "PB036",
    "error",
    "{key} is {what}",
    "name a folder or file in the project that is not in a hidden folder",
)


def too_many_problems(location: Location, level: Level = "error") -> Problem:
    """The problem that is reported instead of the problems beyond the limit."""
    cure = "fix the reported ones, then check again"
    problem = TOO_MANY.at(location, limit=MAX_PROBLEMS, what="problems", cure=cure)
    return replace(problem, level=level)


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """The problems up to the limit. One more stands for the others, with their worst level."""
    iterator = iter(problems)
    reported = list(islice(iterator, MAX_PROBLEMS))
    levels = {problem.level for problem in iterator}
    if levels:
        worst = next(level for level in LEVELS if level in levels)
        reported.append(too_many_problems(reported[-1].location, worst))
    return reported
