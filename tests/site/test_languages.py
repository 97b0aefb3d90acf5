"""Missing translations, handbooks in one language, and languages in a different order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.project import DATA_FOLDER
from site_helpers import build, build_in_process
from support import replace


def page(project: Path, path: str) -> str:
    return (project / "site" / path / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_missing_translation_is_an_error(project: Path) -> None:
    replace(project, "tone.yml", "{sv: Vi är varma, en: We are warm}", "{sv: Vi är varma}")
    result = build(project, check=False)
    assert result.returncode == 1
    assert f"{DATA_FOLDER}/tone.yml:6:12: error PB107: 'title' has no text in: en" in (
        result.stdout + result.stderr
    )


def test_with_missing_text_notice_the_text_of_another_language_is_shown_and_marked(
    project: Path,
) -> None:
    replace(project, "playbook.yml", "public: no\n", "public: no\nmissing_text: notice\n")
    replace(project, "tone.yml", "{sv: Vi är varma, en: We are warm}", "{sv: Vi är varma}")
    replace(project, "legal.yml", "{sv: Reklam ska gå att känna igen., en: Advertising must "
            "be recognisable.}", "{en: Advertising must be recognisable.}")  # fmt: skip
    replace(project, "roles.yml", "{sv: [Lugn.], en: [Calm.]}", "{en: [Calm.]}")
    build_in_process(project, strict=True)
    notice = 'title="There is no English text yet." class="pb-other-language"'
    assert f'<span lang="sv" {notice}>Vi är varma</span>' in page(project, "en/tone")
    notice = 'title="Texten finns inte på svenska än." class="pb-other-language"'
    assert f'<div lang="en" {notice}><p>Advertising must be' in page(project, "legal")
    assert f'<li><span lang="en" {notice}>Calm.</span></li>' in page(project, "roles/moderator")
    assert "other-language" not in page(project, "tone")
    assert "other-language" not in page(project, "en/legal")


@pytest.mark.slow
def test_a_handbook_in_one_language_has_no_language_switch(project: Path) -> None:
    replace(project, "playbook.yml", "languages: [sv, en]", "languages: [sv]")
    for path in (project / DATA_FOLDER).rglob("*.yml"):
        path.write_text(without_english(path.read_text(encoding="utf-8")), encoding="utf-8")
    result = build(project, "--strict", check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert not (project / "site" / "en").exists()
    assert "hreflang" not in page(project, "")


def without_english(text: str) -> str:
    """Data in two languages with the English texts removed."""
    lines = []
    english_indent = None  # that of the English text in which a line is, if it is in one
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if english_indent is not None and line.strip() and indent > english_indent:
            continue
        english_indent = indent if re.match(r" +en:", line) else None
        if english_indent is None:
            lines.append(re.sub(r", en: (\[[^\]]*\]|\"[^\"]*\"|\{[^{}]*\}|[^{}]*)\}", "}", line))
    return "\n".join(lines)


@pytest.mark.slow
def test_the_first_language_is_at_the_root(project: Path) -> None:
    replace(project, "playbook.yml", "languages: [sv, en]", "languages: [en, sv]")
    build_in_process(project, strict=True)
    assert '<html lang="en"' in page(project, "tone")
    assert '<html lang="sv"' in page(project, "sv/tone")
    assert "We are warm" in page(project, "tone")
