"""The data of a new handbook: the starter in the chosen size and languages."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from ..edit.draft import Draft, EditRefusal, read_draft
from ..edit.language_removal import plan_language_removal
from ..edit.overlay import apply_overlay
from ..edit.removal import Plan, Request, ids_of_chapter, ids_of_kind, plan_removal
from ..edit.yaml_edits import edited_text
from ..languages.files import SHIPPED_FOLDER
from ..project import DATA_FOLDER
from ..source.files import SETTINGS
from .answers import Answers, StarterSize
from .content import Content, ContentError
from .settings_file import with_answers, with_languages

SETTINGS_FILE = f"{DATA_FOLDER}/{SETTINGS}.yml"
OVERLAY = "starter.yml"
"""The file of a language with its translations of the starter."""
_SIZES = Path(__file__).parent / "sizes.yml"


def languages_of(content: Content) -> list[str]:
    """The languages in which a starter is complete, the first one first. Raises OSError."""
    return list(yaml.safe_load(content.text(SETTINGS_FILE))["languages"])


def data_files(content: Content, answers: Answers) -> dict[str, bytes]:
    """The files of ``playbook_data/``, by path. Raises OSError and ContentError."""
    with tempfile.TemporaryDirectory(prefix="playbook-") as name:
        folder = Path(name)
        _write(folder, _starting_files(content, answers))
        try:
            if answers.starter == "small":
                _apply(folder, _plan_of_small(read_draft(folder)))
            _choose_languages(folder, languages_of(content), answers.languages)
        except EditRefusal as error:
            problems = "; ".join(str(problem) for problem in error.problems)
            raise ContentError(f"the starter cannot be changed: {error} {problems}") from error
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def dropped_pages(size: StarterSize) -> list[str] | None:
    """The names of the pages that a smaller starter does not have; None for the full one."""
    return None if size == "full" else list(_sizes()[size]["without_pages"])


def _sizes() -> Mapping[str, Mapping[str, list[str]]]:
    sizes: Mapping[str, Mapping[str, list[str]]]
    sizes = yaml.safe_load(_SIZES.read_text(encoding="utf-8"))
    return sizes


def _starting_files(content: Content, answers: Answers) -> dict[str, bytes]:
    """The files of the starter with the answers, still in its own languages."""
    settings = with_answers(SETTINGS_FILE, content.text(SETTINGS_FILE), answers)
    if answers.starter == "empty":
        unused_keys = {"values"} & yaml.safe_load(settings).keys()
        if not set(answers.languages) & set(languages_of(content)):
            unused_keys.add("title")
        removed = {(key,) for key in unused_keys}
        settings = edited_text(SETTINGS_FILE, settings, removed, rewrites={})
        return {SETTINGS_FILE: settings.encode()}
    files = {path: content.read(path) for path in content.below(DATA_FOLDER)}
    return {**files, SETTINGS_FILE: settings.encode()}


def _plan_of_small(draft: Draft) -> Plan:
    """The plan that removes what the small starter does not have."""
    kept = _sizes()["small"]
    ids: set[str] = set()
    files: set[str] = set()
    for kind in draft.kinds.keys() - set(kept["kinds"]):
        kind_ids, kind_files = ids_of_kind(draft, kind)
        ids, files = ids | kind_ids, files | kind_files
    for chapter in draft.playbook.chapter_origins.keys() - ids - set(kept["chapters"]):
        chapter_ids, chapter_files = ids_of_chapter(draft, chapter)
        ids, files = ids | chapter_ids, files | chapter_files
    request = Request(ids=frozenset(ids), files=frozenset(files), unlink=frozenset(ids))
    return plan_removal(draft, request)


def _choose_languages(folder: Path, before: Sequence[str], wanted: Sequence[str]) -> None:
    """Remove the texts in other languages, and add the translations of further ones."""
    removed = [language for language in before if language not in wanted]
    if removed and len(removed) < len(before):
        _apply(folder, plan_language_removal(read_draft(folder), removed, unlink=True))
    further = [language for language in wanted if language not in before]
    settings = folder / SETTINGS_FILE
    text = with_languages(
        SETTINGS_FILE, settings.read_text(encoding="utf-8"), wanted, is_partial=bool(further)
    )
    settings.write_bytes(text.encode())
    for language in further:
        overlay = SHIPPED_FOLDER / language / OVERLAY
        if overlay.is_file():
            translations = yaml.safe_load(overlay.read_text(encoding="utf-8"))
            apply_overlay(folder / DATA_FOLDER, language, translations)


def _apply(folder: Path, plan: Plan) -> None:
    """Write the files of a plan. Raises ContentError if it is not possible."""
    if not plan.is_possible:
        obstacles = [*map(str, plan.undecided), *map(str, plan.problems)]
        raise ContentError(f"the starter cannot be reduced: {'; '.join(obstacles[:3])}")
    _write(folder, plan.texts)


def _write(folder: Path, texts: Mapping[str, str | bytes | None]) -> None:
    """Write files, and remove those that are None."""
    for path, text in texts.items():
        file = folder / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
