"""Ask ten questions of the guide in the site, as somebody would who sees it for the first time; write docs/ten-questions.md.

    make demo
    python -m docs.ten_questions out/demo/news.db

A question is a row of `QUESTIONS`: what a new user wants to know, and the clicks that lead there from the first screen. They
are done in a real browser; the answer has to hold the words of the row. Typing a name and pressing Enter counts as one.
"""

from __future__ import annotations

import argparse
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from onrecord.views.web.site import make_site

HERE = Path(__file__).parent
PICTURES = HERE / "ten-questions"
MOST_CLICKS = 3
WIDTH, HEIGHT = 1120, 700
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HEAD = """# Ten questions, three clicks

Made by `python -m docs.ten_questions` from the store of `make demo`; do not edit. Each question was asked in a real browser by the
steps beneath it, from the first screen; none takes more than three. A name that is typed and sent with Enter is one step.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a person does, in words, and how a browser does it."""

    words: str
    do: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know, and how they find it."""

    name: str
    asked: str
    steps: Sequence[Step]
    holds: str
    """Words that the answer has."""


def screen(name: str) -> Step:
    """Click on a screen in the bar."""
    return Step(
        f"click *{name}*",
        lambda page: (
            page.get_by_role("navigation", name="Screens").get_by_role("link", name=name, exact=True).click()
        ),
    )


def link(name: str, what: str) -> Step:
    """Click on the first link whose words begin so."""
    return Step(
        f"click {what}", lambda page: page.locator("main").get_by_role("link", name=name).first.click()
    )


def inside(selector: str, what: str) -> Step:
    """Click on the first of some elements."""
    return Step(f"click {what}", lambda page: page.locator(selector).first.click())


def typed(field: str, words: str, what: str) -> Step:
    """Type words into a field, and Enter."""
    return Step(
        f"type “{words}” {what}, Enter",
        lambda page: page.locator(field).first.press_sequentially(words) or page.keyboard.press("Enter"),
    )


QUESTIONS: Sequence[Question] = (
    Question("new", "What is new?", (), "What is new"),
    Question("happened", "What happened, in order, and who says so?", (screen("Stories"), inside("[data-row] [data-open]", "the story")), "What happened"),
    Question("disagree", "On what do the reports not agree, in whose words?", (screen("Stories"), inside("[data-row] [data-open]", "the story"), inside('a[href="#disagreement"]', "*What sources do not agree on*")), "do not agree on"),
    Question("said", "Who said what?", (screen("Who said what"),), "Who said what"),
    Question("denied", "Who denies something?", (screen("Who said what"), link("denies", "*denies* beside the list")), "denies"),
    Question("words", "Where do these words stand in the report?", (screen("Who said what"), inside("[data-row] [data-open]", "the words")), "Said"),
    Question("ahead", "What lies ahead, and how firm is it?", (screen("Ahead"),), "ahead"),
    Question("month", "What is planned for this month?", (screen("Ahead"), inside('.switch a:has-text("Month")', "*Month*")), "Mon"),
    Question("where", "Where does it happen?", (screen("Map"),), "Where it happens"),
    Question("actor", "What do the reports tell of one actor?", (screen("Actors"), typed("#f-actor", "Peru", "as the actor")), "Statements by topic"),
)  # fmt: skip


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve a store on a free port of the loopback; yield the address."""
    server = uvicorn.Server(uvicorn.Config(make_site(store), port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def ask(page: Any, address: str, question: Question) -> str:
    """Ask a question from the first screen on, take its picture, and return its part of the page."""
    if len(question.steps) > MOST_CLICKS:
        raise SystemExit(f"{question.name}: {len(question.steps)} steps")
    page.goto(address)
    for step in question.steps:
        step.do(page)
        page.wait_for_load_state()
    if question.holds not in page.locator("body").inner_text():
        raise SystemExit(f"{question.name}: {page.url} does not hold “{question.holds}”")
    page.screenshot(path=PICTURES / f"{question.name}.png")
    done = "; ".join(step.words for step in question.steps) or "nothing: it is the first screen"
    number = len(question.steps)
    return f"\n## {question.asked}\n\n{number} {'click' if number == 1 else 'clicks'}: {done}.\n\n![{question.asked}](ten-questions/{question.name}.png)\n"


def main() -> None:
    """Ask all questions of a store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    store = parser.parse_args().store
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    PICTURES.mkdir(exist_ok=True)
    with served(store) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=0.6, reduced_motion="reduce"
        )
        parts = [ask(page, address, question) for question in QUESTIONS]
        browser.close()
    (HERE / "ten-questions.md").write_text(HEAD + "".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
