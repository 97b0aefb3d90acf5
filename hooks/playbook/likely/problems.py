"""Adds to problems the value that was probably meant, as a fix if it is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from babel import Locale

from ..languages.pack import Language
from ..model import codes
from ..model.value_descriptions import EXPECTED_BY_PATTERN
from ..problems import Fact, Phrase, Problem
from ..source.fixes import replacement_fix
from ..source.tree import Tree
from ..words.strings import Kinds, written_strings
from . import days, names, numbers, shapes


@dataclass(frozen=True)
class Context:
    """The files by path, the handbook's languages, and its kinds."""

    trees: Mapping[str, Tree]
    languages: Sequence[Language]
    kinds: Kinds

    @cached_property
    def locales(self) -> list[Locale]:
        """The CLDR locales of the languages."""
        return [language.locale for language in self.languages]

    @cached_property
    def labels(self) -> list[Mapping[str, str]]:
        """The UI strings of each language by dotted key."""
        return [written_strings(language, self.kinds) for language in self.languages]


Likely = tuple[str, bool] | None
"""A value, and whether it is certain."""


def with_likely_values(problems: Iterable[Problem], context: Context) -> Iterator[Problem]:
    """The problems, those with a wrong value with the value that was probably meant."""
    for problem in problems:
        tree = context.trees.get(problem.location.path)
        if tree is None or problem.code not in _FINDERS or _is_solved(problem):
            yield problem
        else:
            yield _FINDERS[problem.code](problem, tree, context)


def _is_solved(problem: Problem) -> bool:
    """Whether a problem has its fix already, and says what it repairs."""
    is_mapping = dict(problem.facts).get("found") == Phrase("type.mapping")
    return problem.fix is not None and not is_mapping


def _text(fact: Fact) -> str:
    """A fact as text: that of a value is in a phrase."""
    if isinstance(fact, Phrase):
        return str(dict(fact.facts).get("value", dict(fact.facts).get("key", "")))
    return str(fact)


def _with(problem: Problem, tree: Tree, old: str, likely: Likely) -> Problem:
    """The problem with a likely value in its cure, and a fix that writes it if it is certain."""
    if likely is None or likely[0] == old:
        return problem
    new, is_certain = likely
    fix = replacement_fix(tree, problem.location, old, new) if is_certain else None
    return replace(problem, cure=Phrase("cure.write", value=new), fix=fix)


def _choice(problem: Problem, tree: Tree, context: Context) -> Problem:
    value, choices = _text(problem.fact("value")), problem.fact("choices")
    assert isinstance(choices, tuple)
    known = [str(choice) for choice in choices]
    if (bare := names.before_comment(value)) != value and bare in known:
        return _with(problem, tree, value, (bare, False))
    choice = names.likely_choice(value, known, context.labels)
    found = _with(problem, tree, value, (choice, True) if choice else None)
    is_misspelt = choice and names.normalised(value) != names.normalised(choice)
    asks_for_it = problem.cure is not None and ("suggestion", choice) in problem.cure.facts
    return replace(found, cure=problem.cure) if is_misspelt and asks_for_it else found


def _date(problem: Problem, tree: Tree, context: Context) -> Problem:
    value = _text(problem.fact("value"))
    if len(dates := days.possible_dates(value)) == 2:
        return replace(problem, cure=Phrase("cure.which-date", first=dates[0], second=dates[1]))
    date = days.likely_date(value, context.locales)
    return _with(problem, tree, value, (date, True) if date else None)


def _name(problem: Problem, tree: Tree, context: Context) -> Problem:
    value, what = _text(problem.fact("value")), problem.fact("what")
    assert isinstance(what, Phrase)
    part = {"valid.feedback-link": "report", "valid.change-link": "suggest"}.get(what.key)
    if part and value.startswith(("mailto:", "https://")):
        return replace(problem, cure=Phrase("cure.contribute", part=part, value=value))
    expected = problem.fact("expected")
    if isinstance(expected, Phrase) and expected.key == "write.slug":
        slug = str(dict(expected.facts)["slug"])
        return replace(problem, fix=replacement_fix(tree, problem.location, value, slug))
    find: Callable[[str], str | None] | None = {
        "valid.month": lambda text: days.likely_month(text, context.locales),
        "valid.time": days.likely_time,
        "valid.country": lambda text: names.likely_country(text, context.locales),
        "valid.email": names.likely_email,
        "valid.telephone": names.likely_telephone,
    }.get(what.key)
    new = find(value) if find else None
    is_valid = bool(new) and any(
        valid == what and re.fullmatch(pattern, str(new))
        for pattern, (valid, _) in EXPECTED_BY_PATTERN.items()
    )
    loses_words = what.key == "valid.telephone" and any(map(str.isalpha, value))
    return _with(problem, tree, value, (str(new), not loses_words) if is_valid else None)


def _address(problem: Problem, tree: Tree, context: Context) -> Problem:
    value = _text(problem.fact("value"))
    return _with(problem, tree, value, names.likely_address(value))


def _language(problem: Problem, tree: Tree, context: Context) -> Problem:
    word = _text(problem.fact("language"))
    if problem.cure is not None:
        return shapes.with_fixed_braces(problem, tree, [each.code for each in context.languages])
    return _with(problem, tree, word, names.likely_language(
        word, [language.code for language in context.languages]
    ))  # fmt: skip


def _key(problem: Problem, tree: Tree, context: Context) -> Problem:
    key = _text(problem.fact("key"))
    if problem.cure is None or problem.cure.key != "cure.remove-or-use":
        return problem
    if decimal := shapes.decimal_comma(problem, tree, key):
        return decimal
    known = dict(problem.cure.facts)["choices"]
    assert isinstance(known, tuple)
    where = problem.fact("where")
    kind = dict(where.facts).get("kind", "") if isinstance(where, Phrase) else ""
    found = names.likely_key(key, [str(each) for each in known], str(kind), context.labels)
    return _with(problem, tree, key, (found, True) if found else None)


def _type(problem: Problem, tree: Tree, context: Context) -> Problem:
    expected, found = problem.fact("expected"), problem.fact("found")
    assert isinstance(expected, Phrase)
    value = _text(found)
    if expected.key in ("expected.number", "expected.whole-number"):
        is_percent = _text(problem.fact("key")) == "percent"
        return _with(problem, tree, value, numbers.likely_number(value, percent=is_percent))
    if expected.key == "expected.yes-or-no":
        choice = names.likely_choice(value, ("yes", "no"), context.labels)
        return _with(problem, tree, value, (choice, True) if choice else None)
    if week_days := days.days_in_range(value, context.locales):
        return _with(problem, tree, value, (f"[{', '.join(week_days)}]", True))
    return shapes.with_right_shape(problem, tree, expected.key, value)


_FINDERS: Mapping[str, Callable[[Problem, Tree, Context], Problem]] = {
    codes.NOT_A_CHOICE.code: _choice,
    codes.NOT_A_DATE.code: _date,
    codes.NOT_A_NAME.code: _name,
    codes.NOT_AN_ADDRESS.code: _address,
    codes.UNKNOWN_LANGUAGE.code: _language,
    codes.UNKNOWN_KEY.code: _key,
    codes.WRONG_TYPE.code: _type,
    codes.NOT_TEXT.code: lambda problem, tree, _: shapes.with_languages_below(problem, tree),
}
"""For each code, the function that adds the likely value to a problem."""
