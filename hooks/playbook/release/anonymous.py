"""Checks that nobody without a login can read a handbook that is not public."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from .. import git
from ..model.playbook import Playbook
from ..pages.handbook import Handbook
from ..problems import Location, Phrase, Problem
from ..project import DATA_FOLDER, read_project
from . import codes
from .stranger import Access, Response, request
from .version_numbers import is_number, parse_version

MAX_ADDRESSES = 400
"""The largest number of addresses that are requested."""
MAX_VERSIONS = 20
"""The number of versions whose files are requested; they are the newest ones."""
ROOT_FILES = (
    "", "index.html", "manifest.json", "versions.json", "feed.xml", "releases/", "sitemap.xml",
    "llms.txt", "playbook.json", "entries.json", "search/index.json", "search/answers-0.json",
    "reader.json", "all/", "a-z/", "policy/", "contacts/", "health/", "health/reviews.ics",
)  # fmt: skip
"""Pages and data that are requested at the root of the tree and in ``latest``."""
VERSION_FILES = ("", "playbook.json", "search/index.json", "all/", "manifest.json")
"""The files that are requested of each version."""
DETOURS = (
    "{base}/{path}",
    "{base}./{path}",
    "{base}{encoded}",
    "{base}{path}?a=b",
    "{plain}{path}",
)
"""Other ways to write an address, which an access rule for the address may not cover.

``encoded`` is the path with an escaped first letter, ``plain`` the address with http.
"""
Request = Callable[[str], Response]
_CODES = {Access.READABLE: codes.READABLE, Access.UNCLEAR: codes.UNCLEAR_ANSWER}


@dataclass(frozen=True)
class Openness:
    """What somebody without a login can read.

    ``problems`` name what is readable; ``statements`` say what was tried and what was not.
    """

    problems: tuple[Problem, ...]
    statements: tuple[Phrase, ...]


def check_closed(address: str, project: Path, send: Request = request) -> Openness:
    """Request the handbook at an address without a login.

    It is a problem if anything of it can be read. A handbook that is ``public: yes``, and the
    address of its public edition, are not requested. Without a project, the handbook counts as one
    that is not public.
    """
    playbook = read_project(project).playbook if (project / DATA_FOLDER).is_dir() else None
    if playbook and (reason := _reason_to_be_open(playbook, address)):
        return Openness((), (reason,))
    versions = _versions(project) if playbook else []
    addresses = list(dict.fromkeys(_addresses(address, playbook, versions)))
    responses = {url: send(url) for url in addresses[:MAX_ADDRESSES]}
    problems = [*_problems(responses)]
    if all(response.access is Access.NO_ANSWER for response in responses.values()):
        first = next(iter(responses.values()))
        problems = [codes.NO_ANSWER.at(Location(address), reason=first.reason)]
    return Openness(tuple(problems), tuple(_statements(responses, len(addresses), len(versions))))


def _reason_to_be_open(playbook: Playbook, address: str) -> Phrase | None:
    """Why everybody may read the handbook at an address, or None."""
    settings = playbook.settings
    if settings.public:
        return Phrase("anonymous.public")
    if settings.public_edition and _is_same_address(settings.public_edition.address, address):
        return Phrase("anonymous.public-edition")
    return None


def _is_same_address(one: str, other: str) -> bool:
    first, second = urlsplit(one), urlsplit(other)
    return (first.netloc, first.path.rstrip("/")) == (second.netloc, second.path.rstrip("/"))


def _versions(project: Path) -> list[str]:
    """The newest releases, by their tags."""
    try:
        tags = [tag.removeprefix("v") for tag in git.tags(project)]
    except git.GitError:
        return []
    return sorted(filter(is_number, tags), key=parse_version, reverse=True)[:MAX_VERSIONS]


def _addresses(address: str, playbook: Playbook | None, versions: list[str]) -> Iterator[str]:
    """The addresses to request: files of the tree and of versions, detours, and all pages."""
    base = f"{address.rstrip('/')}/"
    for root in ("", "latest/"):
        yield from (f"{base}{root}{path}" for path in ROOT_FILES)
        yield from _detours(base, f"{root}playbook.json")
    for version in versions:
        yield from (f"{base}{version}/{path}" for path in VERSION_FILES)
    if playbook is None:
        return
    for language in playbook.languages[1:]:
        yield from (f"{base}{root}{language}/" for root in ("", "latest/"))
        yield f"{base}latest/{language}/search/index.json"
    addresses = Handbook(playbook).addresses
    for page in sorted({found.page for found in addresses.values()}):
        yield from (f"{base}latest/{page}", f"{base}{page}")
    yield from (f"{base}r/{id}/" for id in sorted(addresses))


def _detours(base: str, path: str) -> Iterator[str]:
    encoded = f"%{ord(path[0]):02x}{quote(path[1:])}"
    plain = base.replace("https://", "http://", 1)
    for pattern in DETOURS:
        yield pattern.format(base=base, path=path, encoded=encoded, plain=plain)


def _problems(responses: dict[str, Response]) -> Iterator[Problem]:
    """One problem for all addresses with the same answer: they have one cause."""
    for access, code in _CODES.items():
        by_status: dict[int, list[Location]] = {}
        for url, response in responses.items():
            if response.access is access:
                by_status.setdefault(response.status, []).append(Location(url))
        for status, (first, *others) in by_status.items():
            problem = code.at(first, status=status)
            yield replace(problem, related=tuple(others))


def _statements(responses: dict[str, Response], found: int, versions: int) -> Iterator[Phrase]:
    of_versions = Phrase("anonymous.versions", count=versions)
    yield Phrase("anonymous.tried", count=len(responses), versions=of_versions)
    hosts = sorted({each.host for each in responses.values() if each.access is Access.LOGIN})
    if hosts:
        yield Phrase("anonymous.login", hosts=", ".join(hosts))
    unanswered = sum(each.access is Access.NO_ANSWER for each in responses.values())
    if unanswered:
        yield Phrase("anonymous.no-answer", count=unanswered)
    if found > len(responses):
        yield Phrase("anonymous.left-out", count=found - len(responses))
    yield Phrase("anonymous.not-tried")
