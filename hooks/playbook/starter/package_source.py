"""Where the organisation installs the generator from, pinned by a digest or a commit.

Nobody owns a name for the package in a public index, so a name alone never pins it: whoever
registers it there could run code in every handbook.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from .. import __version__

DISTRIBUTION = "social-media-playbook"
PIN = "generator.txt"
"""The file that pins the generator, in pip's format."""
VENDOR = "vendor"
"""The folder of the organisation's repository with the wheel, if it is a file."""
FORMS = (
    "write the path of its wheel, the address of a wheel as https://…/name.whl#sha256=DIGEST, or"
    " a commit of its repository as git+https://…@COMMIT"
)
"""What a person can write to pin the package, for messages."""

_GIT = re.compile(r"git\+(?:https|ssh)://\S+@(?:[0-9a-f]{40}|[0-9a-f]{64})")
_WHEEL_ADDRESS = re.compile(
    r"(?P<url>https://[^\s#]+/(?P<name>[^/\s#]+\.whl))#sha256=(?P<digest>\S+)"
)
_VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class SourceError(ValueError):
    """The package cannot be installed from there; the message says why, and what to write."""


@dataclass(frozen=True)
class PackageSource:
    """Where the package comes from: its line in pip's format, and its wheel if that is a file."""

    requirement: str
    wheel: Path | None = None

    @property
    def has_digest(self) -> bool:
        """Whether pip compares the package with a digest; the hash of a commit is one by itself."""
        return " --hash=sha256:" in self.requirement


def source_of(text: str, version: str = __version__) -> PackageSource:
    """The source that a person wrote. Raises SourceError."""
    _check_secret(text)
    if _GIT.fullmatch(text):
        return PackageSource(f"{DISTRIBUTION} @ {text}")
    if text.startswith("git+"):
        raise SourceError(
            "a branch or a tag can be moved; write the whole number of its commit after the @,"
            " which 'git ls-remote ADDRESS TAG' prints"
        )
    if match := _WHEEL_ADDRESS.fullmatch(text):
        _check_name(match["name"], version)
        if not _SHA256.fullmatch(match["digest"]):
            raise SourceError("the digest after #sha256= does not have 64 digits from 0 to f")
        return PackageSource(f"{DISTRIBUTION} @ {match['url']} --hash=sha256:{match['digest']}")
    if "://" in text or not text.endswith(".whl"):
        raise SourceError(f"'{text}' does not pin the package; {FORMS}")
    return _of_file(Path(text), version)


def _check_secret(text: str) -> None:
    """Check that an address has no password or token, which would be committed in ``PIN``.

    The variables of pip, as ${TOKEN}, are allowed: they are read when it installs.
    """
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise SourceError(f"'{text}' is not an address; {FORMS}") from error
    user = None if parts.scheme.endswith("ssh") else parts.username
    secret = parts.password or user
    if secret and not _VARIABLE.fullmatch(secret):
        raise SourceError(
            "a password or token in the address would be committed; write the name of a variable"
            " of the environment instead, as https://${TOKEN}@…, or let git ask for it"
        )


def _of_file(path: Path, version: str) -> PackageSource:
    """The source of a wheel that is a file."""
    _check_name(path.name, version)
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with zipfile.ZipFile(path) as wheel:
            names = wheel.namelist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
        raise SourceError(f"{path}: {error}") from error
    if "playbook/__init__.py" not in names:
        raise SourceError(f"{path} does not contain the generator")
    return PackageSource(f"./{VENDOR}/{path.name} --hash=sha256:{digest}", path)


def _check_name(name: str, version: str) -> None:
    """Check that a wheel is the running version: what ``init`` writes fits only that one."""
    try:
        distribution, found, _, _ = parse_wheel_filename(name)
    except InvalidWheelFilename as error:
        raise SourceError(f"{name} is not the name of a wheel") from error
    if distribution != canonicalize_name(DISTRIBUTION):
        raise SourceError(f"{name} is another package than {DISTRIBUTION}")
    if str(found) != version:
        raise SourceError(f"{name} is version {found}, and this is {version}; take that one")


def installed_source() -> PackageSource | None:
    """Where the running package was installed from, or None if that is unknown or not pinned."""
    distribution = next(iter(Distribution.discover(name=DISTRIBUTION)), None)
    text = distribution.read_text("direct_url.json") if distribution else None
    try:
        recorded = _recorded_source(json.loads(text)) if text else None
        return source_of(recorded) if recorded else None
    except (SourceError, ValueError, KeyError, TypeError):
        return None


def _recorded_source(record: Mapping[str, Any]) -> str | None:
    """The source in pip's record of an installation, in the notation of `source_of`."""
    url, commit = record["url"], record.get("vcs_info", {}).get("commit_id")
    if commit:
        return f"git+{url}@{commit}"
    if "archive_info" not in record:
        return None
    if url.startswith("file:"):
        return url2pathname(urlsplit(url).path)
    archive = record["archive_info"]
    digest = archive.get("hashes", {}).get("sha256") or archive.get("hash", "").partition("=")[2]
    return f"{url}#sha256={digest}" if digest else None
