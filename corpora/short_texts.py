"""Short texts with labelled acts, made from the frames in `own/short/frames.txt`.

Whole reports hold few examples of the rarer acts ("recalled its ambassador", "declared martial law"). Each frame
is a sentence with its act and parties marked; names, tenses, places, days and sources are drawn for it, so that
one frame gives many sentences, whose labels are right by construction. The labels are those of `own/events`, as far
as `training.examples.event_examples` reads them.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from corpora.event_lines import DEFAULT_CERTAINTY
from onrecord.lexicon.tables import parse_table
from onrecord.types import Status

FOLDER = Path(__file__).parent / "own" / "short"
SMALLEST = 400_000  # inhabitants of a country that the sentences name
ARTICLE = re.compile(r"(?:the|a|an|its|his|her|their) ", re.IGNORECASE)
CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")  # innermost (a|b)
PIECE = re.compile(r"<([^<>]*)>|\{([^{}]*)\}")
INFLECTED = re.compile(
    r"(V1|V\+|V|P) (\S+)(.*)"
)  # how, verb, rest; V1 and V+: singular and plural without a slot
NUMBERED = re.compile(r"(\d)(?:/(\w+))? ")
SLOT = re.compile(r"\{([^{}]*)\}")
PLACED = re.compile(r"\{[^{}]*\bL\d?(?:\+\w+)* ")  # a slot that is a place
DATED = re.compile(r"\{[^{}]*\bT\d?(?:\+\w+)* ")  # a slot that is a day
Apart = Literal[
    "where", "dateline", "when"
]  # what is told away from the sentence of the act, as in `slots.txt`
PLACES: frozenset[Apart] = frozenset({"where", "dateline"})
BARE_FIGURES = {"money": "F:money", "n": "F:other"}  # slots that are a number and no party
LOOKING_AHEAD = frozenset({"planned", "expected", "possible"})
# chances of what is added
BEFORE, AFTER, SOURCE, SOURCE_FIRST, DAY_FIRST, PLACE_FIRST, TAIL = 0.3, 0.3, 0.22, 0.4, 0.12, 0.08, 0.25
FAR_PLACE, FAR_DAY, DATELINE = 0.2, 0.15, 0.1  # in a sentence of its own, or before the text
LARGE = 0.1  # share of the numbers above a thousand


@dataclass(frozen=True)
class Tense:
    """A row of `tenses.tsv`: how often the form is drawn, the status that it gives, and its words."""

    weight: int
    status: Status
    active: str
    passive: str


@dataclass(frozen=True)
class Frame:
    """A line of `frames.txt`: type and mode of each act, the sentence with its marks, and whether nothing is added to it."""

    acts: tuple[tuple[str, str | None], ...]
    sentence: str
    whole: bool


@dataclass(frozen=True)
class Names:
    """What fills the slots of names: rows of the table of countries, and names of people and towns."""

    countries: Sequence[Mapping[str, str]]
    first_names: Sequence[str]
    surnames: Sequence[str]
    towns: Sequence[str]


@dataclass(frozen=True)
class Mark:
    """Words with a part in an act: A, R, L, T, W as in `frames.txt`, X its word, ~ a further word, F:what a number."""

    part: str
    act: int
    start: int
    end: int


@dataclass
class Draft:
    """A text as it grows."""

    words: str = ""
    marks: list[Mark] = field(default_factory=list)
    statuses: dict[int, str] = field(default_factory=dict)
    is_plural: bool = False  # the last phrase

    def add(self, words: str) -> tuple[int, int]:
        """Append words; return where they stand."""
        start = len(self.words)
        self.words += words
        return start, len(self.words)

    def mark(self, part: str, acts: Sequence[int], start: int, end: int) -> None:
        """Give words a part in some acts, without the article that they begin with."""
        cut = ARTICLE.match(self.words[start:end])
        begin = start + (cut.end() if cut else 0)
        self.marks.extend(Mark(part, act, begin, end) for act in acts)


class ShortTexts:
    """Draws labelled texts, the same for a seed; each frame once before any comes again."""

    def __init__(self, names: Names, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.names = names
        self.countries = [
            row
            for row in names.countries
            if row["demonyms"] and row["capital"] and int(row["population"] or 0) > SMALLEST
        ]
        self.frames = list(read_frames())
        self.slots = read_phrases(FOLDER / "slots.txt")
        self.verbs = read_verbs()
        self.tenses = read_tenses()
        self.waiting: list[Frame] = []

    def draw(self) -> dict[str, Any]:
        """Return `{"text", "events"}`: a sentence of one frame, at times with one that tells of no act."""
        if not self.waiting:
            self.waiting = list(self.frames)
            self.chance.shuffle(self.waiting)
        frame = self.waiting.pop()
        made = Draft()
        far = set[Apart]() if frame.whole else self._far(frame)
        if "dateline" in far:
            self._dateline(made, range(len(frame.acts)))
        if self.chance.random() < BEFORE:
            made.add(self._filler() + " ")
        start = len(made.words)
        self._sentence(frame, made, far)
        made.words = made.words[:start] + made.words[start].upper() + made.words[start + 1 :]
        while self.chance.random() < AFTER:
            made.add(" " + self._filler())
        if "where" in far:
            self._line("where", frame, made)
        if "when" in far:
            self._line("when", frame, made)
        return {"text": made.words, "events": events_of(frame, made)}

    def _far(self, frame: Frame) -> set[Apart]:
        """Draw what is told away from the sentence of the act: a place that no slot names, and a day."""
        chance, far = self.chance, set[Apart]()
        if not PLACED.search(frame.sentence) and frame.acts:
            drawn = chance.random()
            if drawn < FAR_PLACE + DATELINE:
                far.add("where" if drawn < FAR_PLACE else "dateline")
        if not DATED.search(frame.sentence) and frame.acts and chance.random() < FAR_DAY:
            far.add("when")
        return far

    def _dateline(self, made: Draft, acts: Sequence[int]) -> None:
        town = self._name(self.chance.choice(["city", "capital"]))
        town = town.upper() if self.chance.random() < 1 / 2 else town
        begin, end = self._around("dateline")
        made.add(begin)
        span = made.add(town)
        made.marks.extend(Mark("L", act, *span) for act in acts)
        made.add(end + " ")

    def _around(self, kind: str) -> tuple[str, str]:
        """Draw what stands before and after the words that a phrase is about."""
        begin, _, end = self.chance.choice(self.slots[kind]).partition("@")
        return begin, end

    def _line(self, kind: Apart, frame: Frame, made: Draft) -> None:
        """Add a sentence that tells where or when the acts were."""
        is_ahead = made.statuses.get(0) in LOOKING_AHEAD
        begin, end = self._around(f"{kind}-ahead" if is_ahead else kind)
        made.add(" " + begin)
        if kind == "where":
            span = made.add(self._name(self.chance.choice(["city", "city", "country"])))
        else:
            span = made.add(self.chance.choice(self.slots["ahead" if is_ahead else "past"]))
        made.marks.extend(Mark("LT"[kind == "when"], act, *span) for act in range(len(frame.acts)))
        made.add(end)

    def _filler(self) -> str:
        return self._phrase("filler")[0]

    def _sentence(self, frame: Frame, made: Draft, far: set[Apart]) -> None:
        chance = self.chance
        body = self._chosen(frame.sentence)
        has_source = not frame.whole and chance.random() < SOURCE
        tense = chance.choices(self.tenses, [t.weight for t in self.tenses])[0]
        acts = range(len(frame.acts))
        begun = len(made.words)
        if has_source and chance.random() < SOURCE_FIRST:
            self._source(made, "said-before", acts)
            made.add(" ")
        elif not frame.whole:
            self._first(made, tense.status, far, frame, acts)
        if len(made.words) > begun and ARTICLE.match(body):
            body = body[0].lower() + body[1:]
        at = 0
        for piece in PIECE.finditer(body):
            made.add(body[at : piece.start()])
            at = piece.end()
            if piece.group(1) is not None:
                self._trigger(piece.group(1), made, tense)
            else:
                self._slot(piece.group(2), made)
        made.add(body[at:].rstrip())
        if not frame.whole:
            self._tails(made, tense.status, has_source, far, acts)
        made.add(".")

    def _first(self, made: Draft, status: str, far: set[Apart], frame: Frame, acts: Sequence[int]) -> None:
        """Begin a sentence with its day or its place, at times."""
        drawn = self.chance.random()
        if drawn < DAY_FIRST and "when" not in far:
            self._day(made, ("", ", "), status, acts)
        elif 1 - drawn < PLACE_FIRST and not far & PLACES and not PLACED.search(frame.sentence):
            self._place(made, ("", ", "), acts)

    def _tails(
        self, made: Draft, status: str, has_source: bool, far: set[Apart], acts: Sequence[int]
    ) -> None:
        marked = (
            {m.part for m in made.marks}
            | ({"L"} if far & PLACES else set())
            | ({"T"} if "when" in far else set())
        )
        parts = ["L", "T"]
        self.chance.shuffle(parts)
        for part in parts:
            if part not in marked and self.chance.random() < TAIL:
                if part == "L":
                    self._place(made, (" ", ""), acts)
                else:
                    self._day(made, (" ", ""), status, acts)
        if has_source and "W" not in marked:
            self._source(made, "said-after", acts)

    def _chosen(self, sentence: str) -> str:
        """Return the sentence with one of each (a|b), from the inside out."""
        while found := CHOICE.search(sentence):
            chosen = self.chance.choice(found.group(1).split("|"))
            sentence = sentence[: found.start()] + chosen + sentence[found.end() :]
        return re.sub(r"  +", " ", sentence)

    def _trigger(self, words: str, made: Draft, tense: Tense) -> None:
        act, status = 0, None
        if found := NUMBERED.match(words):
            act, status, words = int(found.group(1)) - 1, found.group(2), words[found.end() :]
        if words.startswith("~"):
            made.marks.append(Mark("~", act, *made.add(words[1:])))
            return
        if not (inflected := INFLECTED.match(words)):
            made.marks.append(Mark("X", act, *made.add(words)))
            made.statuses.setdefault(act, status or "occurred")
            return
        how, verb, rest = inflected.groups()
        is_plural = how == "V+" or (how != "V1" and made.is_plural)
        helpers, word = self.verbs.inflect(verb, tense.passive if how == "P" else tense.active, is_plural)
        made.add(helpers)
        made.marks.append(Mark("X", act, *made.add(word + rest)))
        made.statuses[act] = status or tense.status

    def _slot(self, words: str, made: Draft) -> None:
        parts, _, kind = words.rpartition(" ")
        is_number = parts[:1] == "F"
        text, made.is_plural, figure = (self._number(), True, "") if is_number else self._phrase(kind)
        what = kind.partition(":")[2]
        start, end = made.add(text)
        for part in parts.split("+") if parts else ():
            act = int(part[1:]) - 1 if part[1:].isdigit() else 0
            made.mark(f"F:{kind}" if is_number else part[0], [act], start, end)
            if what and figure:
                where = start + text.index(figure)
                made.marks.append(Mark(f"F:{what}", act, where, where + len(figure)))
        if not parts and kind in BARE_FIGURES:
            made.marks.append(Mark(BARE_FIGURES[kind], 0, start, end))

    def _number(self) -> str:
        chance = self.chance
        if chance.random() < LARGE:
            return f"{chance.randint(1, 9)},{chance.randint(0, 9)}00"
        drawn = [
            str(chance.randint(2, 90)),
            str(chance.randint(2, 12)),
            chance.choice(self.slots["number-word"]),
        ]
        return chance.choice([*drawn, *self.slots["number-vague"]])

    def _phrase(self, kind: str) -> tuple[str, bool, str]:
        """Return a phrase of a kind, whether it is plural, and the number in it."""
        chance = self.chance
        if kind == "n":
            return self._number(), True, ""
        if kind == "money":
            sums = (
                f"${chance.randint(2, 90)} million",
                f"€{chance.randint(1, 9)} billion",
                f"{chance.randint(2, 90)} million dollars",
            )
            return chance.choice(sums), False, ""
        if kind in ("country", "adj", "capital", "city", "person"):
            return self._name(kind), False, ""
        phrase = chance.choice(self.slots[kind])
        is_plural, phrase, figure = phrase.endswith("*"), phrase.removesuffix("*"), ""
        if phrase.startswith("#"):
            figure = self._number()
            figure = f"{figure} of" if figure in self.slots["number-vague"] else figure
            phrase = figure + phrase[1:]
        while found := SLOT.search(phrase):
            phrase = phrase[: found.start()] + self._phrase(found.group(1))[0] + phrase[found.end() :]
        return re.sub(r"^a (?=[AEIOaeio])", "an ", phrase), is_plural, figure

    def _name(self, kind: str) -> str:
        chance, names = self.chance, self.names
        country = chance.choice(self.countries)
        if kind == "city":
            return chance.choice(names.towns)
        if kind == "person":
            return f"{chance.choice(names.first_names)} {chance.choice(names.surnames)}"
        column = {"country": "name", "adj": "demonyms", "capital": "capital"}[kind]
        return country[column].split("|")[0]

    def _source(self, made: Draft, kind: str, acts: Sequence[int]) -> None:
        (around,) = self.slots[kind]
        begin, _, end = around.partition("@")
        source = self._phrase("source")[0]
        made.add(begin)
        made.mark("W", acts, *made.add(source))
        made.add(end)

    def _day(self, made: Draft, around: tuple[str, str], status: str, acts: Sequence[int]) -> None:
        made.add(around[0])
        span = made.add(self.chance.choice(self.slots["ahead" if status in LOOKING_AHEAD else "past"]))
        made.marks.extend(Mark("T", act, *span) for act in acts)
        made.add(around[1])

    def _place(self, made: Draft, around: tuple[str, str], acts: Sequence[int]) -> None:
        begin, end = self._around("at-place")
        made.add(around[0] + begin)
        span = made.add(self._name(self.chance.choice(["city", "city", "country"])))
        made.marks.extend(Mark("L", act, *span) for act in acts)
        made.add(end + around[1])


@dataclass(frozen=True)
class Verbs:
    """Past forms and present participles that no rule of spelling gives, by verb: (did, done, doing)."""

    irregular: Mapping[str, tuple[str, str, str]]

    def inflect(self, verb: str, pattern: str, is_plural: bool) -> tuple[str, str]:
        """Return the helping words of a form, with a blank after them, and its last word.

        >>> Verbs({}).inflect("carry", "{has} {done}", True)
        ('have ', 'carried')
        """
        did, done, doing = self.irregular.get(verb, ("", "", ""))
        regular = verb + "d" if verb.endswith("e") else re.sub(r"(?<=[^aeiou])y$", "i", verb) + "ed"
        filled = pattern.format(
            do=verb,
            does=verb if is_plural else third_person(verb),
            did=did or regular,
            done=done or regular,
            doing=doing or re.sub(r"(?<!e)e$", "", verb) + "ing",
            has="have" if is_plural else "has",
            be="are" if is_plural else "is",
            was="were" if is_plural else "was",
            plans="plan" if is_plural else "plans",
        )
        helpers, blank, word = filled.rpartition(" ")
        return helpers + blank, word


def third_person(verb: str) -> str:
    """Return the third person singular of the present.

    >>> [third_person(v) for v in ("deny", "march", "arrest")]
    ['denies', 'marches', 'arrests']
    """
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", verb) else "s")


def events_of(frame: Frame, made: Draft) -> list[dict[str, Any]]:
    """Return the acts of a text as events of the corpus."""
    found = []
    for number, (kind, mode) in enumerate(frame.acts):
        own = [m for m in made.marks if m.act == number]
        trigger = _trigger_of(own)
        status = made.statuses[number]
        spans = {part: [{"span": span_of(m)} for m in own if m.part == part] for part in "ARLTW"}
        figures = [{"what": m.part[2:], "span": span_of(m)} for m in own if m.part.startswith("F:")]
        found.append(
            {
                "type": kind,
                "mode": mode,
                "status": status,
                "certainty": DEFAULT_CERTAINTY[status],
                "minor": False,
                "trigger": trigger,
                "mentions": [trigger],
                "actors": spans["A"],
                "recipients": spans["R"],
                "location": next(iter(spans["L"]), None),
                "time": next(iter(spans["T"]), None),
                "within": next(iter(spans["W"]), None),
                "condition": None,
                "figures": figures,
            }
        )
    return found


def _trigger_of(marks: Sequence[Mark]) -> dict[str, int]:
    """Return the words of an act: "imposed fresh sanctions", where one short word at most and no party stands between."""
    main = next(m for m in marks if m.part == "X")
    end = main.end
    for more in (m for m in marks if m.part == "~"):
        is_party_between = any(m.part != "~" and m.start >= end and m.end <= more.start for m in marks)
        if 0 <= more.start - end <= 8 and not is_party_between:
            end = more.end
    return {"start": main.start, "end": end}


def span_of(mark: Mark) -> dict[str, int]:
    """Return a span in code points."""
    return {"start": mark.start, "end": mark.end}


def read_frames(path: Path = FOLDER / "frames.txt") -> Iterator[Frame]:
    """Yield the frames; ValueError names the line that has no sentence or no act."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        head, _, sentence = line.partition(" :: ")
        acts = [(kind, mode or None) for kind, _, mode in (a.strip().partition(".") for a in head.split("+"))]
        acts = [act for act in acts if act[0] != "NONE"]
        if not sentence or len(acts) > sentence.count("<"):
            raise ValueError(
                f"{path.name}, line {number}: expected TYPE :: sentence with its act in <>: {line!r}"
            )
        yield Frame(tuple(acts), sentence.removesuffix("!").strip(), sentence.endswith("!"))


def read_phrases(path: Path) -> dict[str, list[str]]:
    """Return the phrases of each kind."""
    lines = (s for s in path.read_text(encoding="utf-8").splitlines() if s and not s.startswith("#"))
    rows = (line.partition(": ") for line in lines)
    return {kind: [phrase.strip() for phrase in phrases.split("|")] for kind, _, phrases in rows}


def read_tenses(path: Path = FOLDER / "tenses.tsv") -> tuple[Tense, ...]:
    """Return the forms of verbs that are drawn; TableError names a wrong cell."""
    return parse_table(path.read_text(encoding="utf-8"), Tense, path.name)


def read_verbs(path: Path = FOLDER / "verbs.tsv") -> Verbs:
    """Return the irregular verbs of the frames."""
    lines = (s for s in path.read_text(encoding="utf-8").splitlines() if not s.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t")
    return Verbs({row["verb"]: (row["did"], row["done"], row["doing"]) for row in rows})
