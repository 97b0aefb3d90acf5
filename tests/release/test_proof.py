"""The tag of a version proves what was released, and its signature who released it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from factories import (
    Process,
    commit,
    copied,
    forge,
    git,
    make_version,
    rewrite,
    subprocess_environment,
)
from signers import Signer, export, fingerprint, gpg, pgp_signer, ssh_signer, tag

from playbook.messages import messages
from playbook.project import DATA_FOLDER
from playbook.release.build import BuiltVersion
from playbook.release.codes import RefusedError
from playbook.release.decide import rollback, withdraw
from playbook.release.decision_plan import Planner
from playbook.release.decisions import Decision
from playbook.release.decisions_in_targets import decide_in_folder
from playbook.release.folder_store import FolderStore
from playbook.release.manifest import (
    LATEST,
    MANIFEST,
    Generator,
    as_json,
    digest,
    read_manifest,
)
from playbook.release.proof import prove
from playbook.release.publish import add_to_folder
from playbook.release.same_handbook import refuse_forged_versions
from playbook.release.tag_message import read_tag, tag_message, tag_path
from playbook.release.target_state import state_of
from playbook.release.verify import open_store
from playbook.release.version_numbers import parse_version

pytestmark = pytest.mark.slow

GENERATOR = Generator("social-media-playbook", "0.1.1", "0" * 64)
PAGE = "1.1.0/policy/index.html"


@dataclass(frozen=True)
class Published:
    """A repository with tags, the tree published from it, and the signer of the tags.

    ``messages`` are those of the tags, by version.
    """

    repo: Path
    tree: Path
    signer: Signer
    messages: dict[str, str]


def publish(folder: Path, repo: Path, version: str, signer: Signer | None, tree: Path) -> str:
    """Tag HEAD as a version, and publish it; returns the message of the tag."""
    built = make_version(folder / version, version, {"say-it": version})
    head = git(repo, "rev-parse", "HEAD")
    manifest = replace(built.manifest, commit=head, generator=GENERATOR)
    (built.folder / MANIFEST).write_bytes(manifest.to_bytes())
    message = tag_message(manifest)
    tag(repo, f"v{version}", message, signer)
    data = tag_bytes(repo, f"v{version}")
    add_to_folder(BuiltVersion(manifest, built.folder, read_tag(data)), tree)
    return message


def tag_bytes(repo: Path, name: str) -> bytes:
    return subprocess.run(
        ["git", "cat-file", "tag", name], cwd=repo, check=True, capture_output=True
    ).stdout


@pytest.fixture(scope="module", params=["ssh", "openpgp"])
def original(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    """Two signed and published versions; the clone's git knows the key."""
    folder = tmp_path_factory.mktemp("proof")
    if request.param == "ssh":
        yield publish_two(folder, ssh_signer(folder / "keys", "ed"))
    else:
        with pgp_signer(folder / "keys", "ed") as signer:
            yield publish_two(folder, signer)


def publish_two(folder: Path, signer: Signer) -> Published:
    """Tag and publish 1.0.0 and 1.1.0."""
    repo, tree = folder / "repo", folder / "tree"
    (repo / DATA_FOLDER).mkdir(parents=True)
    git(repo, "init", "--quiet", ".")
    tags = {}
    for version in ("1.0.0", "1.1.0"):
        (repo / DATA_FOLDER / "playbook.yml").write_text(f"release: {version}\n")
        commit(repo, version)
        tags[version] = publish(folder, repo, version, signer, tree)
    if not signer.home:
        git(repo, "config", "gpg.ssh.allowedSignersFile", str(signer.public))
    return Published(repo, tree, signer, tags)


