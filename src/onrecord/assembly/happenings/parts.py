"""The score of two events as a sum of named parts, for and against: trigger, cast, place, time, figures, words, reports.

Each part depends on the two reports and on shipped tables alone. What is explicit weighs more than what an event
inherits from its report; a part that cannot be judged is left out, and is evidence of nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from onrecord.assembly.figures import GROWING, TOLLS, fits_figure, shown
from onrecord.assembly.happenings.accounts import Account, Report, Window
from onrecord.assembly.happenings.spots import distance
from onrecord.assembly.parties import Party, closest, relation
from onrecord.assembly.vectors import cosine
from onrecord.lexicon.happenings import BIAS, load_part_points
from onrecord.types import NOT_SO, FigureKind, Reason

ONE_DAY = 1  # days between the ends of a window that counts as a day
MOVED = 3  # days: plans and reports are imprecise by so much
SEVERAL = 2  # people or bodies in common
MUTUAL = frozenset(
    {"CONSULT", "AGREE", "COOPERATE"}
)  # who acts and who is acted on is a matter of who writes
# Days between two reports, below each bound, and the part that stands for them.
PUBLISHED = (
    (1, "published-same-day"),
    (2, "published-next-day"),
    (4, "published-near"),
    (11, "published-later"),
)
PUBLISHED_ABOVE = "published-far"
PUBLISHED_UNKNOWN = "published-unknown"
LEADS = ("lead-none", "lead-one", "lead-both")  # by how many of two events stand in the first paragraph
CASTS = (
    "cast-none",
    "cast-one",
    "cast-several",
)  # by how many people and bodies are in both reports, up to `SEVERAL`
FIGURE_KINDS = tuple(kind for kind in get_args(FigureKind) if kind != "other")  # that are compared
# Share of the words of a sentence, by weight, that stand in the other report: below each bound, as above.
COVERED = ((0.2, "covered-little"), (0.35, "covered-some"), (0.5, "covered-much"))
COVERED_ABOVE = "covered-most"

# Cosines below each bound, and the part that stands for them.
SENTENCES = ((0.03, "words-none"), (0.12, "words-few"), (0.25, "words-some"), (0.5, "words-many"))
SENTENCES_ABOVE = "words-most"
# Log odds that two reports tell one story, by their words: below each bound, and the part that stands for them.
REPORTS = (
    (-3.5, "reports-unlike"),
    (-2.5, "reports-distant"),
    (-1.5, "reports-related"),
    (-0.5, "reports-alike"),
    (1.0, "reports-close"),
)
REPORTS_ABOVE = "reports-copied"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score of a pair, and the words that decided."""

    name: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts, and how well their reports fit into one story."""

    left: Account
    right: Account
    alike: float
    """Log odds that the two reports tell one story, by their words alone: days are a part of their own."""

    @property
    def in_one_report(self) -> bool:
        """Return whether one report tells of both."""
        return self.left.ref.document == self.right.ref.document


Parts = Iterator[Part]


def parts_of(pair: Pair) -> tuple[Part, ...]:
    """Return the parts of the score of a pair."""
    return (Part(BIAS), *(part for find in FINDERS for part in find(pair)))


def scored(pair: Pair, weights: Mapping[str, float]) -> tuple[float, tuple[Reason, ...]]:
    """Return the log odds that a pair is one happening, and the parts with their weights, the strongest first."""
    parts = [(weights.get(part.name, 0.0), part) for part in parts_of(pair)]
    reasons = (Reason(rule=part.name, words=part.words, score=round(w, 3)) for w, part in parts if w)
    return sum(w for w, _ in parts), tuple(sorted(reasons, key=lambda r: (-abs(r.score or 0), r.rule)))


# ---- the act -----------------------------------------------------------------------------------


def _type(pair: Pair) -> Parts:
    left, right = pair.left.event, pair.right.event
    if left.type == right.type:
        yield Part("same-type", left.type)
    else:
        yield Part("neighbour-type", " ".join(sorted((left.type, right.type))))
    if left.mode and right.mode:
        same = left.mode == right.mode
        yield Part("same-mode", left.mode) if same else Part("other-mode", _both(left.mode, right.mode))


def _trigger(pair: Pair) -> Parts:
    if lemmas := pair.left.lemmas & pair.right.lemmas:
        yield Part("same-lemma", _listed(lemmas))
    elif lemmas := pair.left.lemmas & pair.right.all_lemmas | pair.right.lemmas & pair.left.all_lemmas:
        yield Part("also-named", _listed(lemmas))
    elif pair.left.rows & pair.right.rows:
        yield Part("same-row", ", ".join(map(str, sorted(pair.left.rows & pair.right.rows))))
    else:
        yield Part("other-words", _both(pair.left.event.trigger.text, pair.right.event.trigger.text))
    if other := pair.left.another ^ pair.right.another:
        yield Part("another-one", _listed(other))
    if pair.in_one_report and (pair.left.is_definite or pair.right.is_definite):
        yield Part(
            "named-again", max(pair.left, pair.right, key=lambda a: a.event.trigger.start).event.trigger.text
        )


def _status(pair: Pair) -> Parts:
    left, right = pair.left.event.status, pair.right.event.status
    if (left in NOT_SO) != (right in NOT_SO):
        yield Part("one-negated", _both(left, right))
    if pair.left.is_ahead != pair.right.is_ahead:
        yield Part("one-ahead", _both(left, right))


# ---- who ---------------------------------------------------------------------------------------


def _cast(pair: Pair) -> Parts:
    left, right = pair.left, pair.right
    yield from _role("actor", left.actors, right.actors)
    yield from _role("recipient", left.recipients, right.recipients)
    if (swapped := _swapped(left, right)) is not None and left.event.type not in MUTUAL:
        yield Part("roles-swapped", swapped)


def _role(role: str, left: Sequence[Party], right: Sequence[Party]) -> Parts:
    found, who = closest(left, right)
    if found is not None and who is not None:
        yield Part(f"{role}-{found}", who.name)


def _swapped(left: Account, right: Account) -> str | None:
    """Return who acts in one and is acted on in the other, if nobody has one role in both."""
    pairs = ((a, b) for a in left.actors for b in right.recipients)
    back = ((a, b) for a in right.actors for b in left.recipients)
    swapped = sorted(a.name for a, b in (*pairs, *back) if relation(a, b) == "same")
    kept = (relation(a, b) == "same" for x, y in _roles(left, right) for a in x for b in y)
    return swapped[0] if swapped and not any(kept) else None


def _roles(left: Account, right: Account) -> tuple[tuple[Sequence[Party], Sequence[Party]], ...]:
    return ((left.actors, right.actors), (left.recipients, right.recipients))


# ---- where, when, how many ---------------------------------------------------------------------


def _place(pair: Pair) -> Parts:
    left, right = pair.left, pair.right
    if pair.in_one_report and "report" in (left.spot_basis, right.spot_basis):
        return  # what both have from one report says nothing
    if left.spot is None or right.spot is None or (apart := distance(left.spot, right.spot)) == "open":
        return
    if apart == "apart" and (left.spot.key in right.report.places or right.spot.key in left.report.places):
        return  # one report names both places: which of them is meant is not sure
    name = _place_part(left, right, apart)
    yield Part(name, _both(left.spot.name, right.spot.name))
    is_narrow = apart in ("same", "near") and "country" not in (left.spot.kind, right.spot.kind)
    if is_narrow and _is_same_act(left, right):
        yield Part("here-and-then", _both(left.spot.name, right.spot.name))


def _place_part(left: Account, right: Account, apart: str) -> str:
    """Return the name of the part: two towns that the text gives to the events themselves are never one place."""
    if not left.spot_basis == right.spot_basis == "event":
        return f"report-place-{apart}"
    towns = left.spot is not None and right.spot is not None and left.spot.kind == right.spot.kind == "city"
    return "towns-apart" if towns and apart == "apart" else f"place-{apart}"


def _is_same_act(left: Account, right: Account) -> bool:
    """Return whether two events have one type, and both one day."""
    if left.window is None or right.window is None or left.event.type != right.event.type:
        return False
    times = _Times(left.window, right.window, ahead=False)
    return times.are_days and not times.gap


def _time(pair: Pair) -> Parts:
    left, right = pair.left, pair.right
    inherited = "report" in (left.window_basis, right.window_basis)
    if left.window is None or right.window is None or (pair.in_one_report and inherited):
        return
    rules = INHERITED_TIMES if inherited else EXPLICIT_TIMES
    seen = _Times(left.window, right.window, left.is_ahead or right.is_ahead)
    name = next((name for name, applies in rules if applies(seen)), None)
    if name is not None:
        yield Part(name, _both(_days(left.window), _days(right.window)))


@dataclass(frozen=True, slots=True)
class _Times:
    left: Window
    right: Window
    ahead: bool

    @property
    def gap(self) -> int:
        return self.left.gap(self.right)

    @property
    def are_days(self) -> bool:
        return all(w.days is not None and w.days <= ONE_DAY for w in (self.left, self.right))


EXPLICIT_TIMES: tuple[tuple[str, Callable[[_Times], bool]], ...] = (
    ("time-same-day", lambda t: not t.gap and t.are_days),
    ("time-overlap", lambda t: not t.gap),
    ("plan-other-day", lambda t: t.ahead),
    ("period-apart", lambda t: not t.are_days),
    ("time-next-day", lambda t: t.gap <= ONE_DAY),
    ("time-days-apart", lambda t: t.gap <= MOVED),
    ("time-apart", lambda _: True),
)
INHERITED_TIMES: tuple[tuple[str, Callable[[_Times], bool]], ...] = (
    ("report-same-day", lambda t: not t.gap and t.are_days),
    ("report-time-overlap", lambda t: not t.gap),
    ("report-time-apart", lambda t: t.gap > MOVED),
)


def figures(pair: Pair) -> Parts:
    """Yield the parts of the numbers that two events give of one kind."""
    for kind in sorted(
        {f.what for f in pair.left.figures} & {f.what for f in pair.right.figures} - {"other"}
    ):
        left = [f for f in pair.left.figures if f.what == kind]
        right = [f for f in pair.right.figures if f.what == kind]
        agree = any(fits_figure(a, b) for a in left for b in right)
        name = "figures-agree" if agree else "figures-grow" if kind in GROWING else "figures-differ"
        yield Part(name, f"{kind} {_both(shown(left[0]), shown(right[0]))}")


def _report_figures(pair: Pair) -> Parts:
    """Compare the numbers of people that the two reports give anywhere: two blasts have two tolls."""
    left, right = pair.left.report.figures, pair.right.report.figures
    kinds = () if pair.in_one_report else sorted(left.keys() & right.keys() & TOLLS)
    met = [any(fits_figure(a, b) for a in left[kind] for b in right[kind]) for kind in kinds]
    if met:
        yield Part("report-figures-agree" if any(met) else "report-figures-differ", ", ".join(kinds))


# ---- the words around --------------------------------------------------------------------------


def _words(pair: Pair) -> Parts:
    value = cosine(pair.left.words, pair.right.words)
    yield Part(binned(value, SENTENCES, SENTENCES_ABOVE), f"{value:.2f}")
    if names := pair.left.names & pair.right.names:
        yield Part("names-one" if len(names) < SEVERAL else "names-several", _listed(names))
    if not pair.in_one_report:
        share = share_covered(pair)
        yield Part(binned(share, COVERED, COVERED_ABOVE), f"{share:.2f}")


def share_covered(pair: Pair) -> float:
    """Return the share of the words of one of two events, by weight, that stand in the report of the other; the larger."""
    return max(_covered(pair.left, pair.right), _covered(pair.right, pair.left))


def _covered(account: Account, other: Account) -> float:
    """Return the share of the words of an event's sentences, by weight, that stand anywhere in the report of the other."""
    terms = other.report.story.terms
    found = sum(weight for word, weight in account.words.items() if word in terms)
    return found / (sum(account.words.values()) or 1.0)


