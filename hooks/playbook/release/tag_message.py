"""The message of a release's tag: the digest of the version's manifest, and what built it.

``playbook release`` calls `tag_message` with the manifest of its own build of the commit. The tag
is signed where signing is configured, so that the signature covers the digest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .manifest import Manifest, digest
from .provenance import Environment, Generator

TAGS = "tags"
"""The folder in a published tree that holds exact copies of the annotated tags of its versions."""
_MANIFEST, _PUBLIC = "Manifest", "Public-manifest"
_GENERATOR, _PYTHON = "Generator", "Python"
_LINE = re.compile(rf"^({_MANIFEST}|{_PUBLIC}|{_GENERATOR}|{_PYTHON}): (.+)$", re.MULTILINE)
_SIGNATURE = re.compile(
    rb"^-----BEGIN (?:SSH SIGNATURE|PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----", re.MULTILINE
)
_DIGEST = re.compile("sha256:([0-9a-f]{64})")
_HEADER = re.compile(
    rb"object (?P<commit>[0-9a-f]{40,64})\ntype (?P<type>\w+)\ntag (?P<name>[^\n]+)\n"
    rb"tagger [^\n]*? (?P<time>\d{1,11}) [+-]\d{4}\n"
    rb"(?:[^\n]+\n)*\n"
)


@dataclass(frozen=True)
class Announcement:
    """What a tag says about the build of its release.

    ``manifest`` is the SHA-256 of the version's manifest, ``public_manifest`` that of the manifest
    of its public edition, or empty.
    """

    manifest: str
    generator: Generator
    python: str
    platform: str
    public_manifest: str = ""

    def digest_of(self, edition: str) -> str:
        """The digest of the manifest of an edition; empty if the tag names none."""
        return self.public_manifest if edition == "public" else self.manifest


@dataclass(frozen=True)
class TagObject:
    """The parsed object of an annotated tag.

    ``at`` is the time of the tag in seconds since 1970. ``payload`` are the bytes that are signed;
    ``signature`` is empty for an unsigned tag. ``announcement`` is None if the tag names no digest.
    """

    name: str
    commit: str
    at: int
    payload: bytes
    signature: bytes
    announcement: Announcement | None

    @property
    def data(self) -> bytes:
        """The bytes of the whole object."""
        return self.payload + self.signature


def tag_message(manifest: Manifest, public: Manifest | None = None) -> str:
    """The message of the tag for a version that was built from the tag's commit.

    ``public`` is the manifest of its public edition.
    """
    generator, used = manifest.generator, manifest.environment
    lines = [
        f"Release {manifest.version}",
        "",
        f"{_MANIFEST}: sha256:{digest(manifest.to_bytes())}",
    ]
    if public:
        lines.append(f"{_PUBLIC}: sha256:{digest(public.to_bytes())}")
    if generator:
        lines.append(
            f"{_GENERATOR}: {generator.name} {generator.version} sha256:{generator.digest}"
        )
    return "\n".join([*lines, f"{_PYTHON}: {used.python} {used.platform}"])


def tag_path(tag: str) -> str:
    """The path of a tag in a published tree."""
    return f"{TAGS}/{tag}.txt"


def as_released(used: Environment, announcement: Announcement | None) -> Environment:
    """An environment with the Python and the platform that a tag names.

    The manifest states what the release was built with, so a publisher with another Python can
    still make the same manifest. If any file differs, so does the manifest's digest, and nothing is
    published.
    """
    if announcement is None:
        return used
    return replace(used, python=announcement.python, platform=announcement.platform)


def read_tag(data: bytes) -> TagObject | None:
    """Parse an annotated tag of a commit; None if it is something else."""
    header = _HEADER.match(data)
    if header is None or header["type"] != b"commit":
        return None
    starts = [found.start() for found in _SIGNATURE.finditer(data, header.end())]
    end = starts[-1] if starts else len(data)  # git uses the last signature
    try:
        name, message = header["name"].decode(), data[header.end() : end].decode()
    except UnicodeDecodeError:
        return None
    return TagObject(
        name,
        header["commit"].decode(),
        int(header["time"]),
        payload=data[:end],
        signature=data[end:],
        announcement=_announcement(_fields(message)),
    )


def _fields(message: str) -> Mapping[str, str]:
    """The values of the lines with a known name; none if a name occurs twice."""
    found = _LINE.findall(message)
    return dict(found) if len({name for name, _ in found}) == len(found) else {}


def _announcement(fields: Mapping[str, str]) -> Announcement | None:
    manifest = _DIGEST.fullmatch(fields.get(_MANIFEST, ""))
    python, _, platform = fields.get(_PYTHON, "").partition(" ")
    name, _, version_and_digest = fields.get(_GENERATOR, "").partition(" ")
    version, _, digest_text = version_and_digest.partition(" ")
    generator = _DIGEST.fullmatch(digest_text)
    if not (manifest and generator and python and platform):
        return None
    public = _DIGEST.fullmatch(fields.get(_PUBLIC, ""))
    return Announcement(
        manifest[1], Generator(name, version, generator[1]), python, platform,
        public[1] if public else "",
    )  # fmt: skip
