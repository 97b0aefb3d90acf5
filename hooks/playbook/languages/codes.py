"""Problem codes of languages."""

from ..problems import Code

NO_CATALOGUE = Code("PB501", "error", "language", "known", "path")
MISSING_STRINGS = Code("PB502", "notice", "missing", "all", "language", "reference", "keys")
UNUSED_STRING = Code("PB503", "error", "key")
DIFFERENT_PLACEHOLDERS = Code("PB504", "error", "key", "slots")
UNKNOWN_FILE = Code("PB505", "error", "name", "files")
UNKNOWN_KEY = Code("PB506", "error", "key", "known")
WRONG_TYPE = Code("PB507", "error", "key", "expected")
UNKNOWN_STEMMER = Code("PB508", "error", "name", "known")
UNKNOWN_LOCALE = Code("PB509", "error", "name", "path")