def _reports(pair: Pair) -> Parts:
    if pair.in_one_report:
        yield Part("same-report")
        return
    yield Part(binned(pair.alike, REPORTS, REPORTS_ABOVE), f"{pair.alike:.2f}")
    yield from _published(pair)
    yield Part(LEADS[pair.left.is_lead + pair.right.is_lead], None)
    common = len(pair.left.report.cast & pair.right.report.cast)
    yield Part(cast_part(common), str(common))


def cast_part(common: int) -> str:
    """Return the part that says how many people and bodies two reports have in common."""
    return CASTS[min(common, SEVERAL)]


def _published(pair: Pair) -> Parts:
    gap = pair.left.report.published.gap(pair.right.report.published)
    name = published_part(pair.left.report, pair.right.report, gap)
    yield Part(name, None if name == PUBLISHED_UNKNOWN else str(gap))


def published_part(left: Report, right: Report, gap: int) -> str:
    """Return the part that says how many days apart two reports were published."""
    if not (left.published.earliest and right.published.earliest):
        return PUBLISHED_UNKNOWN
    return binned(gap, PUBLISHED, PUBLISHED_ABOVE)


def binned(value: float, bounds: Sequence[tuple[float, str]], above: str) -> str:
    """Return the name that stands for a value: that of the first bound above it."""
    return next((name for bound, name in bounds if value < bound), above)


