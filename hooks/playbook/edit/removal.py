"""Plans the removal of entries and chapters, with everything that refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..problems import Phrase, Problem
from ..source.tree import DataPath
from .docs_links import docs_changes
from .draft import Draft, EditRefusal, new_problems, with_fixes
from .file_edits import FileEdits, Step
from .next_release import remove_from_notes
from .references import Replacements, cure_references
from .remaining_words import remaining_words
from .retirement import retire
from .unused import unused_after
from .uses import AnyUse, uses_of


@dataclass(frozen=True)
class Request:
    """What is to be removed: the ids of entries and chapters, and whole files.

    ``published`` are the ids of the last release: entries with these ids are retired, with the
    reason ``because`` by language, or replaced. ``unlink`` are ids: optional references to them are
    removed, and links to them keep only their words, unless they are replaced. If ``unlink`` has
    all ``ids``, the same is done for entries that become unused.
    """

    ids: frozenset[str]
    files: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    replacements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unlink: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    because: Mapping[str, str] = field(default_factory=dict)
    keep_unused: bool = False


@dataclass(frozen=True)
class Plan:
    """The changes of an edit, and what prevents it.

    ``steps`` are the lines of the plan in order, and ``texts`` the new text of each changed file,
    or None for a file that is removed. ``undecided`` are the references that need a replacement,
    ``published`` the removed ids that readers may link to, and ``problems`` those that the data
    would have. ``words`` are the places where the title of a replaced entry remains.
    """

    steps: tuple[Step, ...] = ()
    texts: Mapping[str, str | bytes | None] = field(default_factory=dict)
    undecided: tuple[AnyUse, ...] = ()
    published: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    words: tuple[Step, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether the files may be written."""
        return not (self.undecided or self.published or self.problems)


def plan_removal(draft: Draft, request: Request) -> Plan:
    """The plan for a removal. Writes nothing. Raises EditRefusal."""
    ids = set(request.ids)
    new_ids = frozenset(id for named in request.replacements.values() for id in named)
    values: tuple[str, ...] = ()
    if not request.keep_unused:
        not_replaced = request.published - request.replacements.keys()
        gone = ids - not_replaced if request.because else ids  # the others are retired
        unused, values = unused_after(draft.playbook, gone, new_ids)
        ids |= unused
    unlinks_all = request.ids <= request.unlink
    unlink = request.unlink | ids if unlinks_all else request.unlink
    replacements = Replacements(draft.playbook, ids, request.replacements, unlink)
    edits = FileEdits()
    published = sorted(request.published.intersection(ids) - replacements.by_id.keys())
    retired = set(published) if request.because else set()
    removed = ids - retired
    _remove_items(draft, edits, removed, request)
    for id in sorted(retired):
        retire(draft, edits, id, request.because)
    replacements.keep_addresses(draft, edits, request.published.intersection(ids))
    for name in values:
        path: DataPath = ("values", name)
        edits.remove(draft.playbook.settings_tree, path, Phrase("edit.unused-value", name=name))
    _remove_settings(draft, edits, removed, request)
    remove_from_notes(draft, edits, removed)
    undecided = cure_references(draft, edits, uses_of(draft.playbook, ids), replacements)
    plan = Plan(
        steps=tuple(sorted(edits.steps)),
        undecided=tuple(undecided),
        published=() if request.because else tuple(published),
    )
    if not plan.is_possible:
        return plan
    plan = with_texts(draft, edits, plan, docs_changes(draft, removed, replacements))
    words = remaining_words(draft, plan.texts, replacements.by_id)
    return replace(plan, words=tuple(words))


def with_texts(
    draft: Draft, edits: FileEdits, plan: Plan,
    docs: tuple[Mapping[str, str | None], Iterable[Step], Iterable[AnyUse]] = ({}, (), ()),
) -> Plan:  # fmt: skip
    """The plan with the new texts of the files and the problems that the data would have.

    ``docs`` are the new texts of hand-written pages, the steps and the undecided links in them.
    """
    texts: dict[str, str | bytes | None] = dict(edits.texts(draft))
    docs_texts, steps, undecided = docs
    problems = new_problems(draft, texts)
    if problems and all(problem.fix for problem in problems):
        texts = with_fixes(texts, problems)
        problems = new_problems(draft, texts)
    return replace(
        plan,
        steps=(*plan.steps, *steps),
        texts=dict(sorted({**texts, **docs_texts}.items())),
        undecided=(*plan.undecided, *undecided),
        problems=tuple(problems),
    )


def _remove_items(draft: Draft, edits: FileEdits, ids: Iterable[str], request: Request) -> None:
    """Remove the entries and the files."""
    playbook = draft.playbook
    removed = set(ids)
    for file in sorted(request.files):
        kept = [id for id, origin in playbook.origins.items()
                if origin.tree.path == file and id not in removed]  # fmt: skip
        if not kept:
            edits.deleted_files.add(file)
            location = draft.trees[file].location(())
            edits.steps.append(Step(location, Phrase("edit.removed-file", path=file)))
    for id in playbook.origins:
        origin = playbook.origins[id]
        if id in removed and origin.tree.path not in edits.deleted_files:
            change = Phrase("edit.removed" if id in request.ids else "edit.unused-entry", id=id)
            edits.remove(origin.tree, origin.path, change)


def _remove_settings(draft: Draft, edits: FileEdits, ids: Iterable[str], request: Request) -> None:
    """Remove what ``playbook.yml`` says about the removed roles and kinds."""
    tree = draft.playbook.settings_tree
    removed = set(ids)
    teams = draft.playbook.settings.repository.teams
    removed_roles = [role for role in teams if role in removed]
    removed_kinds = [kind for kind in draft.playbook.settings.kinds if kind in request.kinds]
    for role in removed_roles:
        path: DataPath = ("repository", "teams", role)
        edits.remove(tree, path, Phrase("edit.removed-reference", id=role))
    for kind in removed_kinds:
        index = draft.playbook.settings.kinds.index(kind)
        edits.remove(tree, ("kinds", index), Phrase("edit.removed-reference", id=kind))


def ids_of_kind(draft: Draft, kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of a kind's entries and chapters, and its files. Raises EditRefusal."""
    if kind not in draft.kinds:
        raise EditRefusal(Phrase("edit.unknown", name=kind, known=tuple(draft.kinds)))
    playbook = draft.playbook
    ids = {entry.id for entry in playbook.of_kind(kind)}
    ids |= {chapter.id for chapter in playbook.chapters.get(kind, ())}
    files = {document.tree.path for document in draft.sources.documents if document.kind == kind}
    return frozenset(ids), frozenset(files)


def ids_of_chapter(draft: Draft, chapter: str) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of a chapter and its entries, and its file. Raises EditRefusal."""
    origin = draft.playbook.chapter_origins.get(chapter)
    if origin is None:
        known = tuple(draft.playbook.chapter_origins)
        raise EditRefusal(Phrase("edit.unknown", name=chapter, known=known))
    entries = {id for id, each in draft.playbook.chapter_of.items() if each == chapter}
    return frozenset({chapter, *entries}), frozenset({origin.tree.path})
