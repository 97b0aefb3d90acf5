"""Finds files of docs/ whose scripts a browser would run with the rights of the handbook."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from pathlib import PurePosixPath

from ..problems import Location, Phrase, Problem
from . import codes

ACTIVE_ENDINGS = (
    ".svg", ".svgz", ".html", ".htm", ".shtml", ".xhtml", ".xht", ".xml", ".xsl", ".xslt", ".rdf",
    ".mml", ".mht", ".mhtml", ".htc",
)  # fmt: skip
"""The ends of names of files that a browser may show as a page with scripts."""
_UNREADABLE = (".svgz", ".mht", ".mhtml", ".htc")
"""The ends of names of files in which a script cannot be found."""
_SCRIPT_ENDINGS = (".js", ".mjs", ".cjs", ".wasm")
_HOST_ENDINGS = (
    ".php", ".phtml", ".phar", ".asp", ".aspx", ".jsp", ".cgi", ".pl", ".shtm", ".hta",
)  # fmt: skip
_HOST_NAMES = ("_redirects", "_routes.json", "web.config", "staticwebapp.config.json")
"""Files that a host runs, or in which it reads where to redirect readers."""
_LEFTOVER = re.compile(
    r"~\$.*|#.*#|.*~"  # of an office program, Emacs, and most editors
    r"|.*\.(?:orig|rej|bak|old|tmp|sw[a-p]|save|part|crdownload|md\.txt|eml|msg|log)"
    r"|.*\.(?:sql|sqlite3?|db|dump|pem|key|p12|pfx|ppk|jks|kdbx)"
    r"|.*_(?:backup|base|local|remote)_\d+\..*"
    r"|thumbs\.db|desktop\.ini|id_(?:rsa|dsa|ecdsa|ed25519)"
    r"|.*(?:conflicted copy|sync-conflict).*"
    r"|.*[(\[][^()\[\]]*(?:conflict|konflikt)[^()\[\]]*[)\]].*"
    r"|(?:(?:copy of|kopia av|kopi av) .*|.* (?:copy|kopia|kopi|\(\d+\))(?: \d+)?)\.md"
    r"|.*\.(?:old|orig|bak|tmp|temp|backup)\.[a-z0-9]+"
    r"|.*\.[a-z0-9]+~[^/]+|.*~(?:head|theirs|ours)\..*"
)
"""Names in lower case that programs give to copies and working files, or that keys have."""
_ADDED_TO_NAME = re.compile(
    r"-[0-9-]{0,40}[A-Z][A-Z0-9-]{1,40}"
    r"|[-_ .]{1,3}(?i:old|copy|kopia|kopi|backup|bak|gammal|gammel|tmp)[ _-]?\d{0,3}"
)
"""What is added to the name of a file for a copy next to it: by OneDrive, the computer's name."""
_BACKUP_FOLDERS = frozenset(
    {
        "backup", "backups", "bak", "old", "gammal", "gammalt", "gamla", "gammel", "gammelt",
        "gamle", "tmp", "temp", "trash", "papperskorg", "papirkurv", "__macosx",
    }
)  # fmt: skip
"""Names, in lower case, of folders in which people and programs keep what they have replaced."""
_SCRIPT = re.compile(
    r"<(?:[\w-]+:)?(?:script|foreignobject|iframe|frame|object|embed|applet|handler|listener|base)\b"
    r"|[\s\"'/]on[a-z]+\s*=|(?:java|vb)script\s*:|data:[^,\"'<>\s]*(?:html|xml|svg|script)"
    r"|<\?xml-stylesheet|<!entity|<(?:[\w-]+:)?(?:set|animate)\b[^<>]*\bhref"
    r"|<(?:[\w-]+:)?meta\b[^<>]*\bhttp-equiv"
)
_IGNORED = re.compile("[\0\t\r\n]")
"""Characters that browsers ignore in addresses; zero bytes are between the letters of UTF-16."""


def active_file_problem(
    path: str, raw: bytes, config: str, others: Collection[str] = ()
) -> Problem | None:
    """The problem with a file in docs/, or None. ``config`` is the text of ``mkdocs.yml``.

    A file that ``mkdocs.yml`` names is accepted. Files that a host runs or follows count too,
    and so do forgotten copies and working files. ``others`` are the paths of all files in docs/.
    """
    file = PurePosixPath(path)
    ending = file.suffix.lower()
    is_named = re.search(rf"(?<![\w.-]){re.escape(file.name)}(?![\w.-])", config)
    if is_named:
        return None
    if ending in _HOST_ENDINGS or file.name.lower() in _HOST_NAMES:
        return codes.HOST_FILE.at(Location(path), name=file.name)
    if _is_leftover(file, others):
        return codes.LEFTOVER.at(Location(path), name=file.name)
    if ending in _SCRIPT_ENDINGS:
        found = Phrase("active.script")
    elif ending in _UNREADABLE:
        found = Phrase("active.unreadable")
    elif ending in ACTIVE_ENDINGS and script_in(raw):
        found = Phrase("active.contains-script")
    else:
        return None
    return codes.ACTIVE_FILE.at(Location(path), found=found, name=file.name)


def _is_leftover(file: PurePosixPath, others: Collection[str]) -> bool:
    """Whether a file has the name of a copy or a working file, or is in a folder for them."""
    if _LEFTOVER.fullmatch(file.name.lower()) or file.suffix == ".MD":
        return True
    if any(part.lower() in _BACKUP_FOLDERS for part in file.parts[:-1]):
        return True
    stem = file.stem
    return any(
        str(file.with_name(stem[:length] + file.suffix)) in others
        and _ADDED_TO_NAME.fullmatch(stem[length:])
        for length in range(1, len(stem))
    )


def script_in(raw: bytes) -> str:
    """The beginning of a script in the content of a file, in lower case, or an empty string."""
    found = (
        _SCRIPT.search(form) for form in readable_forms(raw.decode("utf-8", "replace").lower())
    )
    return next((match[0] for match in found if match), "")


def readable_forms(text: str) -> tuple[str, str, str]:
    """A text as it is, and as browsers may read it: as UTF-16, and without encoded characters."""
    return text, text.replace("\0", ""), _IGNORED.sub("", html.unescape(text))
