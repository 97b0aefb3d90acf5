"""The files for a code host: those of this repository, with the generator as a package."""

from __future__ import annotations

from collections.abc import Mapping

from .answers import Host
from .content import Content, ContentError
from .package_source import PIN

INSTALL = "python -m pip install --quiet --no-deps --no-build-isolation"
COMMON_SCRIPTS = (
    ".ci/askpass", ".ci/code_host.py", ".ci/comment_text.py", ".ci/freshen",
    ".ci/keep_review_issue.py", ".ci/published_host.py", ".ci/suggestion_issue.py",
)  # fmt: skip
EXECUTABLE = frozenset({".ci/askpass"})
"""The files that git and people run as programs."""

FILES: Mapping[Host, tuple[str, ...]] = {
    "github": (
        ".github/workflows/handbook.yml",
        ".github/workflows/release.yml",
        ".github/workflows/reviews.yml",
        ".github/workflows/suggestions.yml",
        ".github/ISSUE_TEMPLATE/config.yml",
        ".github/ISSUE_TEMPLATE/propose-change.yml",
        ".github/ISSUE_TEMPLATE/suggestion.yml",
        ".github/ISSUE_TEMPLATE/wrong-page.yml",
        ".ci/keep_comment.py",
        *COMMON_SCRIPTS,
    ),
    "gitlab": (".gitlab-ci.yml", ".ci/keep_comments.py", *COMMON_SCRIPTS),
    "none": (),
}
"""The files of this repository that an organisation takes, by its code host."""

_PACKAGE = (f"{INSTALL} .\n", f"{INSTALL} -r {PIN}\n")
_BUILD = ("mkdocs build --strict\n", "playbook build\n")
_INCLUDE = (
    "include:\n"
    "  - local: .gitlab/generator.yml\n"
    "    rules:\n"
    "      - exists: [.gitlab/generator.yml]\n\n"
)


def _without_owner(rest: str) -> tuple[str, str]:
    """Removes the comment that names a file's owner; ``rest`` is its text after the owner."""
    return f"# This file is the organisation's{rest} tests the generator itself.\n#\n", ""


CHANGES: Mapping[str, tuple[tuple[str, str], ...]] = {
    ".github/workflows/handbook.yml": (
        _PACKAGE,
        _BUILD,
        _without_owner(", as is release.yml; generator.yml"),
    ),
    ".github/workflows/release.yml": (
        _PACKAGE,
        _without_owner(", as is handbook.yml; generator.yml"),
    ),
    ".github/workflows/reviews.yml": (
        _PACKAGE,
        _without_owner(", as is handbook.yml; generator.yml"),
    ),
    ".github/workflows/suggestions.yml": (
        _PACKAGE,
        _without_owner(", as is handbook.yml; generator.yml"),
    ),
    ".gitlab-ci.yml": (_PACKAGE, _BUILD, _without_owner("; .gitlab/generator.yml"), (_INCLUDE, "")),
}
"""What differs in a repository that installs the generator: each old text, and the new one."""


def host_files(content: Content, host: Host) -> Mapping[str, bytes]:
    """The files for a code host, by path. Raises OSError and ContentError."""
    return {path: _adapted_file(path, content.read(path)) for path in FILES[host]}


def _adapted_file(path: str, data: bytes) -> bytes:
    text = data.decode("utf-8").replace("\r\n", "\n")
    for old, new in CHANGES.get(path, ()):
        if old not in text:
            raise ContentError(f"{path} lacks the text {old!r}")
        text = text.replace(old, new)
    return text.encode()
