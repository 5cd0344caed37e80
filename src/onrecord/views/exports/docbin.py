"""The texts as DocBins of spaCy: words of spaCy's own tokenizer, and the facts as spans by layer.

`doc.spans["actors"]`, `["places"]`, `["times"]`, `["attributions"]`, `["events"]` and `["agenda"]` hold them; a span's label is the type,
its id the fact, and `doc.user_data["onrecord"]` the document with all offsets as they are in the record, since words may be cut
otherwise. A DocBin is held in memory as a whole, so there is one for each few hundred reports.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord.errors import QuestionError, installed_by
from onrecord.store.told import Told
from onrecord.views.exports.marks import LAYERS, marks_of

REPORTS_AT_ONCE = 200


class Folder:
    """Writes one file for each few hundred reports."""

    def __init__(self, folder: Path) -> None:
        """Load spaCy's tokenizer of English, which needs no model."""
        try:
            import spacy
            from spacy.tokens import DocBin
        except ImportError:
            raise QuestionError(f"spacy is not installed; {installed_by('spacy')}.") from None
        self._folder, self._number, self._make = folder, 0, DocBin
        self._tokenize = spacy.blank("en")
        self._waiting = self._new()

    def _new(self) -> Any:
        return self._make(store_user_data=True)

    def write(self, report: Told) -> None:
        """Add one report."""
        self._waiting.add(self._doc(report))
        if len(self._waiting) >= REPORTS_AT_ONCE:
            self._flush()

    def _doc(self, report: Told) -> Any:
        reading = report.reading
        doc = self._tokenize.make_doc(reading.document.text)
        found: dict[str, list[Any]] = {layer: [] for layer in LAYERS}
        facts = []
        for mark in marks_of(reading):
            facts.append([mark.layer, mark.part, mark.fact, mark.label, mark.span.start, mark.span.end])
            label = mark.label if mark.part in ("mention", "trigger") else mark.part
            span = doc.char_span(
                mark.span.start, mark.span.end, label=label, span_id=mark.fact, alignment_mode="expand"
            )
            if span is not None:
                found[mark.layer].append(span)
        for layer, spans in found.items():
            doc.spans[layer] = spans
        doc.user_data["onrecord"] = {"document": reading.document.id, "facts": facts}
        return doc

    def _flush(self) -> None:
        self._number += 1
        self._waiting.to_disk(self._folder / f"reports-{self._number:05}.spacy")
        self._waiting = self._new()

    def end(self) -> None:
        """Write the last file."""
        if len(self._waiting) or not self._number:
            self._flush()
