"""Decides whether an answer counts, and says why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..problems import Code, Phrase, Problem
from ..release.manifest import digest
from ..release.published_version import Version
from . import codes
from .answers import Answer
from .people import Person
from .roles import Roles


def accept(
    answer: Answer, people: Mapping[str, Person], versions: Mapping[str, Version], roles: Roles
) -> tuple[Answer | None, list[Problem]]:
    """The answer with the address of a person, its version and a role id; None with the reasons.

    The digest must be that of the version's ``playbook.json``. If pages of the version were
    withdrawn, the file is another one now: the answer counts, with a notice.
    """
    person = person_of(answer, people)
    if person is None:
        return None, [codes.UNKNOWN_PERSON.at(answer.location, person=answer.person)]
    by_digest = {digest(version.data): text for text, version in versions.items()}
    number = answer.version or by_digest.get(answer.digest, "")
    answer = replace(answer, address=person.address, version=number)
    missing = list(_missing(answer))
    if missing:
        found = codes.INCOMPLETE.at(answer.location, person=answer.person, missing=missing)
        return None, [found]

    def problem(code: Code) -> Problem:
        return code.at(answer.location, person=answer.person, version=number)

    if number not in versions:
        return None, [problem(codes.UNKNOWN_VERSION)]
    notices = []
    if answer.digest != digest(versions[number].data):
        if not versions[number].manifest.withdrawn_pages:
            return None, [problem(codes.OTHER_DIGEST)]
        notices.append(problem(codes.UNPROVED))
    role = roles.find(answer.role) if answer.role else ""
    if role is None or (role and not _is_own(role, person, roles)):
        notices.append(codes.OTHER_ROLE.at(answer.location, person=answer.person, role=answer.role))
    return replace(answer, role=role or ""), notices


def person_of(answer: Answer, people: Mapping[str, Person]) -> Person | None:
    """The person with the address; for an answer without one, the only person with the name."""
    if answer.address:
        return people.get(answer.address)
    name = " ".join(answer.name.casefold().split())
    same = [each for each in people.values() if " ".join(each.name.casefold().split()) == name]
    return same[0] if name and len(same) == 1 else None


def _is_own(role: str, person: Person, roles: Roles) -> bool:
    """Whether a role is one of the person's, or includes or is included in one of them.

    Somebody without a role on the list may confirm in any.
    """
    own = set(person.roles)
    return (
        not own
        or bool(own & roles.included(role))
        or any(role in roles.included(each) for each in own)
    )


def _missing(answer: Answer) -> Iterator[Phrase]:
    if not answer.version:
        yield Phrase("acknowledgements.version")
    if not answer.digest:
        yield Phrase("acknowledgements.digest")
