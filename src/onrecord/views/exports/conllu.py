"""The texts as CoNLL-U with the facts in MISC: words and sentences, and with `--trees` lemmas, tags and dependency trees.

The store keeps no trees. Without them HEAD and DEPREL are `_`, and the file is words with facts, not a treebank. With them the
texts are read again, at the speed of the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.types import Language, Reading
from onrecord.views.conllu import write_conllu
from onrecord.views.exports.job import Job
from onrecord.views.exports.marks import marks_of
from onrecord.views.exports.words import sentences

LAYERS = ("times", "actors", "attributions", "events")
FACT_LAYERS = ("attributions", "events")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report with its words."""

    reading: Reading
    language: Language
    has_trees: bool


def rows(job: Job) -> Iterator[Parsed]:
    """Yield the reports that are asked for, with their words."""
    from onrecord.store import stream

    find: Callable[[str], Language] = _reader() if job.options.trees else _words
    reports = stream.Reports(job.store, LAYERS, mentions=True)
    for report in stream.reports(job.store, job.asked.conditions, reports):
        yield Parsed(report.reading, find(report.reading.document.text), job.options.trees)


def _words(text: str) -> Language:
    return Language(sentences=tuple(sentences(text)))


def _reader() -> Callable[[str], Language]:
    from onrecord.known import load_known
    from onrecord.read import find_languages
    from onrecord.types import Document, DocumentId

    known = load_known()

    def read(text: str) -> Language:
        document = Document(id=DocumentId("d_0"), text=text)
        return next(iter(find_languages([document], known)))

    return read


def write(parsed: Parsed) -> str:
    """Return the sentences of one report, with the facts of each word in MISC: `trigger:e_1`, `cue:q_2`."""
    facts = ((mark.span, f"{mark.part}:{mark.fact}") for mark in marks_of(parsed.reading, FACT_LAYERS))
    return write_conllu(parsed.reading, parsed.language, facts, has_trees=parsed.has_trees)
