"""Measure the agreement of two sets of event labels, and score the labels of a system.

Labels have the form that `corpora/own/events/onrecord_events.py` describes. Two events match if a mention of
one overlaps a mention of the other; agenda items match by the words of their summaries, disagreements by two
of their sides. Matching is one to one, the best pair first. A minor event without a match is neither missed nor
wrong. Spans may come without their words (texts that do not ship): they are then compared only by offsets.

`agreement` gives the figures of `tools/event_lines.py agree`, `held_against` those of `tools/score_events.py` in
the shared folder; `labels_of` gives a reading the form of labels. A figure without any item is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.attribution_agreement import kappa
from corpora.own.events.onrecord_events import Labels
from corpora.own.events.onrecord_events import Span as SpanLabels

Pair = tuple[Labels, Labels]
Score = Callable[[Labels, Labels], float]  # how well two items match; 0: not at all
Check = Callable[[Labels, Labels], bool | None]  # None: does not apply
Show = Callable[[Labels], str]

# Weights of an event's match: each shared mention is 1. The type decides first, then the trigger.
SAME_TYPE, SAME_TRIGGER = 10, 2
# Least F1 of the words of two summaries, and of two summaries from one sentence.
ALIKE, ALIKE_IN_SENTENCE = 0.5, 0.25
SAME_SENTENCE = 0.5
STEM = 6  # letters: "elections" and "election" are one word
FIRST_DAY, LAST_DAY = "0", "9"  # sort before and after every ISO day: open ends of a window
SUMMARY_STOP_WORDS = frozenset({
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "by", "and", "or", "will", "would", "be", "is", "are", "was", "with",
    "from", "that", "as", "it", "its", "his", "her", "their", "this", "may", "might", "could", "should", "not", "no", "has", "have",
})  # fmt: skip
NAME_STOP_WORDS = frozenset({"the", "a", "an", "of", "its", "his", "her", "their"})


# ---- counts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of matches, and of items on the first side (the gold) and the second (the system)."""

    hits: int = 0
    first: int = 0
    second: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.first + other.first, self.second + other.second)

    @property
    def recall(self) -> float | None:
        """The share of the first side that matched."""
        return _ratio(self.hits, self.first)

    @property
    def precision(self) -> float | None:
        """The share of the second side that matched."""
        return _ratio(self.hits, self.second)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two, which is symmetric."""
        return _ratio(2 * self.hits, self.first + self.second)


@dataclass(frozen=True, slots=True)
class Matching:
    """The items of two sides: the matched pairs, and the items without a match."""

    pairs: tuple[Pair, ...] = ()
    first_alone: tuple[Labels, ...] = ()
    second_alone: tuple[Labels, ...] = ()

    def __add__(self, other: Matching) -> Matching:
        return Matching(
            self.pairs + other.pairs,
            self.first_alone + other.first_alone,
            self.second_alone + other.second_alone,
        )

    @property
    def tally(self) -> Tally:
        """The number of pairs, and of the items of each side."""
        matched = len(self.pairs)
        return Tally(matched, matched + len(self.first_alone), matched + len(self.second_alone))


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def match(first: Sequence[Labels], second: Sequence[Labels], score: Score) -> Matching:
    """Match items one to one, the best score first, then the earlier items; a score of 0 is no match.

    >>> same = lambda a, b: a == b
    >>> match([{"n": 1}, {"n": 2}], [{"n": 2}], same).tally
    Tally(hits=1, first=2, second=1)
    """
    scores = {(i, j): score(a, b) for i, a in enumerate(first) for j, b in enumerate(second)}
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in sorted(scores, key=lambda places: -scores[places]):
        if scores[i, j] > 0 and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return Matching(
        tuple((first[i], second[j]) for i, j in sorted(partner.items())),
        tuple(item for i, item in enumerate(first) if i not in partner),
        tuple(item for j, item in enumerate(second) if j not in taken),
    )


def share(marks: Iterable[bool | None]) -> float | None:
    """Return the share of true values; None does not count.

    >>> share([True, False, None])
    0.5
    """
    counted = [mark for mark in marks if mark is not None]
    return _ratio(sum(counted), len(counted))


def _shares(checks: Mapping[str, Check], pairs: Sequence[Pair]) -> dict[str, float | None]:
    return {name: share(check(*pair) for pair in pairs) for name, check in checks.items()}


def _known(figures: Mapping[str, float | None]) -> dict[str, float]:
    return {name: value for name, value in figures.items() if value is not None}


# ---- spans, names, windows ---------------------------------------------------------------------


def words_of(span: SpanLabels) -> str | None:
    """Return the words of a span, or None if the text is not available."""
    return span.get("text")


def quote(span: SpanLabels) -> str:
    """Return the words of a span to show, or its offsets.

    >>> quote({"start": 4, "end": 9, "sha1": "6c98d150"})
    '4-9'
    """
    return words_of(span) or f"{span['start']}-{span['end']}"


def touch(first: SpanLabels, second: SpanLabels) -> bool:
    """Tell whether two spans share a character."""
    return bool(first["start"] < second["end"] and second["start"] < first["end"])


def name_words(name: str | None) -> frozenset[str]:
    """Return the words of a name without articles, possessives and case.

    >>> sorted(name_words("the Army's Chief of Staff"))
    ['army', 'chief', 'staff']
    """
    plain = re.sub(r"['’]s\b", "", (name or "").lower())
    return frozenset(re.findall(r"[^\W_]+", plain)) - NAME_STOP_WORDS


def same_party(first: Labels | None, second: Labels | None) -> bool:
    """Tell whether two parties are the same: spans overlap, or one name has all words of the other; or both are absent."""
    if first is None or second is None:
        return first is second
    spans = [(a, b) for a in (first["span"], first["name"]) for b in (second["span"], second["name"])]
    return any(touch(a, b) or _one_name_holds_the_other(a, b) for a, b in spans)


def _one_name_holds_the_other(first: SpanLabels, second: SpanLabels) -> bool:
    a, b = name_words(words_of(first)), name_words(words_of(second))
    return bool(a and b) and (a <= b or b <= a)


def word_f1(first: str, second: str) -> float:
    """Return the F1 of the stemmed words of two phrases, without function words.

    >>> word_f1("the vote on the budget", "votes on a budget")
    0.5
    """
    a, b = _stems(first), _stems(second)
    return Tally(len(a & b), len(a), len(b)).f1 or 0.0


def _stems(phrase: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in re.findall(r"\w+", phrase.lower())) - SUMMARY_STOP_WORDS


@dataclass(frozen=True, slots=True)
class Window:
    """The days between two ISO days, both inclusive; None is an open end."""

    earliest: str | None
    latest: str | None

    @classmethod
    def of(cls, labels: Labels | None) -> Window:
        """Return the window of a time or an agenda item; no time is an open window."""
        return cls(labels["earliest"], labels["latest"]) if labels else cls(None, None)

    @property
    def is_open(self) -> bool:
        """Whether both ends are open."""
        return self.earliest is None and self.latest is None

    def meets(self, other: Window) -> bool:
        """Tell whether both share a day; a window with two open ends matches only another such window."""
        if self.is_open or other.is_open:
            return self.is_open and other.is_open
        starts_before_end = (self.earliest or FIRST_DAY) <= (other.latest or LAST_DAY)
        return starts_before_end and (other.earliest or FIRST_DAY) <= (self.latest or LAST_DAY)


# ---- when items match --------------------------------------------------------------------------


def event_score(first: Labels, second: Labels) -> float:
    """Score two events: overlapping mentions, with a bonus for the same type and for overlapping triggers."""
    shared = sum(any(touch(a, b) for b in second["mentions"]) for a in first["mentions"])
    if not shared:
        return 0
    same_type, same_trigger = first["type"] == second["type"], touch(first["trigger"], second["trigger"])
    return shared + SAME_TYPE * bool(same_type) + SAME_TRIGGER * same_trigger


def same_figure(first: Labels, second: Labels) -> bool:
    """Tell whether two figures have the same unit and the same bounds."""
    return all(first[field] == second[field] for field in ("what", "low", "high"))


def agenda_score(first: Labels, second: Labels) -> float:
    """Score two agenda items by their words, with a lower bound if from one sentence; two closed windows must overlap."""
    words = word_f1(first["summary"], second["summary"])
    same_sentence = any(touch(a, b) for a in first["evidence"] for b in second["evidence"])
    alike = words >= (ALIKE_IN_SENTENCE if same_sentence else ALIKE)
    return words + SAME_SENTENCE * same_sentence if alike and _can_meet(first, second) else 0


def _can_meet(first: Labels, second: Labels) -> bool:
    a, b = Window.of(first), Window.of(second)
    return a.is_open or b.is_open or a.meets(b)


def disagreement_score(first: Labels, second: Labels) -> float:
    """Score two disagreements: two sides of one match sides of the other, by source or by words."""
    sides = match(first["sides"], second["sides"], _side_score).tally.hits
    return 1 + word_f1(first["about"], second["about"]) if sides >= 2 else 0


def _side_score(first: Labels, second: Labels) -> float:
    return same_party(first["source"], second["source"]) + touch(first["span"], second["span"])


# ---- what is compared in matched items ---------------------------------------------------------


def equal(field: str) -> Check:
    """Return the check that a field has one value on both sides."""

    def check(first: Labels, second: Labels) -> bool:
        return bool(first[field] == second[field])

    return check


def all_match(field: str, score: Score) -> Check:
    """Return the check that all items of a field match, on both sides."""

    def check(first: Labels, second: Labels) -> bool:
        tally = match(first[field], second[field], score).tally
        return tally.hits == tally.first == tally.second

    return check


def _same_mode(first: Labels, second: Labels) -> bool | None:
    return bool(first["mode"] == second["mode"]) if first["type"] == second["type"] else None


def _same_within(first: Labels, second: Labels) -> bool:
    return same_party(first["within"], second["within"])


def _times_overlap(first: Labels, second: Labels) -> bool:
    return Window.of(first["time"]).meets(Window.of(second["time"]))


def _times_exact(first: Labels, second: Labels) -> bool | None:
    if first["time"] is None or second["time"] is None:
        return None
    return Window.of(first["time"]) == Window.of(second["time"])


def _windows_overlap(first: Labels, second: Labels) -> bool:
    return Window.of(first).meets(Window.of(second))


def _same_location(first: Labels, second: Labels) -> bool:
    if first["location"] is None or second["location"] is None:
        return first["location"] is second["location"]
    return _same_place(first["location"], second["location"])


def _same_place(first: Labels, second: Labels) -> bool:
    a, b = _place_words(first), _place_words(second)
    return bool(a & b) if a and b else touch(first["span"], second["span"])


def _place_words(location: Labels) -> frozenset[str]:
    return name_words(location.get("name") or words_of(location["span"]))


def _same_condition(first: Labels, second: Labels) -> bool:
    if first["condition"] is None or second["condition"] is None:
        return first["condition"] is second["condition"]
    return touch(first["condition"], second["condition"])


def _no_wrong_time(gold: Labels, shown: Labels) -> bool:
    return Window.of(shown["time"]).is_open or _times_overlap(gold, shown)


def _no_wrong_place(gold: Labels, shown: Labels) -> bool:
    wanted, found = gold["location"], shown["location"]
    if wanted is None or found is None:
        return found is None
    same_country = wanted["country"] is not None and wanted["country"] == found["country"]
    return same_country or _same_place(wanted, found)


def _time_found(gold: Labels, shown: Labels) -> bool | None:
    if gold["time"] is None:
        return None
    return shown["time"] is not None and _times_overlap(gold, shown)


def _place_found(gold: Labels, shown: Labels) -> bool | None:
    if gold["location"] is None:
        return None
    return shown["location"] is not None and _no_wrong_place(gold, shown)


def _condition_found(gold: Labels, shown: Labels) -> bool | None:
    return None if gold["condition"] is None else _same_condition(gold, shown)


def condition_tally(pairs: Iterable[tuple[Labels | None, Labels | None]]) -> Tally:
    """Count the conditions of a gold and of a shown event that touch, of all in the gold and of all shown."""
    both = [(a, b) for a, b in pairs if a or b]
    hits = sum(a is not None and b is not None and touch(a, b) for a, b in both)
    return Tally(hits, sum(a is not None for a, _ in both), sum(b is not None for _, b in both))


def _date_found(gold: Labels, shown: Labels) -> bool | None:
    return None if Window.of(gold).is_open else _windows_overlap(gold, shown)


def _roles_whole(gold: Labels, shown: Labels) -> bool | None:
    return _same_actors(gold, shown) and _same_recipients(gold, shown)


def _whole(gold: Labels, shown: Labels) -> bool:
    return all(HELD_CHECKS[name](gold, shown) for name in WHOLE)


_same_type = equal("type")
_same_actors = all_match("actors", same_party)
_same_recipients = all_match("recipients", same_party)

PARTS: Mapping[str, Score] = {"actors": same_party, "recipients": same_party, "figures": same_figure}
EVENT_CHECKS: Mapping[str, Check] = {
    "mode_given_type": _same_mode,
    "status": equal("status"),
    "certainty": equal("certainty"),
    "within": _same_within,
    "time_overlaps": _times_overlap,
    "time_exact": _times_exact,
    "location": _same_location,
    "condition": _same_condition,
    "minor": equal("minor"),
}
AGENDA_CHECKS: Mapping[str, Check] = {"agenda_status": equal("status"), "agenda_window": _windows_overlap}
DISAGREEMENT_CHECKS: Mapping[str, Check] = {
    "disagreement_kind": equal("kind"),
    "disagreement_field": equal("field"),
}
HELD_CHECKS: Mapping[str, Check] = {
    "roles_whole": _roles_whole,
    "status": equal("status"),
    "certainty": equal("certainty"),
    "within": _same_within,
    "no_wrong_time": _no_wrong_time,
    "no_wrong_place": _no_wrong_place,
    "time_found": _time_found,
    "place_found": _place_found,
    "condition_found": _condition_found,
}
WHOLE = ("roles_whole", "status", "within", "no_wrong_time", "no_wrong_place")
HELD_AGENDA_CHECKS: Mapping[str, Check] = {"agenda_status": equal("status"), "agenda_date": _date_found}


# ---- differences in words ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two matched items are compared, and how to show its value."""

    field: str
    same: Check
    show: Show


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of labels: how its items match, how they are named, in which fields they can differ."""

    name: str
    score: Score
    title: Show
    summary: Show
    differences: tuple[Difference, ...]

    def match(self, first: Labels, second: Labels) -> Matching:
        """Match the items of two label sets of one article."""
        return match(first[self.name], second[self.name], self.score)


def _value(field: str) -> Show:
    return lambda item: str(item[field])


def _quotes(field: str) -> Show:
    return lambda item: "+".join(map(quote, item[field])) or "-"


def _parties(field: str) -> Show:
    return lambda item: "+".join(quote(party["name"]) for party in item[field]) or "-"


def _figures(item: Labels) -> str:
    return "+".join(f"{f['what']} {f['low']}..{f['high']}" for f in item["figures"]) or "-"


def _within(item: Labels) -> str:
    return quote(item["within"]["name"]) if item["within"] else "-"


def _condition(item: Labels) -> str:
    return quote(item["condition"]) if item["condition"] else "-"


def _location(item: Labels) -> str:
    location = item["location"]
    return (location.get("name") or quote(location["span"])) if location else "-"


def _days(item: Labels | None) -> str:
    return f"{item['earliest'] or ''}..{item['latest'] or ''}" if item else "-"


def _event_days(event: Labels) -> str:
    return _days(event["time"])


def _same_time(first: Labels, second: Labels) -> bool:
    exact = _times_exact(first, second)
    return _times_overlap(first, second) if exact is None else exact


EVENTS = Layer(
    "events",
    event_score,
    title=lambda event: f"{event['id']} {quote(event['trigger'])!r}",
    summary=lambda event: f"{event['type']} {event['status']}",
    differences=(
        Difference("type", _same_type, _value("type")),
        Difference("mode", _same_mode, _value("mode")),
        Difference("status", equal("status"), _value("status")),
        Difference("certainty", equal("certainty"), _value("certainty")),
        Difference("mentions", all_match("mentions", touch), _quotes("mentions")),
        Difference("actors", _same_actors, _parties("actors")),
        Difference("recipients", _same_recipients, _parties("recipients")),
        Difference("figures", all_match("figures", same_figure), _figures),
        Difference("within", _same_within, _within),
        Difference("time", _same_time, _event_days),
        Difference("location", _same_location, _location),
        Difference("condition", _same_condition, _condition),
        Difference("minor", equal("minor"), _value("minor")),
    ),
)
AGENDA = Layer(
    "agenda",
    agenda_score,
    title=lambda item: f"{item['id']} {item['summary']!r}",
    summary=lambda item: f"{item['status']} {_days(item)}",
    differences=(
        Difference("status", equal("status"), _value("status")),
        Difference("window", _windows_overlap, _days),
    ),
)
DISAGREEMENTS = Layer(
    "disagreements",
    disagreement_score,
    title=lambda row: f"{row['id']} {row['about']!r}",
    summary=lambda row: f"{row['kind']} {row['field']}",
    differences=(
        Difference("kind", equal("kind"), _value("kind")),
        Difference("field", equal("field"), _value("field")),
    ),
)
LAYERS = (EVENTS, AGENDA, DISAGREEMENTS)
NOTHING: Labels = {layer.name: [] for layer in LAYERS}


def differences(first: Mapping[str, Labels], second: Mapping[str, Labels]) -> Iterator[str]:
    """Yield every difference of two label sets in one line: items without a match, and fields of matched items.

    `geo:1: E1 'air strikes' / E2 'Raid': type ASSAULT / COERCE; actors French / army`
    """
    for article, ours in first.items():
        if article in second:
            for layer in LAYERS:
                for line in _layer_differences(layer, layer.match(ours, second[article])):
                    yield f"{article}: {line}"


def _layer_differences(layer: Layer, matching: Matching) -> Iterator[str]:
    counted = _without_minor_alone(matching)
    for side, items in (("first", counted.first_alone), ("second", counted.second_alone)):
        for item in items:
            yield f"only in the {side}: {layer.title(item)}, {layer.summary(item)}"
    for a, b in matching.pairs:
        different = [
            f"{d.field} {d.show(a)} / {d.show(b)}" for d in layer.differences if d.same(a, b) is False
        ]
        if different:
            yield f"{layer.title(a)} / {layer.title(b)}: {'; '.join(different)}"


# ---- figures -----------------------------------------------------------------------------------


def agreement(first: Mapping[str, Labels], second: Mapping[str, Labels]) -> dict[str, float]:
    """Return the agreement of two label sets, over the articles that both have.

    - `articles`, `events_first`, `events_second`, `agenda_…`, `disagreements_…`: how many there are;
      `minor_alone`: minor events without a match, which are not counted in them
    - `event_f1`: of events that match, of any type; `event_f1_same_type`: and have the same type
    - `mention_f1`: of overlapping mentions, of whatever event
    - `type_given_event`, `type_kappa`: share of matched events of one type, and Cohen's kappa of the types
    - `mode_given_type`: share of matched events of one type that have the same mode
    - `actors_f1`, `recipients_f1`, `figures_f1`: within matched events
    - `status`, `certainty`, `minor`: share of matched events with the same value
    - `within`: share with the same source, or none on both sides
    - `time_overlaps`: share whose windows share a day or are both open; `time_exact`: with the same two days,
      where both give a time
    - `location`, `condition`: share whose names share a word, whose spans touch; or none on both sides
    - `agenda_f1`, `agenda_status`, `agenda_window`: of items that match; share of these with the same status, with
      windows that share a day or are both open
    - `disagreements_f1`, `disagreement_kind`, `disagreement_field`: in the same way
    """
    articles = [(ours, second[article]) for article, ours in first.items() if article in second]
    matched = _match_all(EVENTS, articles)
    events = _without_minor_alone(matched)
    same_type = [pair for pair in events.pairs if _same_type(*pair)]
    return _known(
        {
            "articles": len(articles),
            **_sizes(EVENTS, events),
            "minor_alone": len(_alone(matched)) - len(_alone(events)),
            "event_f1": events.tally.f1,
            "event_f1_same_type": Tally(len(same_type), events.tally.first, events.tally.second).f1,
            "mention_f1": _mentions(articles, events).f1,
            "type_given_event": _ratio(len(same_type), len(events.pairs)),
            "type_kappa": kappa([(a["type"], b["type"]) for a, b in events.pairs]) if events.pairs else None,
            **_parts_f1(events.pairs),
            **_shares(EVENT_CHECKS, events.pairs),
            **_layer_agreement(AGENDA, AGENDA_CHECKS, articles),
            **_layer_agreement(DISAGREEMENTS, DISAGREEMENT_CHECKS, articles),
        }
    )


def held_against(gold: Mapping[str, Labels], system: Mapping[str, Labels]) -> dict[str, float]:
    """Return the scores of a system's labels; an article that it lacks has no labels.

    - `articles`, `events_wanted`, `events_shown`: events that are minor in the gold, and what matches them, count
      in neither
    - `found_any_type`, `found_right_type`: share of the events wanted that match one shown, and have its type
    - `precision`, `event_f1`: share of the events shown that match one of the same type, and the F1 of this and
      `found_right_type`
    - of matched events of one type: `actors_f1`, `recipients_f1`, `figures_f1`; `roles_whole`, the share with all
      actors and recipients and no others; `status`, `certainty`, `within`, the share that is right
    - `no_wrong_time`, `no_wrong_place`: share with no value, or with a window that shares a day with
      the gold, a place that shares a word or the country
    - `time_found`, `place_found`, `condition_found`: share right of those that the gold has; a gold time
      without days is wanted too, and only matches another time without days
    - `whole_of_shown`, `whole_of_wanted`: share of events that match one of the same type and are right in roles,
      status and within, with no wrong time or place
    - `agenda_…` and `disagreements_…`: `wanted`, `shown`, `precision`, `recall`, `f1`; `agenda_status`: share right of
      items that match; `agenda_date`: share whose windows share a day, where the gold has one
    """
    articles = [(wanted, system.get(article, NOTHING)) for article, wanted in gold.items()]
    events = _without_minor_gold(_match_all(EVENTS, articles))
    same_type = [pair for pair in events.pairs if _same_type(*pair)]
    typed = Tally(len(same_type), events.tally.first, events.tally.second)
    whole = Tally(sum(_whole(*pair) for pair in same_type), typed.first, typed.second)
    return _known(
        {
            "articles": len(articles),
            "events_wanted": typed.first,
            "events_shown": typed.second,
            "found_any_type": events.tally.recall,
            "found_right_type": typed.recall,
            "precision": typed.precision,
            "event_f1": typed.f1,
            **_parts_f1(same_type),
            **_shares(HELD_CHECKS, same_type),
            "whole_of_shown": whole.precision,
            "whole_of_wanted": whole.recall,
            **_layer_held(AGENDA, HELD_AGENDA_CHECKS, articles),
            **_layer_held(DISAGREEMENTS, {}, articles),
        }
    )


def condition_f1(gold: Mapping[str, Labels], system: Mapping[str, Labels]) -> float:
    """Return the F1 of the conditions of matched events of one type; 0 where neither side has one."""
    pairs = _match_all(EVENTS, [(wanted, system.get(a, NOTHING)) for a, wanted in gold.items()]).pairs
    tally = condition_tally((a["condition"], b["condition"]) for a, b in pairs if _same_type(a, b))
    return tally.f1 or 0.0


def _match_all(layer: Layer, articles: Iterable[Pair]) -> Matching:
    return sum((layer.match(*pair) for pair in articles), Matching())


def _is_minor(item: Labels) -> bool:
    return bool(item.get("minor"))  # agenda items and disagreements are never minor


def _without_minor_alone(matching: Matching) -> Matching:
    return Matching(
        matching.pairs,
        tuple(item for item in matching.first_alone if not _is_minor(item)),
        tuple(item for item in matching.second_alone if not _is_minor(item)),
    )


def _without_minor_gold(matching: Matching) -> Matching:
    return Matching(
        tuple(pair for pair in matching.pairs if not _is_minor(pair[0])),
        tuple(item for item in matching.first_alone if not _is_minor(item)),
        matching.second_alone,
    )


def _alone(matching: Matching) -> tuple[Labels, ...]:
    return matching.first_alone + matching.second_alone


def _mentions(articles: Iterable[Pair], events: Matching) -> Tally:
    """Count overlapping mentions, of whatever event.

    Mentions of unmatched minor events are not wanted but may overlap, so hits are limited to the number wanted.
    """
    hits = sum(
        match(_all_mentions(a["events"]), _all_mentions(b["events"]), touch).tally.hits for a, b in articles
    )
    first = len(_all_mentions([*(a for a, _ in events.pairs), *events.first_alone]))
    second = len(_all_mentions([*(b for _, b in events.pairs), *events.second_alone]))
    return Tally(min(hits, first, second), first, second)


def _all_mentions(events: Iterable[Labels]) -> list[Labels]:
    return [mention for event in events for mention in event["mentions"]]


def _parts_f1(pairs: Sequence[Pair]) -> dict[str, float | None]:
    return {
        f"{part}_f1": sum((match(a[part], b[part], score).tally for a, b in pairs), Tally()).f1
        for part, score in PARTS.items()
    }


def _sizes(layer: Layer, matching: Matching) -> dict[str, float | None]:
    return {f"{layer.name}_first": matching.tally.first, f"{layer.name}_second": matching.tally.second}


def _layer_agreement(
    layer: Layer, checks: Mapping[str, Check], articles: Sequence[Pair]
) -> dict[str, float | None]:
    matching = _match_all(layer, articles)
    return {
        **_sizes(layer, matching),
        f"{layer.name}_f1": matching.tally.f1,
        **_shares(checks, matching.pairs),
    }


def _layer_held(
    layer: Layer, checks: Mapping[str, Check], articles: Sequence[Pair]
) -> dict[str, float | None]:
    matching = _match_all(layer, articles)
    return {
        f"{layer.name}_wanted": matching.tally.first,
        f"{layer.name}_shown": matching.tally.second,
        f"{layer.name}_precision": matching.tally.precision,
        f"{layer.name}_recall": matching.tally.recall,
        f"{layer.name}_f1": matching.tally.f1,
        **_shares(checks, matching.pairs),
    }
