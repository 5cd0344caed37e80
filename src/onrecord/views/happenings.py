"""One line for a happening: doer, verb, object.

The report's own clause is shown if it stands alone: from the words for the doer, or for whom it is done to, to the end of
the clause or to a comma. A pronoun gives way to the name. Where the report has no such clause ("killing 11 people", "of
giving shelter"), the line is made from the names, the verb of the type and mode in `acts.tsv`, and the status.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.lexicon.forms import FormRow
from onrecord.lexicon.mentions import PronounRow
from onrecord.lexicon.tables import read_table
from onrecord.ontologies import check_codes
from onrecord.types import ActorId, Event, Mention, Reading, Span
from onrecord.views.labels import label
from onrecord.views.layout import printable
from onrecord.views.names import NOBODY, Names

OWN_CLAUSE = 2.0
MOST_WORDS = 30  # of a line
LEAST_WORDS = 5  # before a comma at which it is cut
CLAUSE_BREAKS = re.compile(r"[,;—–]\s|\s[—–]\s")
JOINED = re.compile(r"(?:\s|,|&|\band\b|\bor\b|\bthe\b)*", re.IGNORECASE)
AND = re.compile(r"\s*(?:,|&|\band\b)\s*")  # between parties that are named together
ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
STOPS = ".!?”:"
ENDED = re.compile(
    r".?(?:[.!?”:\n]|,[”\"]|$)", re.DOTALL
)  # from the last letter of a sentence or of a quotation
ENDS = " \t\n.,;:"
ANY = "-"


@dataclass(frozen=True, slots=True)
class ActRow:
    """One line of `acts.tsv`."""

    type: str
    mode: str
    party: Literal["with", "alone", "-"]
    base: str
    past: str
    now: str
    link: str

    def __post_init__(self) -> None:
        """Check the codes against PLOVER."""
        check_codes(self.type, None if self.mode == ANY else self.mode)


@dataclass(frozen=True, slots=True)
class Line:
    """A happening in words; `is_own` if they are those of the report. `worth` is what the line adds to its weight."""

    words: str
    is_own: bool

    @property
    def worth(self) -> float:
        """A clause of the report says more than a line that was made, and one without a doer says least."""
        if self.is_own:
            return OWN_CLAUSE
        return -OWN_CLAUSE if self.words.startswith(_capital(NOBODY)) else 0.0


class Lines:
    """Makes the lines of the events of one reading."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.text = reading.document.text
        self.names = names
        self.mentions: Mapping[ActorId, Sequence[Mention]] = {a.id: a.mentions for a in reading.actors}

    def line(self, event: Event) -> Line | None:
        """Return the line of an event; None if neither the report nor the names give one."""
        own = self._own_clause(event)
        if own is not None:
            return Line(_capital(own), is_own=True)
        made = self._made(event)
        return Line(_capital(made), is_own=False) if made else None

    # ---- in words of the report ----------------------------------------------------------------

    def _own_clause(self, event: Event) -> str | None:
        clause = evidence_of(event)
        subject = self._subject(event.actors, clause, event.trigger) or (
            None if event.actors else self._subject(event.recipients, clause, event.trigger)
        )
        if subject is not None:
            begin, opening = subject
        elif event.actors and clause.start == event.trigger.start and _is_finite(event.trigger.text):
            begin, opening = clause.start, ", ".join(_each_once(self.names.each(event.actors))) + " "
        elif not event.actors and not event.recipients and self._is_sentence(clause):
            begin, opening = clause.start, ""
        else:
            return None
        body = self._shortened(begin, clause.end, event.trigger.end)
        return printable(opening + body) if body else None

    def _subject(self, actors: Sequence[ActorId], clause: Span, trigger: Span) -> tuple[int, str] | None:
        """Return where the clause begins with one of `actors` before the trigger, and the name in place of a pronoun.

        With a name, the clause begins after the pronoun.
        """
        before = sorted(
            (m.start, m.end, m.form, actor)
            for actor in actors
            for m in self.mentions.get(actor, ())
            if clause.start <= m.start and (m.end <= trigger.start or m.start == trigger.start)
        )
        before = [m for m in before if not self._owns(m[0], m[1])]
        if not before:
            return None
        start, end, form, actor = before.pop()
        if before and self.text[start:end].lower() in _pronouns("relative"):
            start, end, form, actor = before.pop()  # "the general, who commands them, denied it"
        if form == "pronoun":
            return end, self._called(actor)
        while before and JOINED.fullmatch(self.text[before[-1][1] : start]):
            start = before.pop()[0]  # "Peru and Ecuador"
        article = ARTICLE.search(self.text, max(clause.start, start - 5), start)
        return (article.start() if article else start), ""

    def _called(self, actor: ActorId, clause: Span | None = None) -> str:
        """Return the name of an actor, or for one without a name the words of the clause, with their article."""
        name = self.names.actor(actor) or NOBODY
        found = self.names.actors.get(actor)
        if found is None or found.named:
            return name
        for m in found.mentions:
            if clause and m.form == "nominal" and clause.start <= m.start and m.end <= clause.end:
                article = ARTICLE.search(self.text, max(clause.start, m.start - 5), m.start)
                return printable(self.text[article.start() if article else m.start : m.end])
        return f"the {name}" if found.kind == "person" else name

    def _owns(self, start: int, end: int) -> bool:
        """Return whether the words are only an owner: "Peru's army", "her plan"."""
        return POSSESSIVE.match(self.text, end) is not None or self.text[start:end].lower() in _pronouns(
            "possessive"
        )

    def _is_sentence(self, clause: Span) -> bool:
        """Return whether the clause is all of its sentence."""
        before = self.text[: clause.start].rstrip(" \t\n“\"'")
        parted = self.text[len(before) : clause.start].count("\n") > 1
        begins = not before or before[-1] in STOPS or parted
        return begins and ENDED.match(self.text, clause.end - 1) is not None

    def _shortened(self, begin: int, end: int, needed: int) -> str | None:
        """Return the words, up to a comma behind `needed` where they are too many; None if none is near enough."""
        whole = self.text[begin:end].rstrip(ENDS)
        if len(whole.split()) <= MOST_WORDS:
            return _balanced(whole)
        breaks = [found.start() for found in CLAUSE_BREAKS.finditer(whole) if begin + found.start() >= needed]
        fitting = [at for at in breaks if LEAST_WORDS <= len(whole[:at].split()) <= MOST_WORDS]
        return _balanced(whole[: fitting[-1]]) if fitting else None

    # ---- in our words --------------------------------------------------------------------------

    def _made(self, event: Event) -> str | None:
        clause = evidence_of(event)
        doers = _each_once(self._called(actor, clause) for actor in event.actors)
        rest = (self._called(actor, clause) for actor in event.recipients if actor not in event.actors)
        others = [name for name in _each_once(rest) if name not in doers]
        if not doers and not others:
            return None
        row = _act(event.type, event.mode, bool(others))
        if row is None:
            return f"{label('type', event.type)}: {', '.join([*doers, *others])}"
        frame = label("frame", event.status).format(base=row.base, past=row.past, now=row.now)
        parts = (_listed(doers) or NOBODY, frame, row.link if others else "", _listed(others))
        return " ".join(filter(None, parts))


