"""Writes suggestions for the small playbook: good ones, and hostile ones from tables."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hostile_values import HOSTILE

END = "..."
ID = "share-job-posts"
GOOD: dict[str, Any] = {
    "suggestion": "1",
    "entry": ID,
    "version": "1.0.0",
    "language": "en",
    "sender": "Anna Svensson",
    "reason": "The lawyer answers these now.",
    "fields": {
        "verdict": "ask_first",
        "ask": "legal-desk",
        "within": "act_within",
        "summary": {"en": "Ask, then share."},
        "statement": {"en": "Yes, if you ask [the desk](id:press-desk) first."},
        "conditions": {"en": ["You say that you work here.", "It is public."]},
        "exceptions": {"1": {"text": {"en": "The moderator never shares on duty."}}},
    },
    "before": {
        "verdict": "yes_if",
        "ask": "press-desk",
        "within": "reply_within",
        "summary": {"en": "Do share. Say that you work here."},
        "statement": {"en": "Yes, if you say that you work at {organisation}."},
        "conditions": {"en": ["You say that you work here.", "The post is already published."]},
        "exceptions": {"1": {"text": {"en": "The moderator does not share on duty."}}},
    },
}
"""A suggestion with a field of each type, for the rule of the small playbook with every part."""


@dataclass(frozen=True)
class Hostile:
    """A hostile suggestion, and the field or part that it attacks."""

    name: str
    raw: bytes


def as_text(data: dict[str, Any], *, ascii_only: bool = False) -> str:
    """The text of a suggestion: each part on a line, in YAML's flow style."""
    lines = [
        f"{key}: {value if key == 'suggestion' else json.dumps(value, ensure_ascii=ascii_only)}"
        for key, value in data.items()
    ]
    return "\n".join(["# A suggestion for the handbook.", *lines, END, ""])


