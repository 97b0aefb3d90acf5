"""Retires entries: their addresses continue to work, and their pages say why."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..problems import Phrase
from .draft import Draft, EditRefusal
from .file_edits import FileEdits, Step
from .insertions import Insertion
from .yaml_edits import WHOLE


def retire(draft: Draft, edits: FileEdits, id: str, because: Mapping[str, str]) -> None:
    """Give an entry the status retired, with the reason by language. Raises EditRefusal."""
    languages = draft.playbook.languages
    missing = [language for language in languages if language not in because]
    if missing or set(because) - set(languages):
        raise EditRefusal(Phrase("edit.because-languages", languages=tuple(languages)))
    entry, origin = draft.playbook.entries[id], draft.playbook.origins[id]
    if entry.status == "retired":
        return
    path = origin.tree.path
    texts = ", ".join(f"{language}: {json.dumps(because[language], ensure_ascii=False)}"
                      for language in languages)  # fmt: skip
    after = (*origin.path, "id")
    status = (*origin.path, "status")
    insertions = edits.insertions[path]
    insertions.append(Insertion(origin.path, after, "retired_because", f"{{{texts}}}"))
    if status in origin.tree.ranges:
        edits.rewrite(origin.tree, status, [(WHOLE, "retired")])
    else:
        insertions.append(Insertion(origin.path, after, "status", "retired"))
    if (*origin.path, "pending") in origin.tree.ranges:
        edits.remove(origin.tree, (*origin.path, "pending"))
    edits.steps.append(Step(origin.location(), Phrase("edit.retired", id=id)))
