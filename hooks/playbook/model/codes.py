"""What can be wrong with the shape of an entry or a setting."""

from ..problems import Code

MISSING_KEY = Code("PB101", "error", "{where} lacks the key '{key}'", "add it")
WRONG_TYPE = Code("PB102", "error", "{key} is {found}", "write {wanted}")
NOT_A_CHOICE = Code(
    "PB103", "error", "'{value}' is no choice for {key}", "choose one of: {choices}"
)
UNKNOWN_KEY = Code("PB104", "error", "unknown key '{key}' in {where}", "remove it")
NOT_A_DATE = Code(
    "PB105", "error", "'{value}' is no date", "write a day that exists as YYYY-MM-DD, as 2026-03-31"
)
NOT_A_NAME = Code("PB106", "error", "'{value}' is no {what}", "write {wanted}")
NO_LANGUAGE = Code(
    "PB107",
    "error",
    "{key} has no text in: {languages}",
    "write it in every language of playbook.yml, or under 'all' where it is the same everywhere",
)
UNKNOWN_LANGUAGE = Code(
    "PB108",
    "error",
    "{key} has a text under '{language}', which is no language of this handbook",
    "use one of: {languages}, all",
)
OUT_OF_RANGE = Code("PB109", "error", "{key} is {value}", "write a value that is {limit}")
TOO_MANY_SHAPES = Code(
    "PB110",
    "error",
    "'{key}' has {found} of the shapes of a value",
    "give exactly one of: {choices}",
)
EMPTY = Code("PB111", "error", "{key} is empty", "write something there, or remove the key")
NOT_AN_ADDRESS = Code(
    "PB112", "error", "'{value}' is no web address", "write one that begins with https://"
)
NOT_TEXT = Code(
    "PB113",
    "error",
    "{key} is {found}, not a text by language",
    "write it as {{{languages}}}",
)
WRONG_LENGTH = Code("PB114", "error", "{key} has {found}", "give {limit}")
INVALID = Code("PB119", "error", "{key} is wrong: {reason}", "see the field's description")
DUPLICATE_ID = Code(
    "PB201",
    "error",
    "the id '{id}' is taken, first at {first}",
    "give one of the two another id; ids are unique in the whole handbook",
)
