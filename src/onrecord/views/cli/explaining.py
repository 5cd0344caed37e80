"""`onrecord explain --store`: why a store has what it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import StoreError
from onrecord.views.cli.correcting import known_corrections
from onrecord.views.cli.output import opened

if TYPE_CHECKING:  # loaded by the command when it runs
    from onrecord.store import Store
    from onrecord.store.corrections.kept import Thing
    from onrecord.types import DocumentId, Reading
    from onrecord.views.explain_kept import Kept

READINGS_HELD = 64  # corrected readings that are held while pairs of them are explained


def explain_store(store_path: Path, names: Sequence[str]) -> None:
    """Print why what `names` name is in a store as it is; without names, why every pair was joined or kept apart."""
    from onrecord.store import open_store

    with open_store(store_path) as store, opened(None) as out:
        for line in _lines(store, _kept(store), names):
            out.write(printed(line) + "\n")


def _kept(store: Store) -> Kept:
    from onrecord.store import corrector, publications, reading_of
    from onrecord.views.explain_kept import Kept

    corrections = known_corrections(store)
    correct = corrector(corrections)

    @lru_cache(maxsize=READINGS_HELD)
    def reading(document: DocumentId) -> Reading:
        found = reading_of(store, document)
        if found is None:
            raise StoreError(
                f"{store.path} holds no document {document}; run 'onrecord assemble --store {store.path}'."
            )
        return correct(found)

    return Kept(reading, corrections, publications(store))


def _lines(store: Store, kept: Kept, names: Sequence[str]) -> Iterator[str]:
    from onrecord.assembly.types import PairReasons
    from onrecord.store import assembled
    from onrecord.store.corrections.kept import find_thing
    from onrecord.views.explain_kept import explain_pairs

    if not names:
        pairs = assembled(store, "pairs", PairReasons)
        yield from explain_pairs(kept, pairs) if pairs else [f"{store.path}: no pair of events was compared"]
        return
    one = find_thing(store, kept.corrections, names[0])
    if len(names) > 1:
        yield from _of_two(store, kept, one, names[1])
    else:
        yield from _of_one(store, kept, one, names[0])


def _of_one(store: Store, kept: Kept, thing: Thing, name: str) -> Iterator[str]:
    """Yield the reasons of a happening, a story, a report or an event."""
    from onrecord.assembly.types import Happening, Story
    from onrecord.store import assembled_one, pairs_of_happening
    from onrecord.views.explain_kept import explain_happening, explain_story

    if thing.whole and thing.layer == "events":
        happening = assembled_one(store, "happenings", Happening, name)
        if happening is not None:
            yield from explain_happening(kept, happening, pairs_of_happening(store, name))
    elif thing.whole and thing.layer == "documents":
        story = assembled_one(store, "stories", Story, name)
        if story is not None:
            yield from explain_story(kept, story)
    elif thing.layer == "actors":
        raise StoreError(
            f"'{name}' is an actor; 'onrecord explain DOCUMENT ACTOR_ID --store {store.path}' explains one."
        )
    else:
        fact = name.rpartition(":")[2] if thing.layer == "events" else None
        yield from _of_document(kept, thing.places[0].document, fact)


def _of_document(kept: Kept, document: DocumentId, words: str | None) -> Iterator[str]:
    """Yield the reasons of a report, or of one fact of it by its id or words, with what people corrected."""
    from onrecord.store.corrections.propose import named_fact
    from onrecord.views.explain import explain, find_fact
    from onrecord.views.explain_kept import corrections_of

    reading = kept.reading(document)
    fact = words
    if words is not None and find_fact(reading, words) is None:
        fact = named_fact(reading, words)[1].id
    yield explain(reading, fact)
    yield from corrections_of(kept, reading, fact)


def _of_two(store: Store, kept: Kept, one: Thing, name: str) -> Iterator[str]:
    """Yield the reasons of two events or two reports, or of a fact of a report."""
    from onrecord.assembly.types import EventRef, Happening, Story
    from onrecord.store import assembled, find_documents
    from onrecord.store.corrections.kept import find_thing
    from onrecord.store.corrections.pairs import event_ref
    from onrecord.views.explain_kept import explain_pairs, explain_reports, reasons_of_events

    first = one.places[0]
    if one.layer == "documents" and not (":" in name or find_documents(store, name)):
        yield from _of_document(kept, first.document, name)
        return
    other = find_thing(store, kept.corrections, name)
    if other.layer != one.layer:
        raise StoreError(f"{one.words} and {other.words} are not of a kind; name two events, or two reports.")
    second = other.places[0]
    if one.layer == "documents":
        stories = (set(story.documents) for story in assembled(store, "stories", Story))
        joined = any({first.document, second.document} <= story for story in stories)
        yield from explain_reports(kept, first.document, second.document, joined=joined)
        return
    refs = [event_ref(kept.reading(where.document), where) for where in (first, second)]
    left, right = (EventRef(ref.document, ref.event) for ref in refs if ref is not None)
    happenings = (
        {(t.document, t.event) for t in h.tellings} for h in assembled(store, "happenings", Happening)
    )
    joined = any({(left.document, left.event), (right.document, right.event)} <= told for told in happenings)
    yield from explain_pairs(kept, [reasons_of_events(kept, left, right, joined=joined)])


def printed(text: str) -> str:
    """Return the text with its lines, but without anything that could steer a terminal."""
    from onrecord.views.layout import printable

    return "\n".join(
        " " * (len(line) - len(line.lstrip(" "))) + printable(line) for line in text.rstrip("\n").split("\n")
    )
