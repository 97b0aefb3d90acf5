"""Checks drafts with a project's rules, for ``playbook post``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ..model.playbook import Playbook
from ..pages.addresses import page_of
from ..post.compile import channels, compile_rules
from ..post.draft import Draft, ReadError
from ..post.draft_files import read_drafts, read_text
from ..post.engine import Engine
from ..post.finding import PostContext
from ..post.report import Report
from ..project import DATA_FOLDER, read_project
from ..words.catalogue import known_languages

_PLATFORMS = {"twitter": "x", "ig": "instagram", "fb": "facebook", "meta": "facebook"}
"""Other names of platforms, as exports write them."""
_SITE_URL = re.compile(r"^site_url:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)


@dataclass(frozen=True)
class Drafts:
    """The rules of a project, ready to check drafts."""

    playbook: Playbook
    language: str
    base: str

    @classmethod
    def of_project(cls, folder: Path, language: str | None) -> Drafts:
        """Read the project of a folder. Raises ReadError where its rules cannot be used."""
        if not (folder / DATA_FOLDER).is_dir():
            raise ReadError(f"{folder} has no folder {DATA_FOLDER}")
        checked = read_project(folder)
        if checked.playbook is None or checked.errors:
            first = checked.errors[0]
            raise ReadError(f"the data has errors; run playbook check. The first error: {first}")
        languages = checked.playbook.languages
        if language is not None and language not in languages:
            raise ReadError(
                f"there are no rules in '{language}'; use one of: {', '.join(languages)}"
            )
        settings = folder / "mkdocs.yml"
        text = settings.read_text("utf-8", "replace") if settings.is_file() else ""
        found = _SITE_URL.search(text)
        base = f"{found[1].rstrip('/')}/" if found else ""
        return cls(checked.playbook, language or languages[0], base)

    def check(self, name: str, data: bytes, context: PostContext, column: str | None) -> Report:
        """Check every draft of a file. Raises ReadError where it cannot be read."""
        if context.channel is not None:
            context = self._in_channel(context, context.channel, required=True)
        text = read_text(data)
        engine = cache(lambda language: Engine(compile_rules(self.playbook, language)))
        drafts = []
        for draft in read_drafts(name, text, column):
            draft_context = self._in_channel(context, draft.channel) if draft.channel else context
            known = replace(draft, language=self._language(draft))
            drafts.append((known, engine(known.language).check(draft.text, draft_context)))
        return Report(name, text, drafts, self.title, self.link)

    def _language(self, draft: Draft) -> str:
        own = (draft.language or "").lower()[:2]
        return own if own in self.playbook.languages and own in known_languages() else self.language

    def _in_channel(
        self, context: PostContext, name: str, *, required: bool = False
    ) -> PostContext:
        """The setting with a channel by its id or its platform's name, where it is known.

        Exports use their own names: ``LinkedIn Page``, ``Twitter``.
        """
        words = {_PLATFORMS.get(word, word) for word in re.split(r"\W+", name.lower())}
        shown = channels(self.playbook)
        for channel in shown:
            if name.lower() in (channel.id, channel.platform.lower()):
                return PostContext(channel.id, context.account, context.situation)
        for channel in () if required else shown:
            if words & {channel.id, channel.platform.lower()}:
                return PostContext(channel.id, context.account, context.situation)
        if required:
            known = ", ".join(channel.id for channel in shown)
            raise ReadError(f"unknown channel '{name}'; use one of: {known}")
        return context

    def title(self, id: str, language: str | None) -> str:
        """The title of a rule."""
        text = self.playbook.entries[id].title
        return text.get(language or self.language) or next(iter(text.values()))

    def link(self, id: str, language: str | None) -> str:
        """The URL of a rule in the handbook, relative to its root if the site has no URL."""
        used_language = language or self.language
        root = "" if used_language == self.playbook.languages[0] else f"{used_language}/"
        page = page_of(self.playbook.entries[id], self.playbook.chapter_of.get(id))
        return f"{self.base}{root}{page}#{id}"

    def address(self, id: str, language: str) -> str:
        """The whole address of a rule in a language, or nothing where the site has none."""
        return self.base and self.link(id, language)
