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
from onrecord.store import corrections_path, read_corrections
from onrecord.views.web.overlay import Overlay
from tests.questions.strike import add
from tests.views.web.sites import SCREENS, STORY, Parsed, Served, screens_of_facts, served
from tests.views.web.test_hostile import (
    HOSTILE,
    LONG,
    OF_QUESTIONS,
    corrected_by_a_foe,
    hostile_question,
    hostile_story,
)

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
WRITTEN = ("desk", "desk of statements", "end of the desk", "corrections")

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


def watch(browser: Any, site: Served, *also: Served, **options: Any) -> Watched:
    page = browser.new_context(base_url=site.address, reduced_motion="reduce", **options).new_page()
    watched = Watched(page)
    own = tuple(one.address for one in (site, *also))
    page.on(
        "console",
        lambda m: (
            watched.troubles.append(m.text)
            if m.type in ("error", "warning") and not EXPECTED.search(m.text)
            else None
        ),
    )
    page.on("pageerror", lambda error: watched.troubles.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(own) else watched.troubles.append(r.url))
    return watched


@dataclass(frozen=True)
class Writing:
    """A site that writes, over a store of its own."""

    site: Served
    path: Path

    def done(self) -> list[str]:
        """Return what was corrected: what of which words."""
        made: Any = read_corrections(corrections_path(self.path))[0]
        return [f"{one.do} {one.words}" for one in made]


@pytest.fixture
def writing(store_path: Path, tmp_path: Path) -> Iterator[Writing]:
    path = Path(shutil.copy(store_path, tmp_path / "news.db"))
    with served(path, overlay=Overlay(path, "Ana")) as running:
        yield Writing(running, path)


