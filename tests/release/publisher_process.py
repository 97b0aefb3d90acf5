"""A publisher process that can be killed: publishes a built version.

python publisher_process.py BUILT folder TARGET
python publisher_process.py BUILT in-order TARGET
python publisher_process.py BUILT branch REPOSITORY
python publisher_process.py ANY release REPOSITORY
python publisher_process.py ANY DECISION FOLDER
python publisher_process.py ANY DECISION-in-order FOLDER
python publisher_process.py

Without arguments it forks a publisher for each line of input, a JSON list of the arguments.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path

from factories import read_built, tag_release

from playbook.release.branch_store import BranchStore
from playbook.release.decide import rollback, withdraw, withdraw_pages
from playbook.release.decisions import Decision
from playbook.release.decisions_in_targets import decide_in_folder
from playbook.release.publish import add_to_branch, add_to_folder
from playbook.release.version_numbers import parse_version

DECISION = Decision("2026-04-01", "The board", {"sv": "Fel.", "en": "Wrong."})
FIRST, SECOND = parse_version("1.0.0"), parse_version("1.1.0")
DECISIONS = {
    "rollback": (FIRST, rollback(FIRST, DECISION)),
    "withdraw": (SECOND, withdraw(SECOND, DECISION)),
    "withdraw-old": (FIRST, withdraw(FIRST, DECISION)),
    "withdraw-page": (SECOND, withdraw_pages(SECOND, DECISION, ["policy/"], everywhere=True)),
}
"""Decisions about a tree with the versions 1.0.0 and 1.1.0: the version, and the planner."""
_PR_SET_PTRACER = 0x59616D61


def main(built: str, how: str, target: str) -> None:
    """Publish a built version, tag a release without building it, or carry out a decision."""
    if how == "release":
        tag_release(Path(target))
        return
    if (name := how.removesuffix("-in-order")) in DECISIONS:
        decide(name, Path(target), in_order=name != how)
        return
    version = read_built(Path(built))
    if how == "branch":
        add_to_branch(version, BranchStore(Path(target), "origin", "pages"))
    else:
        add_to_folder(version, Path(target), in_order=how == "in-order")


def decide(name: str, target: Path, *, in_order: bool) -> None:
    """Carry out a decision in a folder."""
    version, planner = DECISIONS[name]
    decide_in_folder(target.parent, planner, version.text, target, in_order=in_order, dry_run=False)


def serve() -> None:
    """Fork a publisher for each line of input, and print its process id and its exit status.

    A forked publisher has all modules imported and all templates compiled. It stops first, so that
    strace can be attached.
    """
    rehearsed = {"release"}
    for line in sys.stdin:
        args = json.loads(line)
        if args[1] not in rehearsed:
            _rehearse(*args)
            rehearsed.add(args[1])
        child = os.fork()
        if child == 0:
            _publish(args)
        os.waitpid(child, os.WUNTRACED)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _rehearse(built: str, how: str, target: str) -> None:
    """Do the same with a copy of a folder, so that what it reads and compiles is kept."""
    with tempfile.TemporaryDirectory() as folder:
        copy = f"{folder}/tree"
        is_decision = how.removesuffix("-in-order") in DECISIONS
        if is_decision:
            shutil.copytree(target, copy)
        main(built, how if is_decision else "folder", copy)
    gc.freeze()  # a forked process then shares these objects' memory


def _publish(args: list[str]) -> None:
    os.setsid()
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(-1))  # any process may trace it
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        main(*args)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else serve()
