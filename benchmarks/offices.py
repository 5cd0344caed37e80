"""Score who holds an office on a day, asked of `onrecord who`: `make bench TASK=offices`.

Heads of state and government on the last day of the World Factbook that `leaders_recent.tsv` holds, each asked in
three forms: the title of the table, the title "of" the country, and the title after the country's adjective. Foreign
ministers on the day of the list in `research/leaders.md`, in the last two forms. An answer is right if its name is
that of one who holds the title on the day, in the spelling of the table or an alias.

    python -m benchmarks.offices        prints the questions that are not right
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.about import About
from onrecord.lexicon.codes import load_states
from onrecord.types import WhoAnswer, WhoQuery
from onrecord.world import World, load_world
from onrecord.world.variants import fold
from onrecord.world.who import resolve_who

ABOUT = About(
    data="holders of offices in `leaders_recent.tsv`, and the foreign ministers listed in `research/leaders.md`",
    size="197 states on 2026-01-22, 78 foreign ministers on 2026-09-22",
    developed_on="yes: the world is compiled from the same table",
    compared_with="nothing",
)

HEADS_DAY, MINISTERS_DAY = "2026-01-22", "2026-09-22"
LEADERS, LIST = Path("data/actors/leaders_recent.tsv"), Path("research/leaders.md")
COUNTRIES = Path("data/actors/countries.tsv")
HEADING = "### Foreign ministers"
NO_HEAD = re.compile(
    r"vice|deputy|ambassador|governor|high commissioner|speaker|secretary|council|assembly|tempore",
    re.IGNORECASE,
)
CORE = re.compile(r"\b(Prime Minister|Premier|President|King|Queen|Emir|Sultan|Emperor|Grand Duke|Pope|Chancellor"
                  r"|Taoiseach|Supreme Leader|Prince)\b")  # fmt: skip
PAIR = re.compile(r"([A-Z]{3}) [^;]*? -> ([^;\n]+)")
ARTICLE_NAMES = (
    "States",
    "Kingdom",
    "Emirates",
    "Republic",
    "Islands",
    "Netherlands",
    "Philippines",
    "Maldives",
)
UNNUMBERED = {"PSE", "VAT"}  # states for this purpose that the two lists do not number
SIMILAR = 0.8  # least share of letters that two spellings of a word have in common


@dataclass(frozen=True, slots=True)
class Question:
    """An office asked for on a day, and all spellings of the names of those who hold it."""

    kind: str
    form: str
    text: str
    date: str
    names: frozenset[str]


def run(shared: Path) -> dict[str, float]:
    """Return the share of right answers of each kind, and of each form of the heads."""
    world = load_world()
    asked = list(questions(shared, world))
    right = [is_right(q, resolve_who(WhoQuery(text=q.text, date=q.date), world)) for q in asked]
    groups: dict[str, list[bool]] = defaultdict(list)
    for question, good in zip(asked, right, strict=True):
        groups[question.kind].append(good)
        groups[f"{question.kind}_{question.form}"].append(good)
    return {name: sum(found) / len(found) for name, found in groups.items()}


def questions(shared: Path, world: World) -> Iterator[Question]:
    """Yield the questions for heads and for foreign ministers."""
    first = {row["iso3"]: row["demonyms"].split("|")[0] for row in _rows(shared / COUNTRIES)}
    times = Counter(first.values())  # "Congolese" is of two states: it asks for none
    adjectives = {code: adjective for code, adjective in first.items() if times[adjective] == 1}
    yield from _heads(shared, adjectives, world)
    text = (shared / LIST).read_text(encoding="utf-8").partition(HEADING)[2].partition("\n##")[0]
    for code, name in PAIR.findall(text):
        asked = Question("ministers", "", "foreign minister", MINISTERS_DAY, frozenset({name.strip(" .")}))
        yield from _forms(asked, code, adjectives, world)


def _heads(shared: Path, adjectives: Mapping[str, str], world: World) -> Iterator[Question]:
    states = {code for code, state in load_states().items() if state.cow or state.gw} | UNNUMBERED
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    titles: dict[tuple[str, str], str] = {}
    for row in _rows(shared / LEADERS):
        core = CORE.search(row["office"])
        is_head = core is not None and not NO_HEAD.search(row["office"]) and row["country"] in states
        if core is not None and is_head and _is_held(row):
            key = row["country"], core[1].lower()
            held[key] |= {row["name"], *filter(None, row["aliases"].split("|"))}
            titles.setdefault(key, re.sub(r" \([^)]*\)$", "", row["office"]))
    for (code, title), names in held.items():
        asked = Question("heads", "as_listed", titles[code, title], HEADS_DAY, frozenset(names))
        yield asked
        yield from _forms(replace(asked, text=title), code, adjectives, world)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(
            (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )


def _is_held(row: dict[str, str]) -> bool:
    """Return whether a row says that an office was held on `HEADS_DAY`; one of a later list must say since when."""
    is_begun = row["from"] <= HEADS_DAY if row["from"] else row["as_of"] <= HEADS_DAY
    return is_begun and (not row["to"] or row["to"] > HEADS_DAY)


def _forms(asked: Question, code: str, adjectives: Mapping[str, str], world: World) -> Iterator[Question]:
    """Yield a title "of" the country, and after the country's adjective."""
    name = world.country_name(code) or code
    article = "the " if name.endswith(ARTICLE_NAMES) else ""
    yield replace(asked, form="of_country", text=f"{asked.text} of {article}{name}")
    if adjectives.get(code):
        yield replace(asked, form="adjective", text=f"{adjectives[code]} {asked.text}")


def is_right(question: Question, answer: WhoAnswer) -> bool:
    """Return whether the name of an answer is one of those who hold the office."""
    return answer.name is not None and any(same_name(answer.name, name) for name in question.names)


def same_name(one: str, other: str) -> bool:
    """Return whether two spellings can be one person's: all words of the shorter one are in the longer one, save one.

    >>> same_name("Benjamin Netanyahu", "Benyamin Netanyahu"), same_name("King Charles III", "Charles III")
    (True, True)
    >>> same_name("Alan Gagloev", "Mikheil Kavelashvili"), same_name("Vahagn Khachatryan", "Vahagn Petrosyan")
    (False, False)
    """
    shorter, longer = sorted((fold(one).split(), fold(other).split()), key=len)
    shared = sum(any(_is_near(a, b) for b in longer) for a in shorter)
    return shared == len(shorter) or 2 <= shared == len(shorter) - 1


def _is_near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= SIMILAR


if __name__ == "__main__":
    from benchmarks.run import SHARED

    known = load_world()
    for each in questions(SHARED, known):
        found = resolve_who(WhoQuery(text=each.text, date=each.date), known)
        if not is_right(each, found):
            print(each.kind, each.text, "->", found.name, found.country, "is", " | ".join(sorted(each.names)))
