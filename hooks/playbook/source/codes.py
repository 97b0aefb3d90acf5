"""What can be wrong with a file before anyone asks what it says."""

from ..problems import MAX_PROBLEMS, Code, Place, Problem

NOT_UTF8 = Code(
    "PB001",
    "error",
    "the file is not UTF-8 text: byte {byte} cannot be read",
    "save it again with the encoding UTF-8",
)
BYTE_ORDER_MARK = Code(
    "PB002",
    "error",
    "the file begins with an invisible byte order mark",
    "save it again as UTF-8 without BOM",
)
TAB = Code("PB003", "error", "a tab character", "use spaces")
SYNTAX = Code(
    "PB004",
    "error",
    "the YAML cannot be read: {reason}",
    "look at the indentation and the quotes of this line and the one above it",
)
DUPLICATE_KEY = Code(
    "PB005",
    "error",
    "the key '{key}' stands twice here, first on line {first}",
    "keep one of them",
)
ANCHOR = Code(
    "PB006",
    "error",
    "an anchor or alias ('{name}')",
    "write the text out where it is meant, or use a value from playbook.yml; "
    "put quotes around a text that begins with & or *",
)
TAG = Code(
    "PB007",
    "error",
    "a tag ('{name}')",
    "leave it out; put quotes around a text that begins with !",
)
MERGE_KEY = Code("PB008", "error", "a merge key '<<'", "write the keys out, or use defaults")
EMPTY_FILE = Code("PB009", "error", "the file is empty", "add an entry, or delete the file")
NOT_A_MAPPING = Code(
    "PB010",
    "error",
    "the file is {found}, not keys with values",
    "begin it with 'entries:' and indent the entries under it",
)
LEAVES_FOLDER = Code(
    "PB011",
    "error",
    "a link that leads out of {folder}, to {target}",
    "copy the file itself into {folder}, or remove the link",
)
TOO_DEEP = Code(
    "PB012", "error", "nested more than {limit} levels deep", "flatten it; no entry needs more"
)
TOO_MANY = Code("PB013", "error", "more than {limit} {what}", "split or remove some")
TOO_LARGE = Code("PB014", "error", "the file is larger than {limit} bytes", "split it by chapter")
UNKNOWN_FILE = Code(
    "PB015",
    "error",
    "no kind of entry is kept in {name}",
    "use <kind>.yml or <kind>/<name>.yml with one of: {kinds}",
)
SECOND_DOCUMENT = Code(
    "PB016", "error", "a second document begins here ('---')", "put its entries in the first"
)
INVISIBLE = Code(
    "PB017",
    "error",
    "an invisible control character (U+{number})",
    "delete it and type the text again",
)
UNREADABLE = Code(
    "PB018", "error", "the file cannot be read: {reason}", "put a file here that you may read"
)
NO_SETTINGS = Code(
    "PB019", "error", "there is no {name}", "create it: it names the organisation and its languages"
)
KEY_NOT_TEXT = Code(
    "PB020",
    "error",
    "a key that is not a plain word",
    "put quotes around the text: braces, brackets and '? ' mean something in YAML",
)
TEXT_TOO_LONG = Code(
    "PB021", "error", "a text of more than {limit} characters", "split it into several entries"
)
WORD_TOO_LONG = Code(
    "PB022", "error", "a word of more than {limit} characters", "break it up, or shorten it"
)
NO_BREAK_SPACE = Code(
    "PB023",
    "error",
    "a no-break space, which looks like a space and is none to YAML",
    "delete it and type a space",
)
CUT_SHORT = Code(
    "PB024",
    "warning",
    "the text ends before '{word}': a # after a space begins a comment",
    "put quotes around the whole text; write a space after the # where a comment is meant",
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
CIRCLE = Code(
    "PB032",
    "error",
    "a link in a circle: it leads {where}",
    "put the file or the folder itself here, or remove the link",
)
NOT_A_FILE = Code(
    "PB033", "error", "not a regular file but {found}", "put a file here, or remove it"
)
LEADS_TO_HIDDEN = Code(
    "PB034",
    "error",
    "a link to {target}, which is hidden because a name begins with a dot",
    "remove the link, or copy the file to a name without the dot if all may read it",
)
LINKED_FOLDER = Code(
    "PB035",
    "error",
    "a folder that is a link, to {target}",
    "put the folder itself here",
)
OTHER_FOLDER = Code(
    "PB036",
    "error",
    "{key} is {what}",
    "name something in the project, in no folder whose name begins with a dot",
)


def too_many_problems(place: Place) -> Problem:
    """What stands instead of the problems that are not told."""
    cure = "mend the ones that are told, then check again"
    return TOO_MANY.at(place, limit=MAX_PROBLEMS, what="problems", cure=cure)
