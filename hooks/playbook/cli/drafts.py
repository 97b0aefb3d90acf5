"""Checks drafts against a project's rules, for ``playbook post``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ..messages import Messages, messages
from ..model.playbook import Playbook
from ..pages.addresses import page_of
from ..post.compile import compile_rules
from ..post.draft import Draft, ReadError
from ..post.draft_files import read_drafts, read_text
from ..post.engine import Engine
from ..post.finding import PostContext
from ..post.report import Report
from ..post.rules import channels
from ..project import DATA_FOLDER, read_project
from ..site.config_file import ConfigError, site_url
from .language import message_catalogue
from .output import is_terminal

_PLATFORMS = {"twitter": "x", "ig": "instagram", "fb": "facebook", "meta": "facebook"}
"""Platform names that exports use, and the names in the handbook."""


@dataclass(frozen=True)
class DraftChecker:
    """Checks drafts against the rules of a project in one language."""

    playbook: Playbook
    language: str
    base_url: str
    sentences: Messages

    @classmethod
    def of_project(cls, folder: Path, language: str | None) -> DraftChecker:
        """Read the project in a folder. Raises ReadError if its rules cannot be used."""
        if not (folder / DATA_FOLDER).is_dir():
            raise ReadError(f"{folder} has no {DATA_FOLDER} folder")
        result = read_project(folder)
        if result.playbook is None or result.errors:
            first_error = messages().line(result.errors[0])
            raise ReadError(
                f"the data has errors; run 'playbook check'. The first error: {first_error}"
            )
        languages = result.playbook.languages
        if language is not None and language not in languages:
            raise ReadError(
                f"there are no rules in the language '{language}'; "
                f"use one of: {', '.join(languages)}"
            )
        try:
            base_url = site_url(folder, os.environ) or ""
        except ConfigError as error:
            raise ReadError(f"mkdocs.yml cannot be read: {error}") from error
        sentences = message_catalogue(None, result.playbook, is_for_people=is_terminal())
        return cls(result.playbook, language or languages[0], base_url, sentences)

    def check(self, name: str, data: bytes, context: PostContext, column: str | None) -> Report:
        """Check every draft in a file. Raises ReadError if the file cannot be read."""
        if context.channel is not None:
            context = self._with_channel(context, context.channel, required=True)
        text = read_text(data)
        engine = cache(lambda language: Engine(compile_rules(self.playbook, language)))
        drafts = []
        for draft in read_drafts(name, text, column, self.playbook.language_data):
            draft_context = self._with_channel(context, draft.channel) if draft.channel else context
            language = self._language(draft)
            findings = engine(language).check(draft.text, draft_context)
            drafts.append((replace(draft, language=language), findings))
        return Report(name, text, drafts, self.title, self.link, self.sentences)

    def _language(self, draft: Draft) -> str:
        language = (draft.language or "").lower()[:2]
        is_supported = (
            language in self.playbook.languages and self.playbook.language_data[language].is_known
        )
        return language if is_supported else self.language

    def _with_channel(
        self, context: PostContext, name: str, *, required: bool = False
    ) -> PostContext:
        """The context with the channel that has a name, or unchanged if no channel matches.

        A name is a channel id or a platform; exports write ``LinkedIn Page`` or ``Twitter``.
        With ``required``, an unknown name raises ReadError.
        """
        words = {_PLATFORMS.get(word, word) for word in re.split(r"\W+", name.lower())}
        shown_channels = channels(self.playbook)
        for channel in shown_channels:
            if name.lower() in (channel.id, channel.spec.vocabulary.current_name(channel).lower()):
                return PostContext(channel.id, context.account, context.situation)
        for channel in () if required else shown_channels:
            if words & {channel.id, channel.spec.vocabulary.current_name(channel).lower()}:
                return PostContext(channel.id, context.account, context.situation)
        if required:
            channel_ids = ", ".join(channel.id for channel in shown_channels)
            raise ReadError(f"unknown channel '{name}'; use one of: {channel_ids}")
        return context

    def title(self, id: str, language: str | None) -> str:
        """The title of a rule."""
        text = self.playbook.entries[id].title
        return text.get(language or self.language) or next(iter(text.values()))

    def link(self, id: str, language: str | None) -> str:
        """The URL of a rule in the handbook, relative to its root if the site has no URL."""
        target_language = language or self.language
        root = "" if target_language == self.playbook.languages[0] else f"{target_language}/"
        page = page_of(self.playbook.entries[id], self.playbook.chapter_of.get(id))
        return f"{self.base_url}{root}{page}#{id}"

    def address(self, id: str, language: str) -> str:
        """The absolute URL of a rule in a language, or an empty string if the site has no URL."""
        return self.base_url and self.link(id, language)