@pytest.fixture(scope="module")
def judged(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site that writes, in which every fifth record of the desk has an answer."""
    path = Path(shutil.copy(store_path, tmp_path_factory.mktemp("judged") / "news.db"))
    overlay = Overlay(path, "Ana")
    with served(path, overlay=overlay) as running:
        links = Parsed(running.get("/events?limit=100").text).links
        facts = [link.split("/")[2:] for link in links if link.startswith("/correct/") and "?" not in link]
        for n, (document, fact) in enumerate(facts[::5]):
            overlay.correct(
                document, fact, do="withdraw" if n % 2 else "confirm", reason="it says so", assembles=False
            )
        yield running


@pytest.fixture
def desk(browser: Any, writing: Writing) -> Iterator[Any]:
    watched = watch(browser, writing.site, **MODES["light"])
    watched.page.goto("/desk")
    yield watched.page
    watched.page.context.close()
    assert watched.troubles == []


@pytest.fixture
def wide(browser: Any, site: Served) -> Iterator[Any]:
    watched = watch(browser, site, **MODES["light"])
    yield watched.page
    watched.page.context.close()
    assert watched.troubles == []


def screens(site: Served, judged: Served) -> list[tuple[str, str]]:
    """Return the address of every screen of a site that only shows, and of those of one that writes that differ from it."""
    written = {name: SCREENS[name] for name in WRITTEN} | screens_of_facts(judged)
    return [
        *((name, site.address + path) for name, path in SCREENS.items()),
        *((f"{name}, writing", judged.address + path) for name, path in written.items()),
    ]


@pytest.mark.parametrize("mode", MODES)
def test_every_screen_fits_its_window_and_makes_no_error(
    browser: Any, site: Served, judged: Served, mode: str
) -> None:
    watched = watch(browser, site, judged, **MODES[mode])
    page = watched.page
    for name, path in screens(site, judged):
        page.goto(path)
        assert page.locator("h1").first.is_visible(), name
        assert watched.troubles == [], name
        if mode != "without-scripts":
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, (name, mode)
    page.context.close()


def test_every_screen_prints_its_content_without_the_frame(
    browser: Any, site: Served, judged: Served
) -> None:
    page = watch(browser, site, judged, viewport=WIDE, color_scheme="dark").page
    page.emulate_media(media="print")
    for name, path in screens(site, judged):
        page.goto(path)
        assert not page.locator('[role="banner"]').is_visible(), name
        assert page.locator("h1").first.is_visible(), name
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", name
        assert not page.evaluate(
            "[...document.querySelectorAll('main button, footer a')].some(b => b.checkVisibility())"
        ), name
    page.context.close()


@pytest.mark.parametrize("mode", ["light", "dark", "narrow"])
def test_axe_finds_nothing_serious(browser: Any, site: Served, judged: Served, mode: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()
    page = watch(browser, site, judged, **MODES[mode]).page
    serious = []
    for name, path in screens(site, judged):
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


# ---- the map -----------------------------------------------------------------------------


def test_plus_minus_and_zero_bring_the_map_nearer_and_back_and_marks_keep_their_size(wide: Any) -> None:
    wide.goto("/map")
    svg, mark = wide.locator("svg[data-map]"), wide.locator("svg[data-map] a[data-at]").first
    whole, size = svg.get_attribute("viewBox"), mark.locator("path").first.bounding_box()
    for _ in range(3):
        wide.keyboard.press("+")
    left, top, width, height = map(float, svg.get_attribute("viewBox").split())
    full = [float(n) for n in whole.split()]
    assert (left > 0, top > 0) == (True, True)
    assert width == pytest.approx(full[2] / 1.5**3)
    assert height == pytest.approx(full[3] / 1.5**3)
    near = mark.locator("path").first.bounding_box()
    assert near["width"] == pytest.approx(size["width"], rel=0.02)
    wide.keyboard.press("-")
    assert float(svg.get_attribute("viewBox").split()[2]) == pytest.approx(full[2] / 1.5**2)
    wide.keyboard.press("0")
    assert [float(n) for n in svg.get_attribute("viewBox").split()] == pytest.approx(full)


def test_the_map_is_dragged_when_it_is_near_and_a_drag_opens_no_place(wide: Any) -> None:
    wide.goto("/map")
    svg = wide.locator("svg[data-map]")
    for _ in range(4):
        wide.keyboard.press("=")
    before = svg.get_attribute("viewBox")
    box = svg.bounding_box()
    x, y = box["x"] + box["width"] / 2, max(box["y"], 0) + 200
    wide.mouse.move(x, y)
    wide.mouse.down()
    wide.mouse.move(x + 120, y + 60, steps=4)
    wide.mouse.up()
    after = svg.get_attribute("viewBox")
    assert float(after.split()[0]) < float(before.split()[0])
    assert wide.url.endswith("/map")
    wide.mouse.move(x, y)
    wide.keyboard.down("Control")
    wide.mouse.wheel(0, -200)
    wide.keyboard.up("Control")
    wide.wait_for_function(
        "w => Number(document.querySelector('svg[data-map]').getAttribute('viewBox').split(' ')[2]) < w",
        arg=float(after.split()[2]),
    )


def test_a_place_is_opened_from_the_map_and_from_its_row_by_keys(wide: Any) -> None:
    wide.goto("/map")
    wide.locator("svg[data-map] a[data-at]").first.focus()
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/events?**place=*")
    assert wide.locator("[data-row]").count() > 0
    wide.go_back()
    for key in ("j", "j", "k", "Enter"):
        wide.keyboard.press(key)
    wide.wait_for_url("**/events?**place=*")


def test_a_layer_of_the_map_is_switched_on_and_off_without_scripts(browser: Any, site: Served) -> None:
    page = watch(browser, site, **MODES["without-scripts"]).page
    page.goto("/map?area=south-america")
    everything = page.locator("tbody [data-row]").count()
    page.get_by_role("link", name="material conflict", exact=True).click()
    assert "area=south-america" in page.url
    assert "quad=material_conflict" in page.url
    assert 0 < page.locator("tbody [data-row]").count() < everything
    page.get_by_role("button", name="Show").click()
    assert "quad=material_conflict" in page.url  # the form keeps what the switch chose
    page.get_by_role("link", name="material conflict", exact=True).click()
    assert page.locator("tbody [data-row]").count() == everything
    page.context.close()


# ---- the desk and the forms --------------------------------------------------------------


def answered(page: Any) -> int:
    return int(page.locator(".progress .count").inner_text().split()[0])


def test_a_says_that_a_record_is_right_x_that_there_is_none_and_u_undoes_it(
    desk: Any, writing: Writing
) -> None:
    for n, (key, told) in enumerate((("a", "Confirmed:"), ("x", "Corrected:")), 1):
        desk.keyboard.press(key)
        desk.wait_for_url(f"**at={n + 1}&done=*")
        assert answered(desk) == n
        assert desk.locator('[role="status"]').inner_text().startswith(told)
        assert f"Record {n + 1} of" in desk.locator(".steps-of").inner_text()
    assert [one.split()[0] for one in writing.done()] == ["confirm", "withdraw"]
    desk.keyboard.press("u")
    desk.wait_for_url("**undone=1*")
    assert answered(desk) == 1
    assert "Undone" in desk.locator('[role="status"]').inner_text()
    assert [one.split()[0] for one in writing.done()] == ["confirm"]


def test_n_skips_b_goes_back_and_neither_answers(desk: Any, writing: Writing) -> None:
    for key, number in (("n", 2), ("n", 3), ("b", 2)):
        desk.keyboard.press(key)
        desk.wait_for_url(f"**at={number}")
        assert f"Record {number} of" in desk.locator(".steps-of").inner_text()
    assert answered(desk) == 0
    assert writing.done() == []


@pytest.mark.parametrize(
    ("key", "field"), [("t", "type"), ("p", "actors"), ("r", "recipients"), ("s", "status")]
)
def test_a_key_leads_to_its_field_and_escape_out_of_it(desk: Any, key: str, field: str) -> None:
    desk.keyboard.press(key)
    assert desk.evaluate("document.activeElement.name") == field
    desk.keyboard.press("Escape")
    assert desk.evaluate("document.activeElement === document.body")
    assert desk.evaluate("document.documentElement.dataset.theme ?? ''") == ""  # "t" is the type here


def test_enter_in_a_field_corrects(desk: Any, writing: Writing) -> None:
    desk.keyboard.press("s")
    was = desk.locator("#c-status").input_value()
    wanted = "denied" if was != "denied" else "planned"
    desk.locator("#c-status").select_option(wanted)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**done=*")
    assert [one.split()[0] for one in writing.done()] == ["set"]
    assert answered(desk) == 1
    desk.goto("/corrections")
    for key in ("j", "Enter"):
        desk.keyboard.press(key)
    desk.wait_for_url("**/correct/**")
    assert desk.locator("#c-status").input_value() == wanted


def test_letters_in_a_field_of_the_desk_are_text(desk: Any, writing: Writing) -> None:
    desk.locator("#c-reason").press_sequentially("axtprsnbu?")
    assert desk.locator("#c-reason").input_value() == "axtprsnbu?"
    assert desk.url.endswith("/desk")
    assert writing.done() == []


def test_g_and_a_letter_leave_the_desk_also_with_a_letter_of_its_own(desk: Any, writing: Writing) -> None:
    desk.keyboard.press("g")
    desk.keyboard.press("a")  # on the desk "a" agrees
    desk.wait_for_url("**/ahead")
    assert writing.done() == []


def test_the_list_of_keys_has_those_of_the_screen(desk: Any) -> None:
    desk.keyboard.press("?")
    told = desk.locator("#site-help").inner_text()
    assert "it is right" in told
    assert "light or dark" not in told
    desk.goto("/map")
    desk.keyboard.press("?")
    assert "nearer" in desk.locator("#site-help").inner_text()


def test_corrections_need_no_script(browser: Any, writing: Writing) -> None:
    page = watch(browser, writing.site, **MODES["without-scripts"]).page
    page.goto("/desk")
    page.get_by_role("button", name="There is no such event").click()
    page.get_by_role("button", name="It is right").click()
    assert [one.split()[0] for one in writing.done()] == ["withdraw", "confirm"]
    page.goto("/corrections")
    page.get_by_role("button", name="undo").first.click()
    assert [one.split()[0] for one in writing.done()] == ["withdraw"]
    page.context.close()


def test_two_actors_are_joined_by_clicks_and_parted_again(browser: Any, writing: Writing) -> None:
    watched = watch(browser, writing.site, **MODES["light"])
    page = watched.page
    page.goto(screens_of_facts(writing.site)["one and another"])
    page.locator("#j-other").fill("Daniel Noboa")
    page.keyboard.press("Enter")
    page.wait_for_url("**other=Daniel*")
    page.get_by_role("button", name="They are one").click()
    page.wait_for_url("**done=*")
    assert len(writing.done()) == 1
    page.keyboard.press("u")
    page.wait_for_url("**undone=1*")
    assert writing.done() == []
    page.context.close()
    assert watched.troubles == []


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


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["markup", "long"])
@pytest.mark.parametrize("mode", ["light", "narrow"])
def test_hostile_reports_and_corrections_run_nothing_and_break_no_layout(
    browser: Any, tmp_path: Path, text: str, mode: str
) -> None:
    path = add(tmp_path / "news.db", hostile_story(text))
    with served(path, overlay=corrected_by_a_foe(path, text)) as foe:
        watched = watch(browser, foe, **MODES[mode])
        page = watched.page
        for name, address in (
            {each: SCREENS[each] for each in ("map", *WRITTEN)} | screens_of_facts(foe)
        ).items():
            page.goto(address)
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, (name, mode)
        page.context.close()
    assert watched.troubles == []
