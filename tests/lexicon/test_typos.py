"""A typo in a closed column is refused when the table is loaded, with file, line and column.

The columns come from the row types themselves: a new `Literal` column is tested automatically.
"""

from __future__ import annotations

import dataclasses
import typing
from pathlib import Path
from typing import Any

import pytest

from onrecord import ontologies
from onrecord.errors import TableError
from onrecord.lexicon import (
    agencies,
    agenda,
    attributions,
    classes,
    codes,
    columns,
    conditions,
    counts,
    disagreements,
    events,
    exports,
    forms,
    furniture,
    mentions,
    numbers,
    publishers,
    reasons,
    references,
    status,
    times,
    world,
)
from onrecord.lexicon import happenings as told
from onrecord.lexicon.tables import allowed_values, parse_table
from onrecord.views import firmness, happenings, labels
from onrecord.views.exports import codes as export_codes
from onrecord.views.web import shapes

PACKAGE = Path(__file__).parents[2] / "src" / "onrecord"
ROWS: dict[str, Any] = {
    "acts.tsv": happenings.ActRow,
    "agencies.tsv": agencies.AgencyRow,
    "agenda_weights.tsv": agenda.Weight,
    "agenda_words.tsv": agenda.AgendaWord,
    "anonymity.tsv": attributions.AnonymityPhrase,
    "cameo.tsv": ontologies.CameoRow,
    "cameo_roots.tsv": export_codes.RootRow,
    "classes.tsv": classes.ClassRow,
    "count_words.tsv": numbers.CountWord,
    "conditions.tsv": conditions.ConditionWord,
    "dispute_signs.tsv": disagreements.SignRow,
    "dispute_traits.tsv": disagreements.TraitRow,
    "dispute_words.tsv": disagreements.DisputeWord,
    "disagreement_weights.tsv": disagreements.Weight,
    "country_codes.tsv": export_codes.CountryRow,
    "cue_governors.tsv": attributions.Governor,
    "cues.tsv": attributions.Cue,
    "dated_events.tsv": times.DatedEvent,
    "dated_offices.tsv": times.DatedOffice,
    "event_attitudes.tsv": events.AttitudeRow,
    "event_compositions.tsv": events.CompositionRow,
    "event_contexts.tsv": events.ContextRow,
    "event_discards.tsv": events.DiscardRow,
    "event_word_sets.tsv": events.SetRow,
    "events.tsv": events.EventRow,
    "export_fields.tsv": exports._Label,
    "firmness.tsv": firmness.Firmness,
    "first_names.tsv": mentions.FirstNameRow,
    "leader_first_names.tsv": mentions.FirstNameRow,
    "furniture.tsv": furniture.LineRule,
    "generic_bodies.tsv": world.GenericBody,
    "happening_parts.tsv": told.PartRow,
    "happening_types.tsv": told.TypePair,
    "happening_weights.tsv": told.PartWeight,
    "happening_counts.tsv": counts.HappeningCount,
    "happening_words.tsv": told.HappeningWord,
    "input_columns.tsv": columns._Column,
    "irregular_verbs.tsv": forms.FormRow,
    "labels.tsv": labels.LabelRow,
    "media.tsv": attributions.MediumWord,
    "meta_names.tsv": furniture._MetaName,
    "name_words.tsv": world.NameWord,
    "numbers.tsv": numbers.NumberWord,
    "offices.tsv": world.OfficeWord,
    "page_blocks.tsv": furniture._BlockName,
    "portfolios.tsv": world.Portfolio,
    "pronouns.tsv": mentions.PronounRow,
    "publishers.tsv": publishers.Publisher,
    "reasons.tsv": reasons.RuleRow,
    "reference_words.tsv": references.ReferenceRow,
    "regions.tsv": shapes.Region,
    "role_modifiers.tsv": mentions.ModifierRow,
    "roles.tsv": mentions.RoleRow,
    "sections.tsv": furniture._Name,
    "sectors.tsv": codes.SectorRow,
    "shared_bodies.tsv": mentions.SharedBody,
    "sourcing.tsv": attributions.SourceWord,
    "region_peoples.tsv": world.RegionPeople,
    "region_signs.tsv": mentions.RegionSign,
    "state_numbers.tsv": codes.StateRow,
    "status_attributions.tsv": status.AttributionEffect,
    "status_auxiliaries.tsv": status.Auxiliary,
    "status_certainty.tsv": status.StatusCertainty,
    "status_combine.tsv": status.Combination,
    "status_marks.tsv": status.Mark,
    "status_operators.tsv": status.Operator,
    "times.tsv": times.TimeWord,
    "times_bounds.tsv": times.TimeBound,
    "times_countries.tsv": times.CountryTimes,
    "times_grammar.tsv": times.TimeRule,
    "times_holidays.tsv": times.Holiday,
    "times_named.tsv": times.NamedDate,
    "times_running.tsv": times.RunningWords,
    "times_tense.tsv": times.TenseCue,
    "party_words.tsv": mentions.PartyRow,
    "titles.tsv": mentions.TitleRow,
    "topics.tsv": disagreements.Topic,
}
# checks of the row types themselves: (table, column, value, typo)
CHECKED = [
    ("events.tsv", "with_words", "obj=$meeting", "ojb=$meeting"),
    ("events.tsv", "with_words", "obj=$meeting", "obj=$meting"),
    ("events.tsv", "type", "CONSULT", "CONSUTL"),
    ("events.tsv", "mode", "visit", "vist"),
    ("events.tsv", "recipients", "with", "wiht"),
    ("events.tsv", "recipients", "obj.of", "obj.fo"),
    ("events.tsv", "contexts", "military", "militray"),
    ("event_compositions.tsv", "type", "AGREE", "AGERE"),
    ("event_compositions.tsv", "inner", "CONSULT", "CONSLUT"),
    ("event_compositions.tsv", "inner_mode", "arrest", "arest"),
    ("event_contexts.tsv", "context", "military", "militray"),
    ("cameo.tsv", "type", "AGREE", "AGERE"),
    ("cameo.tsv", "mode", "visit", "vist"),
    ("cameo.tsv", "context", "economic", "economical"),
    ("acts.tsv", "type", "CONSULT", "CONSUTL"),
    ("acts.tsv", "mode", "visit", "vist"),
    ("happening_counts.tsv", "word", "ASSAULT", "ASSUALT"),
    ("happening_counts.tsv", "word", "abduct", "abdcut"),
    ("happening_counts.tsv", "key", "votes for", "vote for"),
    ("happening_types.tsv", "left", "AGREE", "AGERE"),
    ("happening_types.tsv", "right", "CONSULT", "CONSUTL"),
    ("times_grammar.tsv", "kind", "date", "daet"),
    ("times_holidays.tsv", "rule", "easter 0", "eastern 0"),
    ("times_bounds.tsv", "place", "behind", "after"),
    ("times_countries.tsv", "named", "start", "strat"),
    ("times_named.tsv", "date", "2001-09-11", "2001-9-11"),
    ("dated_events.tsv", "date", "2001-09-11", "2001-9-11"),
    ("offices.tsv", "country", "USA", "US"),
    ("classes.tsv", "class", "negators", "negaters"),
]


