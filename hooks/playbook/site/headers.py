"""The HTTP headers of a published site, for hosts that read ``_headers`` and for nginx.

The policy of the pages is the one in their head. It also forbids framing, which a page cannot do,
and text as script or markup, with the exceptions in `trusted.js`.
Files that people put in docs/ and that a browser may run get a policy that allows no script.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from ..source.active_files import ACTIVE_ENDINGS
from .security import security_policy

HEADERS, NGINX = "_headers", "nginx-headers.conf"
_NO_FRAMES = "frame-ancestors 'none'"
_TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types playbook"
_STRICT = f"default-src 'none'; style-src 'unsafe-inline'; sandbox; {_NO_FRAMES}"
_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
    ),
}
_OURS = ("assets/playbook/", "404.html", "sitemap.xml")
_INDEX = "index.html"
_VERSION = "(latest|[0-9][^/]*)/"


def active_files(paths: Iterable[str], pages: Collection[str]) -> set[str]:
    """The files of a site that a browser may run, other than the pages of the handbook.

    ``pages`` are the URLs of its pages; paths and URLs are relative to the site.
    """
    known = {f"{url}{_INDEX}" for url in pages}
    active = {path for path in paths if path.lower().endswith(ACTIVE_ENDINGS)}
    return {path for path in active - known if not path.startswith(_OURS)}


def write_headers(
    folder: Path, pages: Collection[str], base: str, feedback: Collection[str]
) -> None:
    """Write the files for a site at the path ``base``, unless docs/ has its own."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name, text in header_files(active_files(paths, pages), base, feedback).items():
        if not (folder / name).exists():
            (folder / name).write_bytes(text)


def header_files(
    active: Collection[str], base: str, feedback: Collection[str] = (), *, versions: bool = False
) -> dict[str, bytes]:
    """The two files by name.

    ``base`` is the path of the site on its host. With ``versions``, the ``active`` files are
    relative to the folder of any version in it. ``feedback`` has the addresses to which any page
    may send answers.
    """
    policy = _policy(feedback)
    return {
        HEADERS: _headers(active, "/:version/" if versions else "/", policy).encode(),
        NGINX: _nginx(
            active, f"{base.rstrip('/')}/", _VERSION if versions else "", policy
        ).encode(),
    }


def _policy(feedback: Collection[str]) -> str:
    return "; ".join((security_policy(feedback), _TRUSTED_TYPES, _NO_FRAMES))


def _headers(active: Collection[str], root: str, policy: str) -> str:
    """The format of Netlify and Cloudflare Pages.

    Both send the headers of all matching rules, and a browser enforces every policy. Netlify has no
    pattern for the end of a name, so each file is named as well.
    """
    rules = {"/*": {"Content-Security-Policy": policy, **_OTHERS}}
    addresses = {f"{root}{quote(address)}" for path in active for address in _addresses(path)}
    for address in ("/*.svg", *sorted(addresses)):
        rules[address] = {"Content-Security-Policy": _STRICT}
    lines = (
        "\n".join((path, *(f"  {name}: {value}" for name, value in headers.items())))
        for path, headers in rules.items()
    )
    return "\n".join((*lines, ""))


def _addresses(path: str) -> Iterator[str]:
    """The addresses at which hosts serve a file: some leave out the end of its name."""
    yield path
    if path.endswith(f"/{_INDEX}"):
        yield path.removesuffix(_INDEX)
    elif path.endswith(".html"):
        yield path.removesuffix(".html")


def _nginx(active: Collection[str], base: str, version: str, policy: str) -> str:
    """A snippet for the ``server`` block, or for the ``location`` of the site."""
    names = sorted({_pattern(address) for path in active for address in _addresses(path)})
    lines = [
        "# Include this file in the server block, or in the location of the handbook.",
        f'set $playbook_policy "{policy}";',
        *(f'if ($uri ~ "{condition}") {{ set $playbook_policy "{_STRICT}"; }}'
          for condition in (r"(?i)\.(svgz?|xhtml|xht)$",
                            *(f"^{_pattern(base)}{version}{name}$" for name in names))),
        "add_header Content-Security-Policy $playbook_policy always;",
        *(f'add_header {name} "{value}" always;' for name, value in _OTHERS.items()),
    ]  # fmt: skip
    return "\n".join((*lines, ""))


def _pattern(path: str) -> str:
    """A regular expression for a path. No sign of a file's name may end a string of nginx.

    Nginx compares bytes.
    """
    return re.sub(r"[^A-Za-z0-9_/-]", lambda sign: "." * len(sign[0].encode()), path)
