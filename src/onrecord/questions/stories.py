"""The stories of the store, the latest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Unpack

from onrecord.assembly.types import Story
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.asking import Asked, Question, notes_on, without_rows
from onrecord.questions.filters import StoriesFilters, checked
from onrecord.questions.meant import UnclearError, resolve
from onrecord.questions.rows_lines import Named, StoryInShort
from onrecord.store import Store, one_moment
from onrecord.store.find import Condition, phrases
from onrecord.store.gathered import StoryRow, find_stories, names_of_documents, things, with_documents

NAME = "stories"


def stories(store: Store, **filters: Unpack[StoriesFilters]) -> Answer[StoryInShort]:
    """Return the stories, the latest first, all of them unless `limit` is given."""
    asked = checked(NAME, {"limit": 0, **filters})
    with one_moment(store):
        answer = Answer(question=NAME, row=StoryInShort, asked=asked, notes=notes_on(store))
        given = asked.given()
        try:
            meant = {
                name: found[0] for name, value in given.items() if (found := resolve(store, name, value))
            }
        except UnclearError as unclear:
            return replace(answer, why=str(unclear))
        conditions = {
            name: QUESTION.conditions[name](meant.get(name, value)) for name, value in given.items()
        }
        rows, total = find_stories(store, tuple(conditions.values()), limit=asked.limit, offset=asked.offset)
        answer = replace(answer, rows=_shown(store, rows), total=total, meant=tuple(meant.values()))
        return answer if total else without_rows(answer, Asked(store, QUESTION, asked, conditions))


def _shown(store: Store, rows: list[StoryRow]) -> tuple[StoryInShort, ...]:
    found = {one.id: one for one in things(store, "stories", Story, (row.id for row in rows))}
    names = names_of_documents(store, {d for one in found.values() for d in one.documents})
    return tuple(_row(found[row.id], row, names) for row in rows)  # type: ignore[index]


def _row(of: Story, row: StoryRow, names: Mapping[str, tuple[str | None, str | None]]) -> StoryInShort:
    outlets = Counter(publisher for d in of.documents if (publisher := names[d][1]) is not None)
    return StoryInShort(
        id=of.id,
        title=of.title,
        documents=tuple(Named(document=d, given_id=names[d][0]) for d in of.documents),
        happenings=of.happenings,
        earliest=of.earliest,
        latest=of.latest,
        continues=of.continues,
        reports=len(of.documents) - row.copies,
        outlets=tuple(sorted(outlets, key=lambda name: (-outlets[name], name))),
        disagreements=row.disagreements,
    )


# ---- conditions --------------------------------------------------------------------------


def _with_words(words: str) -> Condition:
    return with_documents("SELECT rowid FROM words WHERE words MATCH ?", phrases(words))


def _with_actor(meant: Meant) -> Condition:
    if not meant.entities:
        return _with_country(meant)
    wanted = ", ".join("?" * len(meant.entities))
    return with_documents(
        f"SELECT document FROM assembled_from WHERE what = 'entities' AND thing IN ({wanted})",  # noqa: S608
        *meant.entities,
    )


def _with_country(meant: Meant) -> Condition:
    """Return the condition that somebody of the country takes part, or that it happens there."""
    return with_documents(
        "SELECT document FROM parties WHERE country = ? UNION SELECT document FROM tellings WHERE country = ?",
        meant.country,
        meant.country,
    )


def _of_outlet(publisher: str) -> Condition:
    return with_documents("SELECT document FROM reports WHERE publisher = ?", publisher)


QUESTION = Question(
    name=NAME,
    noun="story",
    row=StoryInShort,
    table="stories",
    conditions={
        "words": _with_words,
        "actor": _with_actor,
        "country": _with_country,
        "since": lambda day: Condition("latest >= ?", (day,)),
        "until": lambda day: Condition("earliest <= ?", (day,)),
        "outlet": _of_outlet,
    },
    build=lambda _store, _keys: (),
)
