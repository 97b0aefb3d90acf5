"""Problem codes of entries and settings that do not match their model."""

from ..problems import Code

MISSING_KEY = Code("PB101", "error", "where", "key")
WRONG_TYPE = Code("PB102", "error", "key", "found", "expected")
NOT_A_CHOICE = Code("PB103", "error", "value", "key", "choices")
UNKNOWN_KEY = Code("PB104", "error", "key", "where")
NOT_A_DATE = Code("PB105", "error", "value")
NOT_A_NAME = Code("PB106", "error", "value", "what", "expected")
NO_LANGUAGE = Code("PB107", "error", "key", "languages")
UNKNOWN_LANGUAGE = Code("PB108", "error", "key", "language", "languages")
OUT_OF_RANGE = Code("PB109", "error", "key", "value", "limit")
TOO_MANY_SHAPES = Code("PB110", "error", "key", "found", "choices")
EMPTY = Code("PB111", "error", "key")
NOT_AN_ADDRESS = Code("PB112", "error", "value")
NOT_TEXT = Code("PB113", "error", "key", "found", "languages")
WRONG_LENGTH = Code("PB114", "error", "key", "found", "limit")
INVALID = Code("PB119", "error", "key", "reason")
OLDER_FORMAT = Code("PB131", "notice", "found", "newest")
NEWER_FORMAT = Code("PB132", "error", "found", "newest")
DUPLICATE_ID = Code("PB201", "error", "id", "first")
