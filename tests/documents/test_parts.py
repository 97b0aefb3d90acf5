"""Checks what the documents of a role and of a chapter contain."""

from __future__ import annotations

import json

import pytest

from pdf_files import destinations, links, opened, page_texts
from playbook.documents.attachments import attachments
from playbook.documents.compose import compose
from playbook.documents.parts import chapter_ids, chapter_part, role_ids, role_part, whole
from playbook.documents.source import Source

pytestmark = pytest.mark.slow


def test_the_whole_has_every_shown_entry_once(source: Source) -> None:
    ids = [entry.id for entry in whole(source.handbook).entries]
    assert sorted(ids) == sorted(source.handbook.shown)


def test_known_roles_and_chapters_have_a_part_and_others_do_not(source: Source) -> None:
    assert role_ids(source.handbook) == ["employee", "moderator", "policy-owner"]
    assert chapter_ids(source.handbook) == ["posting"]
    with pytest.raises(KeyError):
        role_part(source.handbook, "nobody")
    with pytest.raises(KeyError):
        chapter_part(source.handbook, "nothing")


def test_a_role_has_its_own_entries_and_those_for_everyone(source: Source) -> None:
    part = role_part(source.handbook, "moderator")
    ids = [entry.id for entry in part.entries]
    assert ids[0] == "moderator"
    assert "share-job-posts" in ids
    assert len(ids) == len(set(ids))
    assert set(ids) < source.handbook.shown
    assert "policy-owner" not in ids


def test_the_document_of_a_role(source: Source) -> None:
    pdf = compose(source, role_part(source.handbook, "moderator"), "en").data
    texts = page_texts(pdf)
    assert "What applies to the role Moderator" in texts[0]
    assert "May I share posts from work?" in texts[2]  # the contents of an excerpt list entries
    opened_pdf = opened(pdf)
    assert str(opened_pdf.Root.Lang) == "en"
    assert str(opened_pdf.docinfo["/Title"]).endswith(" – What applies to the role Moderator")
    urls = {str(link.A.URI) for link in links(opened_pdf) if "/A" in link}
    assert "https://playbook.example.com/1.0.0/en/legal/#marketing-act" in urls
    assert "marketing-act" not in destinations(opened_pdf)


def test_the_document_of_a_chapter(source: Source) -> None:
    pdf = compose(source, chapter_part(source.handbook, "posting"), "sv").data
    texts = page_texts(pdf)
    assert "Kapitlet Skriva inlägg" in texts[0]
    assert not any("Samtalsämnen" in text for text in texts)


def test_only_a_manifest_is_attached_to_an_excerpt(source: Source) -> None:
    part = chapter_part(source.handbook, "posting")
    files = attachments(source, part, "sv")
    assert [file.name for file in files] == ["manifest.json"]
    manifest = json.loads(files[0].data)
    assert (manifest["scope"], manifest["of"]) == ("chapter", "posting")
    assert manifest["files"]["playbook_data/playbook.yml"]
