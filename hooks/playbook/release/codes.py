"""Problem codes of releases and published trees."""

from __future__ import annotations

from ..problems import Code, Location, Problem


class RefusedError(Exception):
    """A refused operation: nothing was changed, and the problems say why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def refuse(code: Code, where: str, *, cure: str | None = None, **facts: object) -> RefusedError:
    """A refusal with one problem at a file, a folder, a tag or an address."""
    return RefusedError(code.at(Location(where), cure=cure, **facts))


NOT_A_VERSION = Code(
    "PB801", "error", "'{version}' is not a valid version number",
    "write a semantic version such as 2.1.0, or a calendar version such as 2026.3",
)  # fmt: skip
NOT_HIGHER = Code(
    "PB802", "error", "the version {version} is not higher than the last release, {last}",
    "choose a higher number",
)  # fmt: skip
WRONG_RELEASE_CLASS = Code(
    "PB803", "error", "the changes since {last} are {found}, but {version} is {announced}",
    "release it as {next}",
)  # fmt: skip
TAG_EXISTS = Code(
    "PB804", "error", "the tag {tag} already exists", "releases are immutable: make a new one"
)
NO_TAG = Code(
    "PB805", "error", "there is no tag {tag}",
    "run playbook release {version} first, or fetch the tags",
)  # fmt: skip
DIRTY = Code(
    "PB806", "error", "the working tree has uncommitted changes", "commit or undo them first"
)
SHALLOW = Code(
    "PB807", "error", "the repository is a shallow clone",
    "run git fetch --unshallow --tags; in CI, set the checkout depth to 0",
)  # fmt: skip
NO_REPOSITORY = Code(
    "PB808", "error", "git cannot read the repository: {reason}", "run this in the project's folder"
)
OTHER_VERSION = Code(
    "PB809", "error", "the tag {tag} contains version {found} of the handbook",
    "tag with playbook release, which sets 'release' in playbook.yml",
)  # fmt: skip
NOT_BUILT = Code(
    "PB810", "error", "the tag could not be built: {reason}", "fix it and create a new tag"
)
BAD_CHANGE_ENTRY = Code("PB811", "error", "{reason}", "fix the change entry")
UNREADABLE_RELEASE = Code(
    "PB813", "error", "the playbook of {tag} can no longer be read completely",
    "see UPGRADE.md on releases after a change of the data format",
)  # fmt: skip
MISSING_ID = Code(
    "PB812", "error", "the id '{id}' was in {last} but is missing now",
    "keep the entry with 'status: retired', or add the id to 'previous_ids' of another entry",
)  # fmt: skip
ALREADY_PUBLISHED = Code(
    "PB820", "error", "version {version} is already published, but {path} {how}",
    "published versions are immutable: publish the correction under a new number",
)  # fmt: skip
FOREIGN_FILE = Code(
    "PB821", "error", "the target contains {path}, which was not written by playbook publish",
    "move it, or publish to another target",
)  # fmt: skip
NO_ATOMIC_SWAP = Code(
    "PB822", "error", "the file system cannot {what}, so the tree cannot be replaced atomically",
    "use --in-order, which writes the new version, then latest, then versions.json",
)  # fmt: skip
NOT_WRITTEN = Code(
    "PB823", "error", "the target cannot be written: {reason}", "nothing was changed; try again"
)
UNFINISHED = Code(
    "PB824", "error", "the target was only partly written: {reason}",
    "existing versions are unchanged; publish again to complete it",
)  # fmt: skip
NOT_PUSHED = Code(
    "PB825", "error", "the branch could not be pushed: {reason}",
    "nothing was changed there; check the remote and your push permission, then try again",
)  # fmt: skip
TOO_MANY_RETRIES = Code(
    "PB826", "error", "others published at the same time, {count} attempts failed",
    "nothing is lost; try again",
)  # fmt: skip
NO_REMOTE = Code(
    "PB827", "error", "the remote cannot be reached: {reason}", "nothing was changed; try again"
)
UNREADABLE_TREE = Code(
    "PB828", "error", "this is not a published tree: {reason}", "give the address of the whole tree"
)
DIFFERS = Code(
    "PB830", "error", "{path} {how}",
    "restore it from a backup, or publish all tags to an empty folder and compare",
)  # fmt: skip
OTHER_ENVIRONMENT = Code(
    "PB831", "error", "{name} is {found} here but was {wanted} for the release",
    "use that version, or publish and verify with --rebuild",
)  # fmt: skip
NO_LOCK = Code(
    "PB832", "error", "the tag has no {name}, so its environment is unknown", "commit the lock file"
)
NO_ENVIRONMENT = Code(
    "PB833", "error", "the environment of the tag cannot be created: {reason}",
    "check that the packages of the lock file can be installed here",
)  # fmt: skip

# Publishing checks for these problems before it builds or writes anything.
BAD_TARGET = Code(
    "PB840", "error", "cannot publish to this target: it {reason}",
    "choose a folder or a branch that is used only for the published tree",
)  # fmt: skip
TREE_CHANGED = Code(
    "PB841", "error", "the published tree was changed: {path} {how}",
    "restore it from a backup or from the history of the branch, or publish all tags to an empty "
    "folder or a new branch; nothing was written",
)  # fmt: skip
NO_ROOT_MANIFEST = Code(
    "PB842", "error", "the target contains versions, but its manifest.json {how}",
    "restore it from a backup or from the history of the branch, or publish all tags to an empty "
    "folder or a new branch; nothing was written",
)  # fmt: skip
INCOMPLETE = Code(
    "PB843", "error", "the publication of {version} was interrupted and is incomplete",
    "publish {version} again, with --rebuild if packages have changed since; then publish this one",
)  # fmt: skip
SPECIAL_FILE = Code(
    "PB844", "error", "{path} in the tree is {what}",
    "replace it with regular files or folders; nothing was changed",
)  # fmt: skip
OTHER_HANDBOOK = Code(
    "PB845", "error", "the target contains another handbook: {found}, not {wanted}",
    "publish to another target; if the handbook has moved, publish from the repository that has "
    "its tags",
)  # fmt: skip
NOT_ATOMIC = Code(
    "PB846", "error", "the tree cannot be replaced in one step: {reason}",
    "use --in-order, which writes the new version, then latest, then versions.json",
)  # fmt: skip
NO_LOCKS = Code(
    "PB847", "error", "the target cannot be locked against other publishers: {reason}",
    "publish to a branch, or use a system and a file system that support file locks",
)  # fmt: skip
UNREADABLE_TARGET = Code(
    "PB848", "error", "the target cannot be read: {reason}",
    "check its permissions and try again; nothing was changed",
)  # fmt: skip

# A release checks, tags and builds the content of one commit.
NOT_COMMITTED = Code(
    "PB850", "error", "{path} is not in the commit",
    "add it with git add (--force where git ignores it) and commit it, or remove it",
)  # fmt: skip
NOT_IN_FOLDER = Code(
    "PB851", "error", "{path} is in the commit but not in the folder",
    "restore it with git restore, if necessary after git sparse-checkout disable; "
    "or remove it with git rm and commit",
)  # fmt: skip
DIFFERS_FROM_COMMIT = Code(
    "PB852", "error", "{path} differs from the commit, but git status does not show it",
    "make it visible with touch and git update-index --no-assume-unchanged --no-skip-worktree "
    "{path}, then commit or undo the change",
)  # fmt: skip
REWRITTEN_BY_GIT = Code(
    "PB853", "error", "{path} differs from the commit: the git attribute {attribute} rewrites it",
    "remove the attribute from this file in .gitattributes, then commit the file",
)  # fmt: skip
NOT_REGULAR_FILE = Code("PB854", "error", "{path} {what}", "replace it with the file itself")
GIT = Code("PB855", "error", "git reported: {output}", "fix what git reports, then try again")
UNTAGGED = Code(
    "PB856", "error", "{path} records the release of {version}, but there is no tag {tag}",
    "fetch the tags with git fetch --tags, or tag the commit of that release again",
)  # fmt: skip
COMMIT_DIFFERS = Code(
    "PB857", "error", "{path} in the new commit differs from what was checked",
    "find the git hook that changes files; nothing is tagged and the commit is undone",
)  # fmt: skip
ANNOUNCEMENT_DIFFERS = Code(
    "PB858", "error", "the new commit does not match its announcement: {what}",
    "report this as a bug; nothing is tagged and the commit is undone",
)  # fmt: skip
NO_RELEASE_LINE = Code(
    "PB859", "error", "no line begins with 'release:', so the version cannot be written",
    "write 'release: {version}' on a separate line",
)  # fmt: skip