Finder = Callable[[Pair], Parts]
Names = tuple[str, ...]
RELATED = ("same", "within", "surname", "words", "country", "open", "foreign", "apart")
PLACED = ("same", "contains", "near", "apart")
# What finds parts, those that decide most first, each with the parts that it finds: of a line at most one.
FINDERS: Mapping[Finder, tuple[Names, ...]] = {
    _type: (("same-type", "neighbour-type"), ("same-mode", "other-mode")),
    _trigger: (("same-lemma", "also-named", "same-row", "other-words"), ("another-one",), ("named-again",)),
    _reports: (
        ("same-report", REPORTS_ABOVE, *(name for _, name in REPORTS)),
        (PUBLISHED_UNKNOWN, PUBLISHED_ABOVE, *(name for _, name in PUBLISHED)),
        LEADS,
        CASTS,
    ),
    _time: (tuple(name for name, _ in (*EXPLICIT_TIMES, *INHERITED_TIMES)),),
    _cast: (
        tuple(f"actor-{relation}" for relation in RELATED),
        tuple(f"recipient-{relation}" for relation in RELATED),
        ("roles-swapped",),
    ),
    _place: (
        ("towns-apart", *(f"{of}place-{fit}" for of in ("", "report-") for fit in PLACED)),
        ("here-and-then",),
    ),
    _status: (("one-negated",), ("one-ahead",)),
    _words: (
        (SENTENCES_ABOVE, *(name for _, name in SENTENCES)),
        ("names-one", "names-several"),
        (COVERED_ABOVE, *(name for _, name in COVERED)),
    ),
    figures: (("figures-agree", "figures-grow", "figures-differ"),) * len(get_args(FigureKind)),
    _report_figures: (("report-figures-agree", "report-figures-differ"),),
}