def with_part(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """The good suggestion with another value at a path; missing mappings are added."""
    data = copy.deepcopy(GOOD)
    part: Any = data
    for step in path[:-1]:
        part = part.setdefault(step, {}) if isinstance(part, dict) else part[step]
    part[path[-1]] = value
    return data


PLACES: tuple[tuple[str | int, ...], ...] = (
    ("entry",), ("version",), ("language",), ("sender",), ("reason",),
    ("fields", "verdict"), ("fields", "ask"), ("fields", "within"), ("fields", "summary", "en"),
    ("fields", "statement", "en"), ("fields", "conditions", "en", 1),
)  # fmt: skip
"""Where the hostile texts go: each part, and a field of each type."""

KEYS = (
    "id", "status", "audience", "owner", "reviewed", "review_by", "previous_ids", "replaced_by",
    "retired_because", "suppress", "tags", "applies_to", "basis", "see_also", "effective_from",
    "checks", "entries", "defaults", "chapter", "kind", "spec", "__class__", "model_fields", "<<",
    "../title", "playbook_data/playbook.yml", "title.sv", "title\nid", "Title", "titel", "", "0",
    "address", "values", "release", "organisation", "\u202etitle", "constructor", "__proto__",
)  # fmt: skip
"""Keys that are not fields which a suggestion may change."""

NESTED: dict[tuple[str | int, ...], Any] = {
    ("fields", "exceptions", "0"): {"text": {"en": "Zero."}},
    ("fields", "exceptions", "-1"): {"text": {"en": "The last."}},
    ("fields", "exceptions", "2"): {"text": {"en": "The hidden one."}},
    ("fields", "exceptions", "99"): {"text": {"en": "Far away."}},
    ("fields", "exceptions", "1", "when"): {"countries": ["US"]},
    ("fields", "exceptions", "1", "from"): "2020-01-01",
    ("fields", "exceptions", "1"): None,
    ("fields", "exceptions"): [{"text": {"en": "A list."}}],
    ("fields", "title"): "One text",
    ("fields", "summary"): {"all": "For all."},
    ("fields", "question"): {"fr": "En français."},
    ("fields", "why"): {"en": ["A list."]},
    ("fields", "asked_as"): {"en": "A text."},
    ("fields", "asked_as", "en"): ["a", {"b": "c"}],
    ("fields", "conditions", "en"): ["x"] * 31,
    ("fields", "conditions", "sv"): [""],
    ("fields", "title", "en"): "Two\nlines",
    ("fields", "title", "sv"): {"deeper": "x"},
    ("fields", "statement", "sv"): "[klicka](https://evil.example/)",
    ("fields", "statement"): None,
    ("fields", "verdict"): ["yes"],
    ("fields", "asks"): None,
    ("fields", "ask"): "share-job-posts",
    ("fields", "within"): "no_such_value",
    ("fields", "consequence"): {},
    ("fields",): {},
    ("before", "title"): {"en": "Not changed."},
    ("before", "status"): "current",
    ("before", "summary", "en"): "What it never said.",
    ("before",): [],
    ("before", "verdict"): None,
}
"""Values of the wrong shape, or that do not fit the entry."""

ENTRIES = (
    "posting", "reply_within", "playbook", "Share-Job-Posts", "-rf", "../share-job-posts",
    "no-such-entry", "share-job-posts ", "share-job-posts\n", "share-job-posts.yml", "no-sharing",
    "HEAD", "--help", "press-desk", "moderator", "company-blog", "warm-tone",
)  # fmt: skip
"""Ids of other kinds, of chapters and values, and what is not an id at all."""

_START = as_text(GOOD).removesuffix(f"{END}\n")
RAW: dict[str, bytes] = {
    "empty": b"",
    "only a greeting": b"Hello\n",
    "cut off": _START.encode(),
    "two": as_text(GOOD).encode() * 2,
    "another format": as_text(GOOD).replace("suggestion: 1", "suggestion: 2").encode(),
    "quoted in a mail": as_text(GOOD).replace("\n", "\n> ").encode(),
    "an anchor": _START.replace("version: ", "version: &a ").encode() + b"...\n",
    "an alias": (_START + "extra: *a\n...\n").encode(),
    "a tag": _START.replace("reason: ", "reason: !!str ").encode() + b"...\n",
    "a Python tag": (_START + "x: !!python/object/apply:os.system ['true']\n...\n").encode(),
    "a local tag": (_START + "x: !include playbook.yml\n...\n").encode(),
    "a merge key": (_START + "<<: {entry: moderator}\n...\n").encode(),
    "a second entry": (_START + "entry: moderator\n...\n").encode(),
    "fields twice": (_START + "fields: {title: {en: x}}\n...\n").encode(),
    "a second document": (_START + "---\nentries: []\n...\n").encode(),
    "a directive": _START.encode() + b"%YAML 1.1\n---\n...\n",
    "a list": b"suggestion: 1\n- x\n...\n",
    "a text": b"suggestion: 1\nx\n...\n",
    "a key that is a list": (_START + "? [a]\n: b\n...\n").encode(),
    "a key that is a mapping": (_START + "? {a: b}\n: c\n...\n").encode(),
    "deep": (_START + "x: " + "{a: " * 3_000 + "b" + "}" * 3_000 + "\n...\n").encode(),
    "deep lists": (_START + "x: " + "[" * 5_000 + "]" * 5_000 + "\n...\n").encode(),
    "many keys": (_START + "".join(f"k{n}: v\n" for n in range(1_500)) + "...\n").encode(),
    "many values": as_text(
        with_part(("fields", "why"), {f"l{n}": "x" for n in range(41)})
    ).encode(),
    "deep fields": as_text(
        with_part(("fields", "a", "b", "c", "d", "e", "f", "g", "h"), "x")
    ).encode(),
    "long": (_START + "x: '" + "word " * 5_000 + "'\n...\n").encode(),
    "huge": (_START + "x: '" + "word " * 100_000 + "'\n...\n").encode(),
    "a long word": as_text(with_part(("reason",), "x" * 401)).encode(),
    "UTF-16": as_text(GOOD).encode("utf-16"),
    "Latin-1": as_text(with_part(("reason",), "f\xf6r")).encode("latin-1"),
    "a zip file": b"PK\x03\x04" + as_text(GOOD).encode(),
    "NUL": as_text(GOOD).replace("Ask", "A\0sk").encode(),
    "a tab": as_text(GOOD).replace("sender: ", "sender:\t").encode(),
    "a no-break space": as_text(GOOD).replace("sender: ", "sender:\u00a0").encode(),
    "a conflict": (_START + "<<<<<<< HEAD\na: b\n=======\n>>>>>>> x\n...\n").encode(),
    "a line separator": as_text(GOOD).replace("Ask", "A\u2028sk").encode(),
    "bidirectional": as_text(GOOD).replace("Ask", "A\u202esk").encode(),
    "a comment with a control": (_START + "# \x1b[31m\n...\n").encode(),
    "a front matter": b"---\n" + as_text(GOOD).encode().replace(b"...\n", b"---\n"),
    "an emphasised key": as_text(GOOD).replace("entry:", "**entry**:").encode(),
    "no reason": as_text({key: each for key, each in GOOD.items() if key != "reason"}).encode(),
    "no fields": as_text({key: each for key, each in GOOD.items() if key != "fields"}).encode(),
    "no former values": as_text({**GOOD, "before": {}}).encode(),
    "former values are new": as_text({**GOOD, "before": GOOD["fields"]}).encode(),
    "an address as sender": as_text({**GOOD, "sender": "anna@example.com"}).encode(),
    "a path": (_START + "path: ../../.github/workflows/handbook.yml\n...\n").encode(),
    "a branch": (_START + "branch: main\n...\n").encode(),
}
"""Texts that are not a suggestion, or more than one."""


def hostile_suggestions() -> Iterator[Hostile]:
    """Every hostile suggestion: hostile texts at each place, in both spellings, and the tables."""
    for name, value in HOSTILE.items():
        for place in PLACES:
            where = ".".join(map(str, place))
            data = with_part(place, value.text)
            yield Hostile(f"{name} as {where}", as_text(data).encode("utf-8", "surrogatepass"))
        escaped = as_text(with_part(("fields", "summary", "en"), value.text), ascii_only=True)
        yield Hostile(f"{name}, escaped", escaped.encode())
        keyed = as_text(with_part(("fields", value.text), {"en": "x"}), ascii_only=True)
        yield Hostile(f"{name} as a key", keyed.encode())
    for key in KEYS:
        for new in ("x", {"en": "x"}, None):
            raw = as_text(with_part(("fields", key), new), ascii_only=True)
            yield Hostile(f"the key {key!r} with {new}", raw.encode())
        yield Hostile(f"the part {key!r}", as_text({**GOOD, key: "x"}, ascii_only=True).encode())
    for path, value in NESTED.items():
        yield Hostile(f"{path} = {value!r:.60}", as_text(with_part(path, value)).encode())
    for id in ENTRIES:
        yield Hostile(f"the entry {id!r}", as_text({**GOOD, "entry": id}).encode())
    for name, text in RAW.items():
        yield Hostile(name, text)
