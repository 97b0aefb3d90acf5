"""A publisher as a process of its own, to be killed: folds a built version into a tree.

python put.py BUILT folder TARGET | in-order TARGET | branch REPO
"""

from __future__ import annotations

import sys
from pathlib import Path

from makers import built_in

from playbook.release.branch import Branch
from playbook.release.publish import put_in_folder, put_on_branch


def main(built: str, how: str, target: str) -> None:
    """Publish what was built."""
    version = built_in(Path(built))
    if how == "branch":
        put_on_branch(version, Branch(Path(target), "origin", "pages"))
    else:
        put_in_folder(version, Path(target), in_order=how == "in-order")


if __name__ == "__main__":
    main(*sys.argv[1:])
