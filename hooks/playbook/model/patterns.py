"""What the patterns of fields ask for, in words: what the value is, and what to write."""

from __future__ import annotations

NAMED = {
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (
        "name",
        "small letters a-z, digits and single hyphens, as reply-time",
    ),
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": (
        "name",
        "small letters a-z, digits and single underscores, as reply_within",
    ),
    r"^[A-Z]{2}$": ("country", "two capitals, as SE"),
    r"^[0-9]{4}-(0[1-9]|1[0-2])$": ("month", "YYYY-MM"),
    r"^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$": (
        "e-mail address",
        "an address in small letters, as press@example.com",
    ),
    r"^\+?[0-9][0-9 -]{4,24}$": (
        "telephone number",
        "digits, spaces and hyphens, as +46 8 465 004 00",
    ),
    r"^([01]\d|2[0-3]):[0-5]\d$": ("time of day", "HH:MM between 00:00 and 23:59"),
    r"^[a-z]{2,3}$": ("language", "its code in small letters, as sv"),
    r"^[A-Za-z0-9_+/-]+$": ("time zone", "an IANA name, as Europe/Stockholm"),
    r"^#[0-9a-fA-F]{6}$": ("colour", 'a # and six digits 0-9 or a-f, in quotes, as "#0f5c5c"'),
    r"^[A-Za-z0-9._/-]+$": ("branch", "letters, digits and . _ / -, as main"),
    r"^[0-9A-Za-z.+-]+$": ("version", "letters, digits and . + -, as 2.1.0"),
    r"^\{url\}([!-z|~]|\{(branch|line)\})*\{path\}([!-z|~]|\{(branch|line)\})*$": (
        "pattern of a link",
        "one like {url}/blob/{branch}/{path}#L{line}",
    ),
}
"""By pattern; a test holds it against the patterns of all models."""