def closed_columns() -> list[tuple[str, str]]:
    """Return every table and column that holds values of a closed set."""
    found = []
    for name, row_type in ROWS.items():
        hints = typing.get_type_hints(row_type, include_extras=True)
        closed = [f.name for f in dataclasses.fields(row_type) if allowed_values(hints[f.name])]
        found += [(name, field.rstrip("_")) for field in closed]
    return found


def text_of(name: str) -> str:
    (path,) = PACKAGE.rglob(name)
    return path.read_text(encoding="utf-8")


def planted(text: str, column: str, value: str | None, typo: str) -> tuple[str, int]:
    """Return the table with `typo` in one cell of a column, the last that holds `value`, and its line."""
    lines = text.split("\n")
    rows = [n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")]
    place = lines[rows[0]].split("\t").index(column)
    for n in reversed(rows[1:]):
        cells = lines[n].split("\t")
        parts = cells[place].split("|") if place < len(cells) else [""]
        if parts != [""] if value is None else value in parts:
            old = parts[-1] if value is None else value
            cells[place] = "|".join(typo or f"{old}x" if part == old else part for part in parts)
            return "\n".join([*lines[:n], "\t".join(cells), *lines[n + 1 :]]), n + 1
    raise AssertionError(f"no row holds {value or 'anything'} in {column}")


@pytest.mark.parametrize(("name", "column"), closed_columns())
def test_typo_in_a_closed_column_is_refused(name: str, column: str) -> None:
    text, line = planted(text_of(name), column, None, "")
    with pytest.raises(TableError) as found:
        parse_table(text, ROWS[name], name)
    assert (found.value.file, found.value.line, found.value.column) == (name, line, column)
    assert f"{name} line {line}, column {column}, holds '{found.value.value}'" in str(found.value)
    assert found.value.allowed


@pytest.mark.parametrize(("name", "column", "value", "typo"), CHECKED)
def test_typo_that_a_row_checks_itself_is_refused(name: str, column: str, value: str, typo: str) -> None:
    text, line = planted(text_of(name), column, value, typo)
    with pytest.raises(TableError) as found:
        parse_table(text, ROWS[name], name)
    assert (found.value.file, found.value.line, found.value.column) == (name, line, column)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_table_loads(name: str) -> None:
    assert parse_table(text_of(name), ROWS[name], name)
