"""Real SSH and OpenPGP keys, and tags that are signed with them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIGNED_AT = "2026-03-02T08:00:00Z"
"""The time of every tag."""
OPTIONS = ("--batch", "--pinentry-mode", "loopback", "--passphrase", "")


@dataclass(frozen=True)
class Signer:
    """A person with a key; ``public`` is the file for ``--allowed-signers``.

    ``settings`` are git's settings for signing with the key, and ``home`` is the folder of an
    OpenPGP keyring.
    """

    public: Path
    settings: tuple[str, ...]
    home: Path | None = None


def ssh_signer(folder: Path, name: str, options: str = "") -> Signer:
    """A new SSH key. ``options`` are those of the line in the file of allowed signers."""
    folder.mkdir(exist_ok=True)
    key = folder / name
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(key)]
    subprocess.run(command, check=True)
    public = folder / f"{name}.allowed"
    public.write_text(f"{name}@example.com {options}{(folder / f'{name}.pub').read_text()}")
    return Signer(public, ("gpg.format=ssh", f"user.signingKey={key}"))


@contextmanager
def pgp_signer(folder: Path, name: str) -> Iterator[Signer]:
    """A new OpenPGP key in a keyring of its own. GnuPG needs a short path for its sockets."""
    home = Path(tempfile.mkdtemp(prefix="gpg-"))
    try:
        person = f"{name} <{name}@example.com>"
        gpg(home, "--quick-generate-key", person, "ed25519", "sign", "never", at="20260101T000000")
        program = home / "gpg-at-that-time"
        program.write_text('#!/bin/sh\nexec gpg --faked-system-time 20260302T080000! "$@"\n')
        program.chmod(0o700)
        settings = (f"user.signingKey={name}", f"gpg.program={program}")
        yield Signer(export(home, folder / f"{name}.asc"), settings, home)
    finally:
        subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)
        shutil.rmtree(home)


def export(home: Path, file: Path) -> Path:
    """Write the public keys of a keyring to a file."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(gpg(home, "--armor", "--export"))
    return file


def fingerprint(home: Path) -> str:
    """The fingerprint of the first key of a keyring."""
    rows = gpg(home, "--with-colons", "--list-keys").splitlines()
    return next(row.split(":")[9] for row in rows if row.startswith("fpr:"))


def gpg(home: Path, *args: str, at: str = "", stdin: str = "") -> str:
    """The output of a gpg command, at a given time as YYYYMMDDTHHMMSS."""
    time = ("--faked-system-time", f"{at}!") if at else ()
    command = ["gpg", "--homedir", str(home), *OPTIONS, *time, *args]
    done = subprocess.run(command, capture_output=True, text=True, input=stdin)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tag(repo: Path, name: str, message: str, signer: Signer | None, *revision: str) -> None:
    """Create or replace an annotated tag of a revision or of HEAD, signed if there is a signer."""
    settings = ("user.name=Ed", "user.email=ed@example.com", *(signer.settings if signer else ()))
    options = [arg for setting in settings for arg in ("-c", setting)]
    env = {**os.environ, "GIT_COMMITTER_DATE": SIGNED_AT, "GIT_CONFIG_GLOBAL": os.devnull}
    env |= {"GNUPGHOME": str(signer.home)} if signer and signer.home else {}
    sign = "--sign" if signer else "--annotate"
    command = ["git", *options, "tag", sign, "--force", "--message", message, name, *revision]
    done = subprocess.run(command, cwd=repo, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