def points_of(pair: Pair) -> int:
    """Return the log odds that a pair is one happening, in thousandths."""
    points = load_part_points()
    return sum(points.get(part.name, 0) for part in parts_of(pair))


def points_from(pair: Pair, least: int) -> int | None:
    """Return the same if it is `least` and more, else None: most pairs are sure to be less by their first parts."""
    points = load_part_points()
    total = points.get(BIAS, 0)
    for find, rest in _rests():
        total += sum(points.get(part.name, 0) for part in find(pair))
        if total + rest < least:
            return None
    return total


@lru_cache(maxsize=1)
def _rests() -> Sequence[tuple[Finder, int]]:
    """Return the finders in turn, each with the most that those behind it can add."""
    worth, found, rest = load_part_points(), list[tuple[Finder, int]](), 0
    for find, lines in reversed(list(FINDERS.items())):
        found.insert(0, (find, rest))
        rest += sum(max(0, *(worth.get(name, 0) for name in names)) for names in lines)
    return found


def _both(left: str, right: str) -> str:
    return left if left == right else " / ".join(sorted((left, right)))


def _listed(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))


def _days(window: Window) -> str:
    if window.earliest == window.latest:
        return window.earliest or "?"
    return f"{window.earliest or ''}..{window.latest or ''}"
