"""The numbers that reports give of one happening, wherever in a report they stand.

A count (`assembly/counts`) speaks of a happening if it stands in a sentence that names it, or, where the happening is what
the report is about, anywhere in the report with a word for what became of people. Of the counts of one kind in one report
those hold that stand for all ("bringing the toll to eight"), else those of the sentences that name the happening; of several
on one word the first holds, if none is higher, and else none. Numbers that a report gives as earlier words, of some only, or of other days do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.assembly.counts import Count
from onrecord.assembly.happenings.accounts import Account
from onrecord.assembly.happenings.describe import Context, most
from onrecord.assembly.types import Voice
from onrecord.assembly.voices import key_of
from onrecord.lexicon.counts import load_count_words
from onrecord.types import AttributionId, DocumentId

RECALLED = 400  # characters between a number and the one that it takes the place of
UNSAID = frozenset({"deny", "ask", "demand", "promise", "plan"})  # kinds of attributions that give no number


@dataclass(frozen=True, slots=True)
class Given:
    """A number that one report gives of a happening: the count, its key, and on whose word."""

    count: Count
    key: str
    account: Account
    attribution: AttributionId | None
    voice: Voice
    is_near: bool
    """Whether its sentence names the happening."""
    recalled: frozenset[float]
    """Numbers that its report gives as earlier words, near it."""
    beside: frozenset[float] = frozenset()
    """Numbers that its report gives for the same on another word."""

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Return the least and the most."""
        return self.count.low, self.count.high


def numbers_given(accounts: Sequence[Account], context: Context) -> Iterator[Given]:
    """Yield the numbers that the reports of a happening give of it, one a key, report and voice."""
    by_report: dict[DocumentId, list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=lambda a: a.ref):
        by_report[account.ref.document].append(account)
    usual = usual_state(accounts)
    found = [given for own in by_report.values() for given in _in_scope(own, context, usual)]
    states, common = _states_of_groups(found), _common_state(found)
    keyed: dict[tuple[DocumentId, str], list[Given]] = defaultdict(list)
    for given in found:
        key = given.key or _other_key(given, states, common)
        recalled = "" if key else _key_recalled(given, found)
        count = replace(given.count, is_total=True) if recalled else given.count
        if key or recalled:
            keyed[given.account.ref.document, key or recalled].append(
                replace(given, key=key or recalled, count=count)
            )
    for _, own in sorted(keyed.items(), key=lambda item: item[0]):
        yield from _holding(own)


def usual_state(accounts: Iterable[Account]) -> str | None:
    """Return what became of those who are counted, by the mode of the happening, if no word says it."""
    mode = most(a.event.mode for a in accounts if a.event.mode)
    return load_count_words().modes.get(mode) if mode else None


def _in_scope(own: Sequence[Account], context: Context, usual: str | None) -> Iterator[Given]:
    """Yield the counts of a report that speak of a happening; the accounts are those of this report."""
    report, voices = own[0].report, context.voices[own[0].ref.document]
    for count in report.counts:
        if _is_aside(count):
            continue
        named = next((account for account in own if names(account, count)), None)
        account = named or _beside(own, count)
        key = _key(count, usual if named else None)
        if account is None or not _is_told_of(key, own):
            continue
        attribution = voices.around(count.span)
        if attribution is None or voices.attributions[attribution].kind not in UNSAID:
            yield Given(
                count,
                key,
                account,
                attribution,
                voices.of(attribution),
                is_near=named is not None,
                recalled=_recalled(count, report.counts),
            )


def _is_aside(count: Count) -> bool:
    """Return whether a number is an earlier word, of some only, of other days, or one person among others."""
    return count.is_former or count.is_part or count.is_elsewhen or (count.low, count.high) == (1, 1)


def _beside(own: Sequence[Account], count: Count) -> Account | None:
    """Return the account that a count may be of whose sentence does not name the happening.

    It is what the report is about, or the count stands in a paragraph that names it.
    """
    if not (count.state or count.group):
        return None
    lead = next((account for account in own if account.is_lead), None)
    paragraph = _paragraph(own[0].report.text, count.span.start)
    around = any(_paragraph(a.report.text, a.event.trigger.start) == paragraph for a in own)
    return lead or (own[0] if around or len(own) > 1 else None)


