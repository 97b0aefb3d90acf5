"""Checks that addresses and numbers in the starter data are reserved for examples."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playbook.checks.adoption import EXAMPLE_ADDRESS, FICTIONAL_NUMBER, PHONE_NUMBER
from playbook.kinds.accounts import Account
from playbook.kinds.contacts import Contact
from playbook.project import DATA_FOLDER
from starter.content import ROOT, playbook

FILES = sorted((ROOT / DATA_FOLDER).rglob("*.yml"))


def test_every_email_address_is_reserved_for_examples() -> None:
    for file in FILES:
        for email in re.findall(r"[\w.+-]+@[\w.-]+", file.read_text(encoding="utf-8")):
            assert EXAMPLE_ADDRESS.fullmatch(email), (file.name, email)


def test_every_telephone_number_is_reserved_for_fiction() -> None:
    numbers = 0
    for file in FILES:
        for number in PHONE_NUMBER.findall(file.read_text(encoding="utf-8")):
            numbers += 1
            assert FICTIONAL_NUMBER.fullmatch(re.sub(r"\D", "", number)), (file.name, number)
    assert numbers >= 10


def test_urls_of_accounts_and_forms_are_reserved_for_examples() -> None:
    addresses = [playbook().settings.repository.url]
    for entry in playbook().entries.values():
        if isinstance(entry, Account):
            addresses.append(entry.url)
        elif isinstance(entry, Contact) and entry.address.form:
            addresses.append(entry.address.form)
    assert len(addresses) >= 8
    for address in addresses:
        assert (urlsplit(address).hostname or "").endswith("example.com"), address


def test_the_name_of_the_organisation_is_defined_once() -> None:
    name = playbook().settings.organisation.name
    holders = [file.name for file in FILES if name in file.read_text(encoding="utf-8")]
    assert holders == ["playbook.yml"]
