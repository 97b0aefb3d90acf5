"""Collects the edits of a project's YAML files, and applies them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..problems import Location, Phrase
from ..source.tree import DataPath, Tree
from .draft import Draft, EditRefusal
from .insertions import Insertion
from .nodes import EditError
from .yaml_edits import Rewrite, edited_text


@dataclass(frozen=True, order=True)
class Step:
    """One line of a plan: where something changes, and what."""

    location: Location
    change: Phrase = field(compare=False)


@dataclass
class FileEdits:
    """The edits by file: removed paths, rewritten scalars, inserted and renamed keys."""

    removed: dict[str, set[DataPath]] = field(default_factory=lambda: defaultdict(set))
    rewrites: dict[str, dict[DataPath, list[Rewrite]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    insertions: dict[str, list[Insertion]] = field(default_factory=lambda: defaultdict(list))
    new_keys: dict[str, dict[DataPath, str]] = field(default_factory=lambda: defaultdict(dict))
    deleted_files: set[str] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)

    def remove(self, tree: Tree, path: DataPath, change: Phrase | None = None) -> None:
        """Remove the value at a path with its key; the change is listed in the plan."""
        if path not in self.removed[tree.path]:
            self.removed[tree.path].add(path)
            if change:
                self.steps.append(Step(tree.location(path, of_key=True), change))

    def rewrite(self, tree: Tree, path: DataPath, rewrites: Iterable[Rewrite]) -> None:
        """Rewrite the scalar at a path."""
        self.rewrites[tree.path][path] += rewrites

    def rename_key(self, tree: Tree, path: DataPath, new: str) -> None:
        """Rename the key at a path."""
        self.new_keys[tree.path][path] = new

    def is_removed(self, tree: Tree, path: DataPath) -> bool:
        """Whether a path, or a path that contains it, is removed."""
        removed = self.removed.get(tree.path, set())
        return tree.path in self.deleted_files or any(
            path[:length] in removed for length in range(1, len(path) + 1)
        )

    def texts(self, draft: Draft) -> dict[str, str | None]:
        """The new text of each changed file, or None if it is removed. Raises EditRefusal."""
        texts: dict[str, str | None] = dict.fromkeys(sorted(self.deleted_files))
        edited = {*self.removed, *self.rewrites, *self.insertions, *self.new_keys}
        for path in sorted(edited - self.deleted_files):
            try:
                old = draft.text(path)
                new = edited_text(path, old, self.removed[path], self.rewrites[path],
                                  self.insertions[path], self.new_keys[path])  # fmt: skip
            except EditError as error:
                raise EditRefusal(
                    Phrase("edit.cannot-edit", path=path, reason=str(error))
                ) from error
            if new != old:
                texts[path] = new
        return texts
