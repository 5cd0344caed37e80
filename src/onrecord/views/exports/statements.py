"""Statements as a table: who said what, in which words, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.questions.report import speaker_of
from onrecord.questions.streaming import Selection
from onrecord.store import Store, stream
from onrecord.store.told import Told
from onrecord.types import Actor, Attribution, Time
from onrecord.views.exports.coded import codes, country_iso3c
from onrecord.views.exports.columns import Column, Table
from onrecord.views.exports.events import span_columns
from onrecord.views.exports.reports import of_report

LAYERS = ("times", "actors", "attributions")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its report."""

    report: Told
    attribution: Attribution

    @property
    def id(self) -> str:
        """Unique: document and attribution."""
        return f"{self.report.reading.document.id}:{self.attribution.id}"

    @property
    def speaker(self) -> Actor | None:
        """The actor who speaks, or None."""
        source = self.attribution.source
        return self.report.actor(source.actor if source else None)

    @property
    def entity(self) -> str | None:
        """The entity of the speaker, or None."""
        return self.report.entities.get(self.speaker.id) if self.speaker else None

    @property
    def name(self) -> str | None:
        """The name of the source, or the words for it."""
        return speaker_of(self.report, self.attribution)

    @property
    def time(self) -> Time | None:
        """When it was said, or None."""
        return next((t for t in self.report.reading.times if t.id == self.attribution.time), None)

    @property
    def quote(self) -> str:
        """What is said; an ellipsis stands where it is interrupted."""
        return " … ".join(span.text for span in self.attribution.content)


def rows(store: Store, asked: Selection) -> Iterator[Said]:
    """Yield the statements that are asked for."""
    reports = asked.reader(store, LAYERS, mentions=False)
    for report, found in stream.facts(store, "attributions", asked.conditions, reports):
        yield from (Said(report, attribution) for attribution in found)


TABLE = Table(
    name="statements",
    help="a statement",
    key="id",
    columns=(
        Column("id", "string", "unique: document and attribution", lambda one: one.id, needed=True),
        *of_report(lambda one: one.report),
        Column("speaker", "string", "the name of the source, or the words for one without a name", lambda one: one.name),
        Column("speaker_entity", "string", "the entity of the speaker over all reports", lambda one: one.entity),
        Column("speaker_wikidata", "string", "Wikidata id of the speaker", lambda one: one.speaker.wikidata if one.speaker else None),
        Column("speaker_country", "string", "the country of the speaker: ISO 3166 alpha-3, or EUR, UNO, IGO, NGO", lambda one: one.speaker.country if one.speaker else None),
        Column("speaker_iso3c", "string", "the country of the speaker, if it is one of ISO 3166", lambda one: country_iso3c(one.speaker)),
        Column("speaker_cown", "integer", "its number in the list of the Correlates of War project", lambda one: codes(one.speaker).cow),
        Column("speaker_gwn", "integer", "its number in the list of Gleditsch and Ward", lambda one: codes(one.speaker).gw),
        Column("speaker_sector", "string", "PLOVER sector of the speaker", lambda one: one.speaker.sector if one.speaker else None),
        Column("speaker_office", "string", "the office that the speaker holds on the day of publication", lambda one: one.speaker.office if one.speaker else None),
        Column("addressee", "string", "the name of whom it is said to", lambda one: a.name if (a := one.report.actor(one.attribution.addressee)) else None),
        Column("kind", "string", "say, ask, demand, deny, warn, promise, accuse, believe or plan", lambda one: one.attribution.kind, needed=True),
        Column("quotation", "string", "direct, indirect or mixed", lambda one: one.attribution.quotation, needed=True),
        Column("sourcing", "string", "named, unnamed, collective, document or none", lambda one: one.attribution.sourcing, needed=True),
        Column("polarity", "string", "negative for what somebody did not say", lambda one: one.attribution.polarity, needed=True),
        Column("medium", "string", "the occasion or channel: interview, tweet, briefing and so on", lambda one: m.kind if (m := one.attribution.medium) else None),
        Column("earliest", "date", "the first day on which it may have been said, if the text gives one", lambda one: t.earliest if (t := one.time) else None),
        Column("latest", "date", "the last such day", lambda one: t.latest if (t := one.time) else None),
        Column("within", "string", "the statement in which this one is reported", lambda one: f"{one.report.reading.document.id}:{one.attribution.within}" if one.attribution.within else None),
        *span_columns("source", "the words for the source", lambda one: one.attribution.source),
        *span_columns("cue", "the words that say that something is said", lambda one: one.attribution.cue),
        Column("quote", "string", "what is said; an ellipsis stands where it is interrupted", lambda one: one.quote, excerpt=True),
        Column("quote_starts", "integers", "offsets of the parts of what is said", lambda one: tuple(s.start for s in one.attribution.content), needed=True),
        Column("quote_ends", "integers", "offsets behind the parts of what is said", lambda one: tuple(s.end for s in one.attribution.content), needed=True),
    ),
)  # fmt: skip
