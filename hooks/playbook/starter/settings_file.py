"""Writes the answers into ``playbook.yml``; comments and everything else stay."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from ..source.tree import DataPath, Tree, read_tree
from .answers import Answers, Host

_VALUE = re.compile(
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\]]*\]|(?:\S+(?:\s+(?!\#)\S+)*)?)"""
    r"""(?P<rest>\s*(?:\s\#.*)?)"""
)
"""A value on one line, and the comment after it."""
_EXAMPLE = re.compile(r"\{([a-z]{2}: [^{}]+)\}")
"""A text in each language, in an example."""
_MISSING_TEXT = "missing_text: notice         # a text that is not translated is shown in another"
LINKS: Mapping[Host, Mapping[str, str]] = {
    "github": {
        "issue_link": "{url}/issues/new?template=wrong-page.yml&entry={id}",
        "change_link": "{url}/issues/new?template=suggestion.yml&suggestion={suggestion}",
    },
    "gitlab": {
        "source_link": "{url}/-/blob/{branch}/{path}#L{line}",
        "proposal_link": "{url}/-/issues/new?issue[title]={title}",
        "issue_link": "{url}/-/issues/new?issuable_template=wrong-page&issue[title]={id}",
        "change_link": "{url}/-/issues/new?issue[title]={id}&issue[description]={suggestion}",
    },
    "none": {},
}
"""The links by which readers report mistakes, of each code host."""


def with_answers(name: str, text: str, answers: Answers) -> str:
    """The text of the settings with the answers, and with the links of the code host."""
    values: dict[DataPath, str] = {
        ("organisation", "name"): _quoted(answers.name),
        ("organisation", "sector"): answers.sector,
        ("organisation", "countries"): _list(answers.countries),
        ("organisation", "time_zone"): answers.time_zone,
        ("brand_colour",): _quoted(answers.brand_colour),
        ("repository", "url"): _quoted(answers.repository),
    }
    for path, value in values.items():
        text = _with_value(_tree(name, text), path, value)
    return _with_links(_tree(name, text), answers.host)


def with_languages(name: str, text: str, languages: Sequence[str], *, is_partial: bool) -> str:
    """The text of the settings with other languages.

    With ``is_partial``, some texts are not translated, which is then a notice instead of an error.
    """
    tree = _tree(name, _with_value(_tree(name, text), ("languages",), _list(languages)))
    lines = list(tree.lines)
    if is_partial and "missing_text" not in tree.data:
        lines.insert(tree.location(("languages",)).line, _MISSING_TEXT)
    return "\n".join(_with_example_in(languages, line) for line in lines)


def _with_example_in(languages: Sequence[str], line: str) -> str:
    """A line; if it is a commented example of a text, in those of the languages that it has."""
    if not line.startswith("#"):
        return line

    def chosen(match: re.Match[str]) -> str:
        texts = match[1].split(", ")
        return f"{{{', '.join(text for text in texts if text[:2] in languages) or match[1]}}}"

    return _EXAMPLE.sub(chosen, line)


def _tree(name: str, text: str) -> Tree:
    tree, problems = read_tree(name, text)
    assert tree is not None, problems
    return tree


def _with_value(tree: Tree, path: DataPath, value: str) -> str:
    """The text of a file with another value at a path. The old value must be on one line."""
    location = tree.location(path)
    assert path in tree.ranges, path
    line = tree.lines[location.line - 1]
    match = _VALUE.fullmatch(line, location.column - 1)
    assert match, line
    # The comment after the value stays in its column if there is space.
    rest = match["rest"]
    padding = max(1, len(match["value"]) - len(value) + len(rest) - len(rest.lstrip()))
    rest = f"{' ' * padding}{rest.lstrip()}" if rest.strip() else ""
    new = f"{line[: location.column - 1]}{value}{rest}"
    return "\n".join([*tree.lines[: location.line - 1], new, *tree.lines[location.line :]])


def _with_links(tree: Tree, host: Host) -> str:
    """The text of the settings with the links of a code host, after the repository's address."""
    names = {name for links in LINKS.values() for name in links}
    removed = {
        tree.location(("repository", name)).line
        for name in names
        if ("repository", name) in tree.ranges
    }
    address = tree.location(("repository", "url"), of_key=True)
    indent = " " * (address.column - 1)
    lines: list[str] = []
    for number, line in enumerate(tree.lines, 1):
        if number not in removed:
            lines.append(line)
        if number == address.line:
            lines += [f"{indent}{key}: {_quoted(link)}" for key, link in LINKS[host].items()]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _list(codes: Sequence[str]) -> str:
    """A list of codes on one line. To most programs that read YAML, NO without quotes is false."""
    return f"[{', '.join(_quoted(code) if code.lower() == 'no' else code for code in codes)}]"
