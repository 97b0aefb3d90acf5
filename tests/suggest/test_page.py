"""Tests the page "Suggest a change" in a browser: by keyboard, on a phone, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from browser.tools import axe
from shared import shared
from site_helpers import build_example, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_suggestion_is_written_by_keyboard_and_survives_the_language_switch(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, scheme: str
) -> None:
    folder = shared(tmp_path_factory, "example", build_example) / "site"
    with served(folder) as host:
        context = browser.new_context(
            viewport={"width": 320, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )
        page = context.new_page()
        page.goto(f"{host.url}suggest-a-change/?entry=say-you-work-here")
        page.get_by_role("radio", name="Nej, det behövs inte").first.focus()
        page.keyboard.press("Space")
        expect(page.locator("[data-meaning]")).to_contain_text("Mildare")
        page.get_by_label("Varför bör det ändras?").focus()
        page.keyboard.type("Alla vet det redan.")
        expect(page.locator("[data-text]")).to_have_value(
            "\n".join((
                "# Förslag till ändring i handboken för Exempelbolaget. Det ändrar inget av sig"
                " självt: en redaktör läser det först.",
                "suggestion: 1", "entry: say-you-work-here", "version: 0.1.0", "language: sv",
                'reason: "Alla vet det redan."', "fields:", "  verdict: no", "before:",
                "  verdict: yes", "...", "",
            ))
        )  # fmt: skip
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.locator(".pb-languages a[hreflang=en]:visible").click()
        expect(page.locator("[data-meaning]")).to_contain_text("Looser")
        page.add_script_tag(content=axe())
        violations = page.evaluate(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
        )
        assert [(each["id"], each["nodes"][0]["target"]) for each in violations] == []
        page.get_by_role("button", name="Clear everything").click()
        expect(page.locator("[data-meaning]")).to_contain_text("You have not changed anything yet.")
        context.close()
