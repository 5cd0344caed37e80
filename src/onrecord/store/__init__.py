"""The database of many readings: one SQLite file, and the only SQL of the package.

with open_store("news.db", create=True) as store:
    keep(store, reading)
    reading_of(store, reading.document.id) == reading
"""

from onrecord.store.actors import KeptActor, changes_of, find_actor, kept_actors
from onrecord.store.assembled import (
    ASSEMBLED,
    assemble_store,
    assembled,
    assembled_counts,
    assembled_documents,
    assembled_one,
    assembly_of,
    keep_assembly,
    pairs_of_happening,
    take_assembly,
    unassembled,
)
from onrecord.store.assembler.bring_up import Assembler
from onrecord.store.check import Checked, Damage, blamed_on_damage, check_store
from onrecord.store.correct import applied, corrected, corrector
from onrecord.store.corrections import (
    ActorCorrection,
    Correction,
    FactCorrection,
    PairCorrection,
    add_corrections,
    corrections_path,
    overrides_of,
    read_corrections,
    undo_correction,
)
from onrecord.store.index import apply_corrections, holds_corrections
from onrecord.store.inputs import KeptIn, known_page, note_page
from onrecord.store.journal import (
    Change,
    Entry,
    Run,
    RunId,
    begin_run,
    end_run,
    failures_by_reason,
    journal,
    last_run_began,
    note_failure,
    note_unchanged,
    runs,
)
from onrecord.store.migrate import migrate_store
from onrecord.store.open import Store, open_store
from onrecord.store.query import (
    KeptDocument,
    Publication,
    documents,
    find_documents,
    publications,
    reading_of,
    readings,
)
from onrecord.store.repair import repair_store
from onrecord.store.save import Saved, save_store
from onrecord.store.transaction import one_moment, writing
from onrecord.store.write import is_kept, keep, remove

__all__ = [
    "ASSEMBLED",
    "ActorCorrection",
    "Assembler",
    "Change",
    "Checked",
    "Correction",
    "Damage",
    "Entry",
    "FactCorrection",
    "KeptActor",
    "KeptDocument",
    "KeptIn",
    "PairCorrection",
    "Publication",
    "Run",
    "RunId",
    "Saved",
    "Store",
    "add_corrections",
    "applied",
    "apply_corrections",
    "assemble_store",
    "assembled",
    "assembled_counts",
    "assembled_documents",
    "assembled_one",
    "assembly_of",
    "begin_run",
    "blamed_on_damage",
    "changes_of",
    "check_store",
    "corrected",
    "corrections_path",
    "corrector",
    "documents",
    "end_run",
    "failures_by_reason",
    "find_actor",
    "find_documents",
    "holds_corrections",
    "is_kept",
    "journal",
    "keep",
    "keep_assembly",
    "kept_actors",
    "known_page",
    "last_run_began",
    "migrate_store",
    "note_failure",
    "note_page",
    "note_unchanged",
    "one_moment",
    "open_store",
    "overrides_of",
    "pairs_of_happening",
    "publications",
    "read_corrections",
    "reading_of",
    "readings",
    "remove",
    "repair_store",
    "runs",
    "save_store",
    "take_assembly",
    "unassembled",
    "undo_correction",
    "writing",
]
