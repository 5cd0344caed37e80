"""The site in a real browser: every screen light, dark, narrow and printed; keys; without scripts; for screen readers.

Chromium comes from the system's packages (`apt install chromium`), Playwright drives it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from onrecord.questions import QUESTIONS
from tests.views.web.sites import SCREENS, STORY, Served, served
from tests.views.web.test_hostile import HOSTILE, LONG, OF_QUESTIONS, hostile_question

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium or google-chrome on PATH"),
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 400, "height": 800}
MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "narrow": {"viewport": NARROW, "color_scheme": "light"},
    "narrow-dark": {"viewport": NARROW, "color_scheme": "dark"},
    "without-scripts": {"viewport": WIDE, "java_script_enabled": False},
}
EXPECTED = re.compile(r"status of (400|404)")


@dataclass
class Watched:
    """A page, with the errors and the foreign requests that it made."""

    page: Any
    troubles: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


def watch(browser: Any, site: Served, **options: Any) -> Watched:
    page = browser.new_context(base_url=site.address, reduced_motion="reduce", **options).new_page()
    watched = Watched(page)
    page.on(
        "console",
        lambda m: (
            watched.troubles.append(m.text)
            if m.type in ("error", "warning") and not EXPECTED.search(m.text)
            else None
        ),
    )
    page.on("pageerror", lambda error: watched.troubles.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(site.address) else watched.troubles.append(r.url))
    return watched


@pytest.fixture
def wide(browser: Any, site: Served) -> Iterator[Any]:
    watched = watch(browser, site, **MODES["light"])
    yield watched.page
    watched.page.context.close()
    assert watched.troubles == []


@pytest.mark.parametrize("mode", MODES)
def test_every_screen_fits_its_window_and_makes_no_error(browser: Any, site: Served, mode: str) -> None:
    watched = watch(browser, site, **MODES[mode])
    page = watched.page
    for name, path in SCREENS.items():
        page.goto(path)
        assert page.locator("h1").first.is_visible(), name
        if mode != "without-scripts":
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, (name, mode)
    page.context.close()
    assert watched.troubles == []


def test_every_screen_prints_its_content_without_the_frame(browser: Any, site: Served) -> None:
    page = watch(browser, site, viewport=WIDE, color_scheme="dark").page
    page.emulate_media(media="print")
    for name, path in SCREENS.items():
        page.goto(path)
        assert not page.locator('[role="banner"]').is_visible(), name
        assert page.locator("h1").first.is_visible(), name
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", name
    page.context.close()


@pytest.mark.parametrize("mode", ["light", "dark", "narrow"])
def test_axe_finds_nothing_serious(browser: Any, site: Served, mode: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()
    page = watch(browser, site, **MODES[mode]).page
    serious = []
    for name, path in SCREENS.items():
        page.goto(path)
        response = axe.run(page).response
        assert len(response["passes"]) > 10, name
        serious += [
            (name, found["id"], found["nodes"][0]["html"][:160], len(found["nodes"]))
            for found in response["violations"]
            if found["impact"] in ("serious", "critical")
        ]
    page.context.close()
    assert serious == []


# ---- keys --------------------------------------------------------------------------------


def test_the_first_stop_leads_to_the_content(wide: Any) -> None:
    wide.goto("/said")
    wide.keyboard.press("Tab")
    assert wide.evaluate("document.activeElement.textContent") == "To the content"
    wide.keyboard.press("Enter")
    assert wide.evaluate("document.activeElement.id") == "main"


def test_a_question_mark_lists_the_keys_and_escape_closes_the_list(wide: Any) -> None:
    wide.goto("/said")
    wide.keyboard.press("?")
    assert wide.locator("#site-help").is_visible()
    wide.keyboard.press("Escape")
    assert not wide.locator("#site-help").is_visible()


def test_ctrl_k_leads_to_the_search_box_and_enter_searches(wide: Any) -> None:
    wide.goto(STORY)
    wide.keyboard.press("Control+k")
    wide.keyboard.type("macará")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/search?words=macar*")
    assert wide.locator("mark").count() > 0


def test_j_and_k_go_through_the_rows_and_enter_opens_the_words(wide: Any) -> None:
    wide.goto("/said")
    for key in ("j", "j", "j", "k"):
        wide.keyboard.press(key)
    rows = wide.locator("[data-row]")
    assert wide.locator("[data-row].on").count() == 1
    assert wide.evaluate("document.activeElement === document.querySelectorAll('[data-row]')[1]")
    words = rows.nth(1).locator("[data-open]").inner_text()
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/report/*")
    assert words.split()[0] in wide.locator("#words").inner_text()
    wide.go_back()
    assert wide.url.endswith("/said")


def test_g_and_a_letter_go_to_a_screen_also_from_a_report(wide: Any) -> None:
    for start, letter, end in (
        ("/said", "s", "/stories"),
        ("/report/strike", "a", "/ahead"),
        ("/report/strike", "t", "/today"),
    ):
        wide.goto(start)
        wide.keyboard.press("g")
        wide.keyboard.press(letter)
        wide.wait_for_url(f"**{end}")


def test_n_and_p_turn_the_pages(wide: Any) -> None:
    wide.goto("/said?limit=10")
    wide.keyboard.press("n")
    wide.wait_for_url("**offset=10*")
    wide.keyboard.press("p")
    wide.wait_for_url("**/said?limit=10")


def test_t_changes_light_and_dark_and_the_next_page_keeps_it(wide: Any) -> None:
    wide.goto("/said")
    light = wide.evaluate("getComputedStyle(document.body).backgroundColor")
    wide.keyboard.press("t")
    assert wide.evaluate("getComputedStyle(document.body).backgroundColor") != light
    wide.goto("/stories")
    assert wide.evaluate("document.documentElement.dataset.theme") == "dark"


def test_keys_that_are_typed_into_a_field_are_text(wide: Any) -> None:
    wide.goto("/said")
    wide.locator("#f-speaker").fill("")
    wide.locator("#f-speaker").press_sequentially("tjk?g")
    assert wide.locator("#f-speaker").input_value() == "tjk?g"
    assert not wide.locator("#site-help").is_visible()


# ---- links between screens ---------------------------------------------------------------


def test_words_of_a_story_are_in_view_in_their_report_with_their_card(wide: Any) -> None:
    wide.goto(STORY)
    wide.locator("#happened .words a").first.click()
    wide.wait_for_url("**/report/**#words")
    box = wide.locator("#words").bounding_box()
    assert box is not None
    assert 0 < box["y"] < WIDE["height"]
    card = wide.locator(".card.on")
    assert card.count() == 1
    placed = card.bounding_box()
    assert placed is not None
    assert placed["y"] < WIDE["height"]
    assert placed["y"] + placed["height"] > 0


def test_the_keys_of_a_report_work_in_the_site(wide: Any) -> None:
    wide.goto("/report/strike")
    wide.keyboard.press("j")
    assert wide.locator(".card.on").count() == 1
    wide.keyboard.press("?")
    assert wide.locator("#help").is_visible()
    assert not wide.locator("#site-help").is_visible()


def test_a_bar_of_the_chart_leads_to_its_row(wide: Any) -> None:
    wide.goto(SCREENS["dyad"])
    wide.locator(".chart svg a").first.click()
    row = wide.locator("tr:target")
    assert row.count() == 1
    row.locator("td a").first.click()
    wide.wait_for_url("**/events?**counting=happenings")
    assert wide.locator("[data-row]").count() > 0


def test_filters_are_a_form_that_needs_no_script(browser: Any, site: Served) -> None:
    page = watch(browser, site, **MODES["without-scripts"]).page
    page.goto("/said")
    page.locator("#f-speaker").fill("Dina Boluarte")
    page.locator("#f-cue").select_option("deny")
    page.get_by_role("button", name="Show").click()
    assert "speaker=Dina+Boluarte" in page.url
    assert page.locator("[data-row]").count() == 3
    page.context.close()


def test_pictures_are_taken_when_asked_for(browser: Any, site: Served, tmp_path: Path) -> None:
    page = watch(browser, site, **MODES["light"]).page
    page.goto(STORY)
    shot = tmp_path / "story.png"
    page.screenshot(path=shot, full_page=True)
    assert shot.stat().st_size > 20_000
    page.context.close()


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["markup", "long"])
@pytest.mark.parametrize("mode", ["light", "narrow"])
def test_hostile_texts_run_nothing_and_break_no_layout(
    browser: Any, store_path: Path, text: str, mode: str
) -> None:
    questions = {name: hostile_question(question, text) for name, question in QUESTIONS.items()}
    with served(store_path, questions=questions) as hostile:
        watched = watch(browser, hostile, **MODES[mode])
        page = watched.page
        for name in OF_QUESTIONS:
            page.goto(SCREENS[name])
            assert page.locator("h1").first.is_visible(), name
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, (name, mode)
        page.context.close()
    assert watched.troubles == []
