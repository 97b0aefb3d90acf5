"""Problem codes of entries and settings that do not match their model."""

from ..problems import Code

MISSING_KEY = Code("PB101", "error", "{where} has no '{key}'", "add it")
WRONG_TYPE = Code("PB102", "error", "{key} is {found}", "write {expected}")
NOT_A_CHOICE = Code(
    "PB103", "error", "'{value}' is not a valid value for {key}", "use one of: {choices}"
)
UNKNOWN_KEY = Code("PB104", "error", "unknown key '{key}' in {where}", "remove it")
NOT_A_DATE = Code(
    "PB105",
    "error",
    "'{value}' is not a valid date",
    "write an existing date as YYYY-MM-DD, for example 2026-03-31",
)
NOT_A_NAME = Code("PB106", "error", "'{value}' is not a valid {what}", "write {expected}")
NO_LANGUAGE = Code(
    "PB107",
    "error",
    "{key} has no text in: {languages}",
    "write it in every language of playbook.yml, or under 'all' if it is the same in all of them",
)
UNKNOWN_LANGUAGE = Code(
    "PB108",
    "error",
    "{key} has a text under '{language}', which is not a language of this handbook",
    "use one of: {languages}, all",
)
OUT_OF_RANGE = Code(
    "PB109", "error", "{key} is {value}, which is out of range", "write a value of {limit}"
)
TOO_MANY_SHAPES = Code(
    "PB110",
    "error",
    "'{key}' has {found} of the value types",
    "give exactly one of: {choices}",
)
EMPTY = Code("PB111", "error", "{key} is empty", "fill it in, or remove the key")
NOT_AN_ADDRESS = Code(
    "PB112",
    "error",
    "'{value}' is not a valid web address",
    "write an address that begins with https://",
)
NOT_TEXT = Code(
    "PB113",
    "error",
    "{key} must be a text in each language, but is {found}",
    "write it as {{{languages}}}",
)
WRONG_LENGTH = Code("PB114", "error", "{key} has {found}", "use {limit}")
INVALID = Code("PB119", "error", "{key} is invalid: {reason}", "see the description of the field")
OLDER_FORMAT = Code(
    "PB131",
    "notice",
    "the data is in format {found}, and is read as format {newest}",
    "run 'playbook fix', which rewrites the files, and commit the result",
)
NEWER_FORMAT = Code(
    "PB132",
    "error",
    "the data is in format {found}, but this version reads formats up to {newest}",
    "install a newer version of the generator; see UPGRADE.md",
)
DUPLICATE_ID = Code(
    "PB201",
    "error",
    "the id '{id}' is already used at {first}",
    "change one of them; an id must be unique in the handbook",
)
