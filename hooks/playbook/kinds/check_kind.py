"""Checks that a kind is complete: its model, its templates and its labels."""

from __future__ import annotations

from collections.abc import Iterator

from ..kind_sentences import sentences_in
from ..model.entry import Entry
from ..model.kind_labels import FOLDER, folder_of, languages_of, read_labels
from ..model.kind_spec import KindSpec

DETAIL_TEMPLATE = "detail.html"
REQUIRED_LABELS = ("title", "about")
"""The labels that every kind has."""


class KindError(Exception):
    """A kind is not complete; the message says what is missing."""


def check_kind(model: type[Entry]) -> None:
    """Raise KindError, with every reason, if a kind is not complete."""
    reasons = [*_field_mistakes(model), *_file_mistakes(model)]
    if reasons:
        raise KindError("; ".join(reasons))


def own_fields(model: type[Entry]) -> set[str]:
    """The names of the fields of a kind that not every entry has."""
    return model.model_fields.keys() - Entry.model_fields.keys()


def _field_mistakes(model: type[Entry]) -> Iterator[str]:
    own, spec = own_fields(model), model.spec
    redefined = {*Entry.model_fields, "kind"} & model.__annotations__.keys()
    if redefined:
        yield f"it redefines what every entry has: {_comma_separated(redefined)}"
    if missing := own - spec.bindings.keys():
        yield f"its bindings do not name: {_comma_separated(missing)}"
    if unknown := spec.bindings.keys() - own:
        yield f"its bindings name what is not one of its fields: {_comma_separated(unknown)}"
    if unknown := set(_named_fields(spec)) - model.model_fields.keys():
        yield f"its specification names what is not one of its fields: {_comma_separated(unknown)}"


def _named_fields(spec: KindSpec[Entry]) -> Iterator[str]:
    """The fields that a specification names, except in its bindings."""
    yield from (spec.headline, *spec.summary_fields, *spec.suggested_fields, *spec.index_fields)
    yield from (*spec.deciding_fields, *spec.dependent_fields)
    yield from (*spec.requires.keys(), *spec.requires.values())
    yield from (*spec.search.phrases, *spec.search.names, *spec.vocabulary.explains)
    yield from filter(None, (spec.post.checks, spec.post.pairs, spec.post.self_check))
    if spec.slots:
        yield from (spec.slots.text, spec.slots.slots)


def _file_mistakes(model: type[Entry]) -> Iterator[str]:
    if not (folder_of(model) / DETAIL_TEMPLATE).is_file():
        yield f"it has no template {DETAIL_TEMPLATE}"
    if not languages_of(model):
        yield f"it has no labels in a folder {FOLDER}"
    for language in languages_of(model):
        labels, problems = read_labels(model, language)
        yield from map(str, problems)
        missing = [name for name in REQUIRED_LABELS if f"kinds.{model.kind}.{name}" not in labels]
        if missing and not problems:
            yield f"{FOLDER}/{language}.yml does not have: {_comma_separated(set(missing))}"
        if not problems:
            yield from _sentence_mistakes(model, language)


def _sentence_mistakes(model: type[Entry], language: str) -> Iterator[str]:
    codes, _ = sentences_in(folder_of(model) / FOLDER / f"{language}.yml")
    for code, texts in codes.items():
        if not isinstance(texts, dict) or not {"message", "cure"} <= texts.keys():
            yield f"{FOLDER}/{language}.yml needs a message and a cure for {code}"


def _comma_separated(names: set[str]) -> str:
    return ", ".join(sorted(names))
