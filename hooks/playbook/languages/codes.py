"""Problem codes of languages."""

from ..problems import Code

NO_CATALOGUE = Code(
    "PB501",
    "error",
    "there is no UI catalogue for '{language}'",
    "use one of: {known}; to add a language, write its strings in {path}",
)
MISSING_STRINGS = Code(
    "PB502",
    "notice",
    "{missing} of {all} UI strings are missing in '{language}' and shown in {reference}: {keys}",
    "add them",
)
UNUSED_STRING = Code("PB503", "error", "no page uses the string '{key}'", "remove it")
DIFFERENT_PLACEHOLDERS = Code(
    "PB504",
    "error",
    "the string '{key}' has other placeholders than the pages fill in",
    "use these: {slots}",
)
UNKNOWN_FILE = Code(
    "PB505",
    "error",
    "'{name}' is not a file of a language",
    "name the folder after the language's code, and the file ui.yml, search.yml, inflections.yml, "
    "writing.yml or problems.yml",
)
UNKNOWN_KEY = Code("PB506", "error", "unknown key '{key}'", "use one of: {known}")
WRONG_TYPE = Code("PB507", "error", "'{key}' is not {expected}", "write {expected}")
UNKNOWN_STEMMER = Code(
    "PB508", "error", "there is no stemmer '{name}'", "use one of: {known}; or remove the key"
)
UNKNOWN_LOCALE = Code(
    "PB509",
    "error",
    "the plurals, numbers and dates of '{name}' are unknown",
    "name a language in CLDR that writes them in the same way, as in 'locale: en', in {path}",
)
