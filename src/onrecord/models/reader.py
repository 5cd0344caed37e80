"""The language model at run time: onnxruntime and numpy, one window a run.

Weights are int8 with dynamic ranges, and the range depends on everything in one run. So a window runs
alone and without padding: the result for a text does not depend on other texts, and the same text
gives the same bytes in any batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import TO_REINSTALL, ModelError
from onrecord.lexicon.references import load_reference_words
from onrecord.models.acts import SeenAct, compare_mentions
from onrecord.models.chains import Linker
from onrecord.models.decode import Decoder, Outputs, Segmentation, segment
from onrecord.models.labels import Labels
from onrecord.models.pieces import END, MARK, NONE, START, Vocabulary
from onrecord.models.references import ChainCandidate, Seen, find_candidates
from onrecord.models.windows import Window, pack, without_long_runs
from onrecord.types import DisputedWord, Language, Name, Outlook, Role, Sentence

CARD = "reader.json"  # label sets, and the hash of every other file
NETWORK, RELATIONS, CHAINS, PIECES = "reader.onnx", "relations.onnx", "chains.onnx", "pieces.txt"
INPUTS = ("ids", "shapes", "gaps", "quotes")
OUTPUTS = (
    "classes", "tags", "arc_dep", "arc_head", "rel_dep", "rel_head", "link_dep", "link_head",
    "chain_dep", "chain_head", "acts", "part", "part_head", "same_dep", "same_head",
)  # fmt: skip
# onnxruntime computes a sum and its norm several times slower as one node than as two (1.32)
SLOWER_FUSIONS = ("SkipLayerNormFusion",)
TO_REPAIR = f"reinstall it with {TO_REINSTALL}, or train it again with 'make train'"


@dataclass(frozen=True, slots=True)
class _Given:
    """Offsets of tokens and sentences that are given and not predicted."""

    edges: list[int]  # start and end of every token
    token_starts: frozenset[int]
    sentence_starts: frozenset[int]

    @classmethod
    def of(cls, sentences: Sequence[Sequence[tuple[int, int]]]) -> _Given:
        """Return the offsets of sentences, each a list of the spans of its tokens."""
        spans = [span for sentence in sentences for span in sentence]
        return cls(
            edges=[offset for span in spans for offset in span],
            token_starts=frozenset(start for start, _ in spans),
            sentence_starts=frozenset(sentence[0][0] for sentence in sentences if sentence),
        )

    def segment(self, window: Window) -> Segmentation:
        """Return the given tokens and sentences of a window."""
        starts = [k for k, atom in enumerate(window.atoms) if k == 0 or atom.start in self.token_starts]
        begins = [k == 0 or window.atoms[k].start in self.sentence_starts for k in starts]
        return Segmentation.of(window, starts, begins)


class Reader:
    """Reads texts into their language layers; safe to share between threads."""

    def __init__(self, folder: Traversable, threads: int = 1) -> None:
        import onnxruntime

        files = check_files(folder)
        card = json.loads(files[CARD])
        self.version: str = card["version"]
        self.labels = Labels(**{k: tuple(v) for k, v in card["labels"].items()})
        self.vocabulary = Vocabulary.of(files[PIECES].decode("utf-8").rstrip("\n").split("\n"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        providers = ["CPUExecutionProvider"]
        self._session = onnxruntime.InferenceSession(
            files[NETWORK], options, providers=providers, disabled_optimizers=list(SLOWER_FUSIONS)
        )
        relations = onnxruntime.InferenceSession(files[RELATIONS], options, providers=providers)
        self.decoder = Decoder(
            self.labels,
            lambda dep, head: relations.run(None, {"dep": dep, "head": head})[0],
            self.vocabulary.ids,
        )
        self._words = load_reference_words()
        self._linker: Linker | None = None
        if CHAINS in files:  # a newly trained network has none yet
            chains = onnxruntime.InferenceSession(files[CHAINS], options, providers=providers)
            names = ("alone", "later", "earlier", "pairs")
            self._linker = Linker(
                lambda *given: tuple(chains.run(None, dict(zip(names, given, strict=True)))),
                self.labels.entity,
            )
        self._marks = (self.vocabulary.ids[START], self.vocabulary.ids[END])

    def read(self, texts: Sequence[str]) -> list[Language]:
        """Return the language layer of each text."""
        return [self.read_one(text) for text in texts]

    def read_one(self, text: str) -> Language:
        """Return the language layer of one text of any length."""
        language, seen = self._read(text)
        if self._linker is None:
            return language
        candidates = find_candidates(language.sentences, seen, self._words)
        return replace(language, chains=self._linker.chains(text, candidates))

    def candidates(self, text: str) -> list[ChainCandidate]:
        """Return the mentions of a text that may be chained (to train the linker)."""
        language, seen = self._read(text)
        return find_candidates(language.sentences, seen, self._words)

    def _read(self, text: str) -> tuple[Language, list[Seen]]:
        """Return the language layer without chains, and the words that head mentions."""
        sentences: list[Sentence] = []
        names: list[Name] = []
        roles: list[Role] = []
        seen: list[Seen] = []
        acts: list[SeenAct] = []
        outlooks: list[Outlook] = []
        disputed: list[DisputedWord] = []
        atoms = without_long_runs(self.vocabulary.cut(text), text)
        for number, window in enumerate(pack(atoms, text)):
            out = self.run(window)
            cut = segment(window, out)
            seen.extend(self.decoder.seen(window, out, cut, number))
            seen_acts, ahead, contested = self.decoder.acts(text, out, cut)
            acts.extend(seen_acts)
            outlooks.extend(ahead)
            disputed.extend(contested)
            sentences.extend(self.decoder.sentences(text, out, cut))
            names.extend(self.decoder.names(text, out, cut))
            roles = self.decoder.roles(text, out, cut, roles)
        language = Language(
            sentences=tuple(sentences),
            names=tuple(names),
            roles=tuple(roles),
            acts=compare_mentions(acts),
            outlooks=tuple(outlooks),
            disputed=tuple(disputed),
        )
        return language, seen

    def read_tokens(
        self, text: str, sentences: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[Language, list[Segmentation]]:
        """Return the language layer of a text whose tokens and sentences are given (for scoring)."""
        given = _Given.of(sentences)
        found: list[Sentence] = []
        names: list[Name] = []
        cuts: list[Segmentation] = []
        for window in pack(self.vocabulary.cut(text, given.edges), text):
            out = self.run(window)
            cut = given.segment(window)
            cuts.append(cut)
            found.extend(self.decoder.sentences(text, out, cut))
            names.extend(self.decoder.names(text, out, cut))
        return Language(sentences=tuple(found), names=tuple(names)), cuts

    def run(self, window: Window) -> Outputs:
        """Run the network over one window."""
        return Outputs(*(array[0] for array in self._session.run(OUTPUTS, feed(window, self._marks))))


def feed(window: Window, marks: tuple[int, int]) -> dict[str, NDArray[np.int64]]:
    """Return the network's inputs for one window, (1, pieces); `marks` are the ids of its two ends."""
    start, end = marks
    rows = {
        "ids": [start, *window.ids, end],
        "shapes": [MARK, *window.shapes, MARK],
        "gaps": [NONE, *window.gaps, NONE],
        "quotes": [0, *window.quotes, 0],
    }
    return {name: np.asarray([row], dtype=np.int64) for name, row in rows.items()}


