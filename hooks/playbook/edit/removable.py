"""Says what may be absent from the data, by its models: keys, items of lists, and parts."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath
from typing import cast

from pydantic import BaseModel

from ..model.entry import AppliesTo, Entry, InheritedFields
from ..model.fields import model_at
from ..model.post_check import PostScope
from ..model.referenced_kinds import ROLES
from ..source.tree import DataPath, Tree
from .draft import Draft
from .file_edits import FileEdits
from .values import value_at

_SCOPES = (AppliesTo, PostScope)
"""Models in which an empty list means everyone, so that emptying one would widen the scope."""


class Containers:
    """Finds what to remove so that a reference is gone and no list or mapping is left empty."""

    def __init__(self, draft: Draft, edits: FileEdits) -> None:
        self.draft, self.edits = draft, edits
        roles = draft.playbook.of_kind(ROLES)
        self.has_roles = any(
            not edits.is_removed(draft.playbook.origins[role.id].tree,
                                 draft.playbook.origins[role.id].path)
            for role in roles
        )  # fmt: skip

    def value(self, tree: Tree, path: DataPath) -> Collection[str]:
        """The items of the list, or the keys of the mapping, at a path."""
        return cast(Collection[str], value_at(tree.data, path))

    def may_be_absent(self, tree: Tree, path: DataPath) -> bool:
        """Whether the key at a path is optional in its model."""
        model, base = self._model(tree, path)
        if path[base:] == ("owner",):
            return not self.has_roles  # every entry needs one
        parent = model_at(model, path[base:-1])
        for name, field in parent.model_fields.items():
            if path[-1] in (name, field.alias):
                return not field.is_required()
        return False

    def without_meaning(self, tree: Tree, path: DataPath) -> list[DataPath]:
        """The paths of the fields of an entry that have no meaning without the one at a path."""
        if path[0] == "defaults" or len(path) != 3:
            return []
        spec = self._kind(tree).spec
        fields = (name for name, other in spec.requires.items() if other == path[-1])
        return [(*path[:2], name) for name in fields if (*path[:2], name) in tree.ranges]

    def without_list(self, tree: Tree, path: DataPath) -> DataPath | None:
        """The path to remove if a list loses all its items, or None if the list is needed.

        If it is a list of a scope, the item with this scope is removed: it would apply to nobody.
        If the handbook has no roles any more, only the list of roles is removed from a scope.
        """
        model, base = self._model(tree, path)
        if issubclass(model_at(model, path[base:-1]), _SCOPES):
            item = next((path[:length] for length in range(len(path) - 1, base, -1)
                         if isinstance(path[length - 1], int)), None)  # fmt: skip
            if item is None and path[-1] == ROLES and not self.has_roles:
                return self._climb(tree, path)
            return self._climb(tree, item) if item else None
        return self._climb(tree, path) if self.may_be_absent(tree, path) else None

    def _climb(self, tree: Tree, path: DataPath) -> DataPath | None:
        """The path to remove: this one, or that of the list or mapping that would be left empty.

        None if that list or mapping is needed.
        """
        _, base = self._model(tree, path)
        parent = path[:-1]
        others = [
            key
            for key in self._keys(tree, parent)
            if key != path[-1] and not self.edits.is_removed(tree, (*parent, key))
        ]
        if others or len(parent) <= base:
            return path
        if isinstance(parent[-1], int):
            return self._climb(tree, parent)
        return self._climb(tree, parent) if self.may_be_absent(tree, parent) else None

    def _keys(self, tree: Tree, path: DataPath) -> list[str | int]:
        value = self.value(tree, path)
        return list(value) if isinstance(value, dict) else list(range(len(value)))

    def _model(self, tree: Tree, path: DataPath) -> tuple[type[BaseModel], int]:
        """The model of an entry or of the defaults, and the length of its path."""
        if path[0] == "defaults":
            return InheritedFields, 1
        return self._kind(tree), 2

    def _kind(self, tree: Tree) -> type[Entry]:
        return self.draft.kinds[PurePath(tree.path).with_suffix("").parts[1]]
