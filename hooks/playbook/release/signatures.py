"""Checks the signature of a tag with ``ssh-keygen`` or ``gpg``.

Git is not asked: its settings could name another program, and it does not distinguish an expired
SSH key from an unknown one.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from ..problems import Phrase
from .tag_message import TagObject

TIMEOUT_SECONDS = 60
_SSH, _PGP = b"-----BEGIN SSH SIGNATURE-----", b"-----BEGIN PGP "
_PGP_KEYS = b"-----BEGIN PGP PUBLIC KEY BLOCK-----"
_SSH_KEY = re.compile(r"with (\S+) key (SHA256:\S+)")
_GPG_OPTIONS = (
    "--batch", "--no-tty", "--status-fd=1", "--no-auto-key-retrieve", "--no-auto-check-trustdb",
)  # fmt: skip


class Status(Enum):
    """The result of checking a signature."""

    GOOD = "good"
    NONE = "none"
    BAD = "bad"
    UNKNOWN = "unknown"
    OUTSIDE_VALIDITY = "outside-validity"
    REVOKED = "revoked"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True)
class Signature:
    """A signature: ``who`` are the principals or the user id, ``key`` is the key's fingerprint.

    The fingerprint of an SSH key follows its type and a space. Both are empty if they are not
    known.
    """

    status: Status
    who: str = ""
    key: str = ""


@dataclass(frozen=True)
class _Result:
    code: int
    output: str
    errors: str


def check(tag: TagObject, allowed: Sequence[Path], ssh_signers: Path | None = None) -> Signature:
    """Check the signature of a tag. Raises OSError if a file in ``allowed`` cannot be read.

    ``allowed`` are files with the keys that may sign: allowed signers of ssh-keygen, or exported
    OpenPGP keys. Without them, SSH keys are looked up in ``ssh_signers`` and OpenPGP keys in the
    user's keyring.
    """
    if not tag.signature:
        return Signature(Status.NONE)
    pgp_files = [path for path in allowed if path.read_bytes().lstrip().startswith(_PGP_KEYS)]
    ssh_files = [path for path in allowed if path not in pgp_files] if allowed else [ssh_signers]
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        signature = Path(work) / "signature"
        signature.write_bytes(tag.signature)
        try:
            if tag.signature.startswith(_SSH):
                return _check_ssh(tag, signature, [path for path in ssh_files if path])
            if tag.signature.startswith(_PGP):
                home = _keyring(Path(work), pgp_files) if allowed else None
                return _check_pgp(tag, signature, home)
        except (FileNotFoundError, subprocess.TimeoutExpired):  # not installed, or too slow
            return Signature(Status.NOT_CHECKED)
    return Signature(Status.NOT_CHECKED)


def describe(signature: Signature) -> Phrase:
    """A signature in words."""
    who, key = signature.who, signature.key
    match signature.status:
        case Status.GOOD:
            return Phrase("signature.good", who=who, key=key)
        case Status.NONE:
            return Phrase("signature.none")
        case Status.BAD:
            return Phrase("signature.bad")
        case Status.UNKNOWN:
            return Phrase("signature.unknown", key=key)
        case Status.OUTSIDE_VALIDITY:
            return Phrase("signature.outside-validity", key=f"{who} {key}".strip())
        case Status.REVOKED:
            return Phrase("signature.revoked", who=who, key=key)
        case Status.NOT_CHECKED:
            return Phrase("signature.not-checked")


def _check_ssh(tag: TagObject, signature: Path, signers: Iterable[Path]) -> Signature:
    checked = _run(["ssh-keygen", "-Y", "check-novalidate", "-n", "git", "-s", str(signature)], tag)
    found = _SSH_KEY.search(checked.output)
    if checked.code or not found:
        return Signature(Status.BAD)
    key, status = f"{found[1]} {found[2]}", Status.UNKNOWN
    time = datetime.fromtimestamp(tag.at, UTC).strftime("%Y%m%d%H%M%S")
    for file in signers:
        options = ["-s", str(signature), "-f", str(file), f"-Overify-time={time}"]
        listed = _run(["ssh-keygen", "-Y", "find-principals", *options], tag)
        who = listed.output.splitlines() if listed.code == 0 else []
        for principal in who[:1]:
            verify = ["ssh-keygen", "-Y", "verify", "-n", "git", "-I", principal, *options]
            if _run(verify, tag).code == 0:
                return Signature(Status.GOOD, ", ".join(who), key)
        if "key has expired" in listed.errors or "key is not yet valid" in listed.errors:
            status = Status.OUTSIDE_VALIDITY
    return Signature(status, key=key)


def _keyring(work: Path, files: Iterable[Path]) -> Path:
    """A new keyring with the keys of some files. GnuPG needs a short path for its sockets."""
    home = work / "gpg"
    home.mkdir(mode=0o700)
    for file in files:
        _run(["gpg", *_GPG_OPTIONS, "--homedir", str(home), "--import", str(file)], tag=None)
    return home


def _check_pgp(tag: TagObject, signature: Path, home: Path | None, at: str = "") -> Signature:
    """Check a signature, as of the time ``at`` if it is given, in seconds since 1970."""
    keyring = ("--homedir", str(home), "--trust-model", "always") if home else ()
    time = ("--faked-system-time", f"{at}!") if at else ()
    result = _run(["gpg", *_GPG_OPTIONS, *keyring, *time, "--verify", str(signature), "-"], tag)
    rows = [line.split(" ")[1:] for line in result.output.splitlines()
            if line.startswith("[GNUPG:] ")]  # fmt: skip
    verdicts = [row for row in rows if row[0] in _VERDICTS]
    if len(verdicts) != 1:  # several signatures prove nothing: each may have another meaning
        return Signature(Status.BAD)
    name, key, *who = verdicts[0]
    status = _VERDICTS[name]
    # The fields after VALIDSIG: the fingerprint, the day and the time of the signature, and others.
    fingerprint, *times = next((row[1:] for row in rows if row[0] == "VALIDSIG"), [key])
    if name == "EXPKEYSIG" and not at and len(times) > 1:
        return _check_pgp(tag, signature, home, at=times[1])
    if status in (Status.GOOD, Status.OUTSIDE_VALIDITY, Status.REVOKED):
        return Signature(status, " ".join(who), fingerprint)
    return Signature(status, key=key if status is Status.UNKNOWN else "")


_VERDICTS = {
    "GOODSIG": Status.GOOD, "EXPSIG": Status.OUTSIDE_VALIDITY,
    "EXPKEYSIG": Status.OUTSIDE_VALIDITY, "REVKEYSIG": Status.REVOKED, "BADSIG": Status.BAD,
    "ERRSIG": Status.UNKNOWN,
}  # fmt: skip


def _run(command: list[str], tag: TagObject | None) -> _Result:
    """Run a program on the signed bytes; its messages are in English and its times in UTC."""
    completed = subprocess.run(
        command, input=tag.payload if tag else b"", capture_output=True,
        env={**os.environ, "LC_ALL": "C", "TZ": "UTC"}, timeout=TIMEOUT_SECONDS, check=False,
    )  # fmt: skip
    output, errors = (data.decode("utf-8", "replace") for data in
                      (completed.stdout, completed.stderr))  # fmt: skip
    return _Result(completed.returncode, output, errors)
