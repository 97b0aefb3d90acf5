"""Why a release is not made, or a published tree is not as it should be."""

from __future__ import annotations

from ..problems import Code, Place, Problem


class RefusedError(Exception):
    """Nothing was changed; the problems say why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def refuse(code: Code, where: str, *, cure: str | None = None, **facts: object) -> RefusedError:
    """A refusal with one problem at a file, a folder, a tag or an address."""
    return RefusedError(code.at(Place(where), cure=cure, **facts))


NOT_A_VERSION = Code(
    "PB801", "error", "'{version}' is no version number",
    "write one as 2.1.0, or for a calendar one as 2026.3",
)  # fmt: skip
BACKWARDS = Code(
    "PB802", "error", "the version {version} is not after {last}, the last release",
    "choose a higher number",
)  # fmt: skip
WRONG_CLASS = Code(
    "PB803", "error", "the changes since {last} are {found}, and {version} says {said}",
    "release it as {next}",
)  # fmt: skip
TAKEN = Code(
    "PB804", "error", "the tag {tag} exists already", "a release is never changed: make a new one"
)
NO_TAG = Code(
    "PB805", "error", "there is no tag {tag}",
    "make the release first with: playbook release {version}; or fetch the tags",
)  # fmt: skip
DIRTY = Code(
    "PB806", "error", "the folder has changes that are not committed", "commit or undo them first"
)
SHALLOW = Code(
    "PB807", "error", "the repository is a shallow clone",
    "fetch all of it with: git fetch --unshallow --tags; in CI, set the depth of the checkout to 0",
)  # fmt: skip
NO_REPOSITORY = Code(
    "PB808", "error", "git cannot read the repository: {reason}", "run this in the project's folder"
)
OTHER_NUMBER = Code(
    "PB809", "error", "the tag {tag} holds the handbook of version {found}",
    "set release in playbook.yml before tagging, as playbook release does",
)  # fmt: skip
NOT_BUILT = Code("PB810", "error", "the tag could not be built: {reason}", "mend it and tag anew")
NO_ENTRY = Code("PB811", "error", "{reason}", "mend the change entry")
NO_STATE = Code(
    "PB813", "error", "the playbook of {tag} cannot be read in full any more",
    "see UPGRADE.md for the release after a new format of the data",
)  # fmt: skip
VANISHED = Code(
    "PB812", "error", "the id '{id}' was in {last} and is gone",
    "keep the entry with status: retired, or name its old id in previous_ids of another",
)  # fmt: skip
CHANGED = Code(
    "PB820", "error", "version {version} is published, and {path} {how}",
    "a published version is never changed: publish the correction under a new number",
)  # fmt: skip
IN_THE_WAY = Code(
    "PB821", "error", "{path} stands in the target and was not put there by playbook publish",
    "move it away, or publish somewhere else",
)  # fmt: skip
NO_EXCHANGE = Code(
    "PB822", "error", "the file system cannot {what}, so the tree cannot change in one step",
    "publish with --in-order: new version first, then latest, versions.json last",
)  # fmt: skip
NOT_WRITTEN = Code(
    "PB823", "error", "the target cannot be written: {reason}", "nothing was changed; try again"
)
UNFINISHED = Code(
    "PB824", "error", "the target was written in part: {reason}",
    "no version that was there has changed; publish again to complete it",
)  # fmt: skip
NOT_PUSHED = Code(
    "PB825", "error", "the branch could not be pushed: {reason}",
    "nothing was changed there; see the remote and your right to push, then try again",
)  # fmt: skip
CROWDED = Code(
    "PB826", "error", "others published {count} times in between", "nothing is lost; try again"
)
NO_REMOTE = Code(
    "PB827", "error", "the remote cannot be reached: {reason}", "nothing was changed; try again"
)
UNREADABLE_TREE = Code(
    "PB828", "error", "this is no published tree: {reason}", "give the address of the whole tree"
)
DIFFERS = Code(
    "PB830",
    "error",
    "{path} {how}",
    "restore it from a copy, or publish all tags to an empty place and compare",
)
OTHER_ENVIRONMENT = Code(
    "PB831", "error", "{name} is {found} here and was {wanted} for the release",
    "use that one, or publish and verify with --rebuild",
)  # fmt: skip
NO_LOCK = Code(
    "PB832", "error", "the tag has no {name}, so its environment is not known",
    "keep the lock file in the repository",
)  # fmt: skip
NO_ENVIRONMENT = Code(
    "PB833", "error", "the environment of the tag cannot be made: {reason}",
    "see that the packages of the lock file can be installed here",
)  # fmt: skip

# What publishing refuses before it builds or writes anything.
BAD_TARGET = Code(
    "PB840", "error", "nothing can be published there: the target {reason}",
    "name a folder or a branch that is for the published tree alone",
)  # fmt: skip
NOT_AS_PUBLISHED = Code(
    "PB841", "error", "the published tree was changed: {path} {how}",
    "restore it from a backup or from the history of the branch, or publish all tags anew to an "
    "empty place; nothing was written",
)  # fmt: skip
NO_ROOT_MANIFEST = Code(
    "PB842", "error", "the target holds versions, and its manifest.json {how}",
    "restore it from a backup or from the history of the branch, or publish all tags anew to an "
    "empty place; nothing was written",
)  # fmt: skip
NOT_FINISHED = Code(
    "PB843", "error", "the publication of {version} was interrupted and is not complete",
    "publish {version} again, with --rebuild where packages have changed since, and then this one",
)  # fmt: skip
ODD = Code(
    "PB844", "error", "{path} in the tree is {what}",
    "put files or folders in its place: nothing is published through it; nothing was changed",
)  # fmt: skip
OTHER_HANDBOOK = Code(
    "PB845", "error", "the target holds another handbook: {found}",
    "publish somewhere else; where the handbook has moved, publish from the repository of its tags",
)  # fmt: skip
NOT_AT_ONCE = Code(
    "PB846", "error", "the tree cannot change in one step: {reason}",
    "publish with --in-order: new version first, then latest, versions.json last",
)  # fmt: skip
NO_LOCKS = Code(
    "PB847", "error", "the target cannot be kept from other publishers: {reason}",
    "publish to a branch, or from a system and to a file system with file locks",
)  # fmt: skip
NOT_READ = Code(
    "PB848", "error", "the target cannot be read: {reason}",
    "see who may read it, and try again; nothing was changed",
)  # fmt: skip