def check_files(folder: Traversable) -> dict[str, bytes]:
    """Return the model's files, each of the expected hash; raise `ModelError` for the first with another hash."""
    found = {CARD: _content(folder, CARD)}
    try:
        expected: dict[str, str] = json.loads(found[CARD])["sha256"]
    except (ValueError, KeyError, TypeError):
        raise ModelError(f"The model card {folder.joinpath(CARD)} cannot be read: {TO_REPAIR}.") from None
    found |= {name: _content(folder, name) for name in expected}
    for name, digest in expected.items():
        got = hashlib.sha256(found[name]).hexdigest()
        if got != digest:
            raise ModelError(
                f"The model file {folder.joinpath(name)} ({len(found[name]):,} bytes) has sha256 {got[:12]}…,"
                f" expected {digest[:12]}…: {TO_REPAIR}."
            )
    return found


def _content(folder: Traversable, name: str) -> bytes:
    try:
        return folder.joinpath(name).read_bytes()
    except FileNotFoundError:
        raise ModelError(f"The model file {folder.joinpath(name)} is missing: {TO_REPAIR}.") from None


@lru_cache(maxsize=1)
def load_model() -> Reader:
    """Load the model that ships in the package, once a process."""
    return Reader(resources.files("onrecord.models").joinpath("weights"))
