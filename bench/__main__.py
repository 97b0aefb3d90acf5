"""Runs all benchmarks, after printing the machine and the versions: ``make bench``."""

from __future__ import annotations

import datetime as dt
import os
import platform
from importlib.metadata import version

from . import answers, build, check, pages, post, publishing, reading, search, serve

PACKAGES = ("mkdocs", "mkdocs-material", "pydantic", "pyyaml", "markdown-it-py")


def main() -> None:
    """Print the machine, the versions and the result of each benchmark."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"{dt.date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(versions)
    build.main()
    check.main()
    serve.main()
    pages.main()
    reading.main()
    post.main()
    search.main()
    answers.main()
    publishing.main()


if __name__ == "__main__":
    main()
