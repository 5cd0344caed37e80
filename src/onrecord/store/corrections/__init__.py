"""What people corrected in a store: a table beside it, one correction a line, of actors, facts and pairs.

`news.db` has `news.corrections.tsv`. The store keeps what was read; the table changes what is shown and what is
assembled. types.py says what a correction is, table.py and lines.py how it is written, values.py and fields.py how the
value of a field is written as text, facts.py and pairs.py what it does (of actors: correct.py), conflicts.py which
corrections contradict each other, score.py what they tell of the reader.
"""

from onrecord.store.corrections.conflicts import Conflicts
from onrecord.store.corrections.lines import COLUMNS, identifier, parse_line, write_line
from onrecord.store.corrections.pairs import overrides_of
from onrecord.store.corrections.table import (
    add_corrections,
    corrections_path,
    parse_corrections,
    read_corrections,
    rename_documents,
    undo_correction,
)
from onrecord.store.corrections.types import (
    NOTHING,
    Action,
    ActorCorrection,
    Correction,
    FactCorrection,
    Identity,
    PairCorrection,
    Where,
    is_wikidata_id,
)

__all__ = [
    "COLUMNS",
    "NOTHING",
    "Action",
    "ActorCorrection",
    "Conflicts",
    "Correction",
    "FactCorrection",
    "Identity",
    "PairCorrection",
    "Where",
    "add_corrections",
    "corrections_path",
    "identifier",
    "is_wikidata_id",
    "overrides_of",
    "parse_corrections",
    "parse_line",
    "read_corrections",
    "rename_documents",
    "undo_correction",
    "write_line",
]