@pytest.fixture
def at(original: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    """A copy that a test may change, and the keyring of the signer as that of the user."""
    monkeypatch.setenv("GNUPGHOME", str(original.signer.home or tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    repo, tree = copied(original.repo, tmp_path / "repo"), copied_tree(original, tmp_path)
    return replace(original, repo=repo, tree=tree)


def copied_tree(original: Published, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-a", str(original.tree), str(tmp_path / "tree")], check=True)
    return tmp_path / "tree"


def report(at: Published, clone: bool = True, allowed: tuple[Path, ...] = ()) -> list[str]:
    """The problems that verification finds, with their codes, and then the statements.

    ``clone`` is whether the repository is known, and ``allowed`` are files of allowed signers.
    """
    english = messages()
    proof = prove(open_store(str(at.tree)), at.repo if clone else None, allowed)
    problems = [f"{problem.code}: {english.message(problem)}" for problem in proof.problems]
    return problems + [english.phrase(statement) for statement in proof.statements]


NOT_TAGGED = "Not proven: the pages outside the versions"
NOT_NEWEST = "Not proven: that these are all versions, and the newest ones."


def check_lines(lines: list[str], *beginnings: str) -> None:
    assert len(lines) == len(beginnings), lines
    for line, beginning in zip(lines, beginnings, strict=True):
        assert line.startswith(beginning), lines


def test_a_clone_reports_who_signed_what_is_served(at: Published) -> None:
    lines = report(at)
    check_lines(
        lines, "v1.0.0: published as tagged; signed by ",
        "v1.1.0: published as tagged; signed by ", NOT_TAGGED,
    )  # fmt: skip
    assert "ed@example.com" in lines[0]


def test_the_published_tags_are_enough_with_allowed_signers(at: Published) -> None:
    lines = report(at, clone=False, allowed=(at.signer.public,))
    check_lines(
        lines, "v1.0.0: published as tagged; signed by ",
        "v1.1.0: published as tagged; signed by ", NOT_NEWEST, NOT_TAGGED,
    )  # fmt: skip


def test_without_a_clone_and_signers_the_report_says_what_is_not_proven(at: Published) -> None:
    check_lines(report(at, clone=False), "Not proven: that this is what was released.")


@pytest.mark.parametrize("clone", [True, False])
def test_a_forged_page_with_recomputed_manifests_is_found(at: Published, clone: bool) -> None:
    forge(at.tree, PAGE, "forged")
    lines = report(at, clone=clone, allowed=(at.signer.public,))
    assert lines[0] == (
        "PB872: the published version is not what v1.1.0 says: "
        "its manifest is not the one that the tag names"
    )
    assert sum(line.startswith("PB") for line in lines) == 1


def test_nothing_is_published_next_to_a_forged_version(at: Published) -> None:
    store = FolderStore(at.tree)
    refuse_forged_versions(store, state_of(store, "2.0.0"), at.repo, "2.0.0")
    forge(at.tree, PAGE, "forged")
    store = FolderStore(at.tree)
    state = state_of(store, "2.0.0")  # the manifests match the page
    with pytest.raises(RefusedError, match=r"PB872: .* not what v1\.1\.0 says"):
        refuse_forged_versions(store, state, at.repo, "2.0.0")
    refuse_forged_versions(store, state, at.repo, "1.1.0")  # to publish it again is refused anyway


def test_a_forged_tag_with_recomputed_manifests_is_not_signed_by_an_allowed_key(
    at: Published, tmp_path: Path
) -> None:
    forge(at.tree, PAGE, "forged")
    stranger = ssh_signer(tmp_path / "keys", "stranger")
    resign_published(at, stranger)
    lines = report(at, clone=False, allowed=(at.signer.public,))
    check_lines(
        lines[:1], "PB873: v1.1.0: signed with an unknown key (ED25519 SHA256:",
    )  # fmt: skip


def resign_published(at: Published, signer: Signer) -> None:
    """Replace the published tag of 1.1.0 with one for the served manifest, and its digests."""
    manifest = read_manifest((at.tree / "1.1.0" / MANIFEST).read_bytes(), MANIFEST)
    tag(at.repo, "v1.1.0", tag_message(manifest), signer)
    rewrite(at.tree / tag_path("v1.1.0"), tag_bytes(at.repo, "v1.1.0").decode())


def test_a_tag_that_was_moved_is_found(at: Published) -> None:
    (at.repo / DATA_FOLDER / "playbook.yml").write_text("release: 1.1.0 # quietly\n")
    commit(at.repo, "Quietly")
    tag(at.repo, "v1.1.0", at.messages["1.1.0"], at.signer)
    lines = report(at)
    assert lines[0] == (
        "PB872: the published version is not what v1.1.0 says: names another commit than v1.1.0"
    )


def test_a_tag_that_another_allowed_key_signed_again_is_reported(
    at: Published, tmp_path: Path
) -> None:
    other = ssh_signer(tmp_path / "keys", "other")
    tag(at.repo, "v1.1.0", at.messages["1.1.0"], other, "v1.1.0^{commit}")
    lines = report(at, allowed=(at.signer.public, other.public))
    check_lines(
        lines, "v1.0.0: published as tagged; signed by ",
        "v1.1.0: published as tagged; signed by other@example.com",
        "v1.1.0: the published copy of the tag differs from the tag in this clone", NOT_TAGGED,
    )  # fmt: skip
    assert report(at, allowed=(at.signer.public,))[0].startswith(
        "PB873: v1.1.0: signed with an unknown key ("
    )


def test_a_changed_tag_has_a_bad_signature(at: Published) -> None:
    path = at.tree / tag_path("v1.1.0")
    rewrite(path, path.read_text().replace("Release 1.1.0", "Release 1.1.0!"))
    lines = report(at, clone=False, allowed=(at.signer.public,))
    assert lines[0] == "PB873: v1.1.0: the signature does not match the tag"


def test_a_tag_of_another_version_does_not_pass_for_this_one(at: Published) -> None:
    git(at.repo, "update-ref", "refs/tags/v1.1.0", git(at.repo, "rev-parse", "v1.0.0"))
    assert report(at)[0] == (
        "PB872: the published version is not what v1.1.0 says: the tag object has the name v1.0.0"
    )


def test_a_version_that_nobody_tagged_is_found(at: Published) -> None:
    git(at.repo, "tag", "--delete", "v1.1.0")
    assert report(at)[0] == (
        "PB872: the published version is not what v1.1.0 says: there is no such tag"
    )
    (at.tree / tag_path("v1.0.0")).unlink()
    assert report(at, clone=False, allowed=(at.signer.public,))[0] == (
        "PB872: the published version is not what v1.0.0 says: there is no such tag"
    )


def test_a_release_that_is_withheld_is_named(at: Published) -> None:
    tag(at.repo, "v1.2.0", "Release 1.2.0", at.signer)
    assert "v1.2.0: tagged, but not published here" in report(at)


DECISION = Decision("2026-04-01", "The board", {"sv": "Fel.", "en": "Wrong."})


@pytest.mark.parametrize(
    ("planner", "beginning"),
    [
        (
            withdraw,
            "v1.1.0: proves the version as it was before the withdrawal on 2026-04-01, ",
        ),
        (rollback, "v1.1.0: published as tagged; signed by "),
    ],
)
def test_a_decision_is_reported_as_not_signed(
    at: Published, planner: Callable[..., Planner], beginning: str
) -> None:
    """A withdrawn version still names the manifest that was tagged."""
    version = parse_version("1.1.0" if planner is withdraw else "1.0.0")
    plan = planner(version, DECISION)
    decide_in_folder(at.repo, plan, version.text, at.tree, in_order=False, dry_run=False)
    lines = report(at)
    decided = "Not proven: who decided to withdraw or roll back a version."
    check_lines(lines, "v1.0.0: published as tagged; signed by ", beginning, decided, NOT_TAGGED)
    assert "Decisions are not signed" in lines[2]
    assert report(at, clone=False)[:-1] == [lines[2]]


def test_an_old_version_that_someone_made_the_latest_is_found(at: Published) -> None:
    for path in (at.tree / "1.0.0").rglob("*"):
        if path.is_file():
            rewrite(at.tree / LATEST / path.relative_to(at.tree / "1.0.0"), path.read_text())
    root = json.loads((at.tree / MANIFEST).read_bytes())
    rewrite(at.tree / MANIFEST, as_json({**root, "latest": "1.0.0"}).decode())
    assert report(at)[0] == (
        "PB830: latest is 1.0.0, although 1.1.0 is published and was neither rolled back nor "
        "withdrawn"
    )


def test_an_unsigned_tag_proves_what_but_not_who(at: Published) -> None:
    tag(at.repo, "v1.1.0", at.messages["1.1.0"], None)
    lines = report(at)
    assert lines[1] == (
        "v1.1.0: published as tagged; not signed, so nothing proves who released it"
    )
    assert report(at, allowed=(at.signer.public,))[0].startswith("PB873: v1.1.0: not signed")


@pytest.mark.parametrize("tag_type", ["annotated", "lightweight"])
def test_a_tag_that_lost_its_digest_is_found(at: Published, tag_type: str) -> None:
    """Otherwise a page could be forged if a CI system made the tag again without the digest."""
    forge(at.tree, PAGE, "forged")
    remove_digest(at, "1.1.0", tag_type)
    missing = "PB872: the published version is not what v1.1.0 says: the tag names no digest"
    assert report(at)[0] == missing
    assert report(at, allowed=(at.signer.public,))[0] == missing


@pytest.mark.parametrize("tag_type", ["annotated", "lightweight"])
def test_tags_from_before_there_were_digests_prove_little(at: Published, tag_type: str) -> None:
    remove_digest(at, "1.0.0", tag_type)
    remove_digest(at, "1.1.0", tag_type)
    lines = report(at)
    assert not lines[0].startswith("PB")
    assert lines[1].startswith("v1.1.0: the tag names no digest, so nothing proves")
    assert report(at, allowed=(at.signer.public,))[1] == (
        "PB872: the published version is not what v1.1.0 says: the tag names no digest"
    )


def remove_digest(at: Published, version: str, tag_type: str) -> None:
    """Make a tag again without its digest, on the same commit."""
    commit = git(at.repo, "rev-parse", f"v{version}^{{commit}}")
    if tag_type == "annotated":
        tag(at.repo, f"v{version}", f"Release {version}", at.signer, commit)
    else:
        git(at.repo, "tag", "--force", f"v{version}", commit)


def test_the_command_in_a_clone_prints_statements_after_counts(at: Published) -> None:
    """A problem gives the exit status 1."""
    assert command(at).code == 0
    lines = command(at).output.splitlines()
    assert lines[0].startswith("2 versions, ")
    assert lines[1].startswith("v1.0.0: published as tagged; signed by ")
    forge(at.tree, PAGE, "forged")
    done = command(at, "--allowed-signers", str(at.signer.public))
    assert (done.code, done.output.count("error PB872")) == (1, 1)


def command(at: Published, *args: str) -> Process:
    done = subprocess.run(
        [sys.executable, "-m", "playbook", "verify", str(at.tree), *args], cwd=at.repo,
        env=subprocess_environment(), capture_output=True, text=True,
    )  # fmt: skip
    return Process(done.returncode, done.stdout + done.stderr)


# Keys that are no longer valid: each format has its own rules.


@pytest.mark.parametrize(
    ("options", "beginning"),
    [
        ('valid-before="20260301" ', "PB873: v1.0.0: signed at a time when the key was not valid"),
        ('valid-after="20260401" ', "PB873: v1.0.0: signed at a time when the key was not valid"),
        ('valid-before="20260401" ', "v1.0.0: published as tagged; signed by ed@example.com"),
        ('namespaces="file" ', "PB873: v1.0.0: signed with an unknown key"),
    ],
)
def test_an_ssh_key_counts_at_the_time_of_the_tag(
    tmp_path: Path, options: str, beginning: str
) -> None:
    at = publish_two(tmp_path, ssh_signer(tmp_path / "keys", "ed", options))
    assert report(at, clone=False, allowed=(at.signer.public,))[0].startswith(beginning)


EXPIRIES = {"20260102": "20260401T000000", "20260103": "20260201T000000",
            "20260104": "20260401T000000"}  # fmt: skip
"""When the key expires, by the day on which that is set. On the last day, it is also revoked."""


def test_an_openpgp_key_that_expired_or_was_revoked_is_not_accepted(tmp_path: Path) -> None:
    with pgp_signer(tmp_path / "keys", "ed") as signer:
        at, home = publish_two(tmp_path, signer), signer.home
        assert home is not None
        key = fingerprint(home)
        stranger = ssh_signer(tmp_path / "keys", "stranger").public
        assert report(at, clone=False, allowed=(stranger,))[0].startswith(
            "PB873: v1.0.0: signed with an unknown key ("
        )
        results = []
        for day, expiry in EXPIRIES.items():
            gpg(home, "--quick-set-expire", key, expiry, at=f"{day}T000000")
            if day == "20260104":
                revocation = (home / "openpgp-revocs.d" / f"{key}.rev").read_text()
                gpg(home, "--import", stdin=revocation.replace(":-----BEGIN", "-----BEGIN"))
            allowed = export(home, tmp_path / "keys" / f"{day}.asc")
            results.append(report(at, clone=False, allowed=(allowed,))[0])
    check_lines(
        results, "v1.0.0: published as tagged; signed by ed <ed@example.com>",
        "PB873: v1.0.0: signed at a time when the key was not valid (ed <ed@example.com>",
        "PB873: v1.0.0: signed by ed <ed@example.com> with a revoked key",
    )  # fmt: skip


def test_the_root_manifest_names_the_one_before_it(original: Published, tmp_path: Path) -> None:
    """Publishing the same version again keeps the manifest as it is."""
    tree = tmp_path / "tree"
    digests: list[str] = []
    for number, version in enumerate(("1.0.0", "1.1.0", "1.1.0")):
        built = make_version(tmp_path / f"{version}-{number}", version)
        add_to_folder(built, tree)
        root = json.loads((tree / MANIFEST).read_bytes())
        assert root["previous"] == (digests[0] if digests else None)
        digests.append(digest((tree / MANIFEST).read_bytes()))
    assert digests[1] == digests[2]