def _paragraph(text: str, offset: int) -> int:
    """Return where the paragraph of an offset begins."""
    return text.rfind("\n", 0, offset)


def _recalled(count: Count, counts: Iterable[Count]) -> frozenset[float]:
    """Return the numbers near a count that the report gives as earlier words."""
    return frozenset(
        float(other.low)
        for other in counts
        if other.is_former and other.low is not None and abs(other.span.start - count.span.start) <= RECALLED
    )


def _is_told_of(key: str, own: Iterable[Account]) -> bool:
    """Return whether what became of people can be told of a happening of this type."""
    types = load_count_words().types.get(key)
    return types is None or any(account.event.type in types for account in own)


def names(account: Account, count: Count) -> bool:
    """Return whether the sentence of a count names the happening, or the reading gives the number to its event."""
    (start, end), event = count.sentence, account.event
    named = any(span.start < end and start < span.end for span in (event.trigger, *event.mentions))
    return named or any(
        f.span.start < count.span.end and count.span.start < f.span.end for f in event.figures
    )


def _key(count: Count, usual: str | None) -> str:
    """Return what a count is compared by; empty if only the kind of people is known."""
    if count.is_thing:
        return count.group or ""
    if count.state:
        return count.state
    return usual or "" if count.is_person else ""


def _states_of_groups(found: Iterable[Given]) -> Mapping[str, str]:
    """Return what became of people of a kind, where only one thing is said of them."""
    states: dict[str, set[str]] = defaultdict(set)
    for given in found:
        if given.count.group and given.key and not given.count.is_thing:
            states[given.count.group].add(given.key)
    return {group: min(keys) for group, keys in states.items() if len(keys) == 1}


def _common_state(found: Iterable[Given]) -> str:
    """Return what became of people by all sentences that name the happening, if they say one thing; empty if not."""
    keys = {given.key for given in found if given.is_near and given.key and not given.count.is_thing}
    return keys.pop() if len(keys) == 1 else ""


def _other_key(given: Given, states: Mapping[str, str], common: str) -> str:
    """Return the key of a count with no word for what became of people: that of its kind, of the happening, its noun."""
    count = given.count
    if count.group:
        return states.get(count.group) or load_count_words().modes.get(count.group, count.group)
    if not given.is_near:
        return ""
    return common if count.is_person and common else count.noun or ""


def _key_recalled(given: Given, found: Iterable[Given]) -> str:
    """Return the key of the number of an earlier report of the outlet that a report recalls beside its own."""
    report, low = given.account.report, given.count.low
    if not given.count.is_person or low is None or any(low <= former for former in given.recalled):
        return ""
    return next(
        (
            other.key
            for other in found
            if other.key
            and other.count.low in given.recalled
            and other.account.report.publisher == report.publisher
            and other.account.ref.document != report.document
        ),
        "",
    )


def _holding(own: Sequence[Given]) -> Iterator[Given]:
    """Yield the numbers of one key that a report stands by: one a voice."""
    totals = [given for given in own if given.count.is_total]
    near = [given for given in own if given.is_near]
    by_voice: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for given in totals or near or own:
        by_voice[key_of(given.voice)].append(given)
    told = [first for said in by_voice.values() if (first := _of_all(said)) is not None]
    several = len({given.bounds for given in told}) > 1
    for given in told:
        if not several or given.attribution or given.count.is_again:
            yield replace(given, beside=_others(own, given))


def _of_all(said: Sequence[Given]) -> Given | None:
    """Return the number of several on one word that stands for all: the first one, if none is higher."""
    ordered = sorted(said, key=lambda given: given.count.span.start)
    highest = max(given.count.low or 0 for given in ordered)
    return ordered[0] if (ordered[0].count.low or 0) == highest else None


def _others(own: Iterable[Given], given: Given) -> frozenset[float]:
    """Return the numbers that a report gives on another word than one of them."""
    return frozenset(
        float(other.count.low)
        for other in own
        if other.count.low is not None
        and other.bounds != given.bounds
        and (other.count.is_again or key_of(other.voice) != key_of(given.voice))
        and (other.count.is_again or given.count.is_again or (other.attribution and given.attribution))
    )