def evidence_of(event: Event) -> Span:
    """Return the first evidence that holds the trigger, or the trigger alone."""
    trigger = event.trigger
    return next((s for s in event.evidence if s.start <= trigger.start and trigger.end <= s.end), trigger)


def _act(type_: str, mode: str | None, has_party: bool) -> ActRow | None:
    party = "with" if has_party else "alone"
    keys = ((m, p) for m in (mode or ANY, ANY) for p in (party, ANY))
    return next((row for key in keys if (row := _acts().get((type_, *key)))), None)


@lru_cache(maxsize=1)
def _acts() -> dict[tuple[str, str, str], ActRow]:
    rows = read_table("acts.tsv", ActRow, "onrecord.views")
    return {(row.type, row.mode, row.party): row for row in rows}


@lru_cache
def _pronouns(use: str) -> frozenset[str]:
    """Return the pronouns of one use alone: "his" and "their" are possessive, "her" is more than that."""
    return frozenset(row.word for row in read_table("pronouns.tsv", PronounRow) if row.use == use)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return {row.form: row.lemma for row in read_table("irregular_verbs.tsv", FormRow)}


def _is_finite(words: str) -> bool:
    """Return whether the words begin with a past form, which "accused" is and "killing" is not."""
    first = words.split()[0].lower()
    if first.endswith("ing"):
        return False
    return first.endswith("ed") or _irregular().get(first, first) != first


def _each_once(names: Iterable[str]) -> list[str]:
    """Return the names without those that another of them says: a party may be named alone and in a pair.

    >>> _each_once(["Peru", "Peru and Ecuador", "Ecuador", "Peru"])
    ['Peru and Ecuador']
    """
    once = list(dict.fromkeys(names))
    parts = {name: frozenset(part for part in AND.split(name) if part) for name in once}
    return [n for n in once if not any(parts[n] < parts[other] for other in once)]


def _listed(names: Iterable[str]) -> str:
    """Return names with commas and "and".

    >>> _listed(["Peru", "Chile", "Ecuador"])
    'Peru, Chile and Ecuador'
    """
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _balanced(words: str) -> str:
    """Return the words without a quotation mark whose partner was cut off.

    >>> _balanced("accused Vostan of “theft")
    'accused Vostan of theft'
    """
    if words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    return words.replace('"', "") if words.count('"') % 2 else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
